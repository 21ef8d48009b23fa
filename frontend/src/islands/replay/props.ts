import type { Person, TableWord } from '../../live/session'
import type { Bounds } from '../../map/view'

/** Something the facilitator did; `at` in milliseconds since 1970. */
export interface Moment {
  readonly at: number
  readonly words: string
}

/** What Django puts in the page for the replay (src/atelier/tables/replay_screen.py). */
export interface ReplayProps {
  readonly atelier: string
  readonly workshop: string
  readonly table: TableWord
  /** Everyone who drew; without a name where they left for good or the atelier hides names. */
  readonly people: readonly Person[]
  readonly colleges: Record<string, { readonly label: string; readonly color: string }>
  readonly map: { readonly style: string; readonly bounds: Bounds; readonly maxBounds: Bounds }
  /** The journal, page by page: GET ?apres=NUMBER. */
  readonly journalUrl: string
  readonly epoch: string
  readonly last: number
  readonly pageEntries: number
  readonly moments: readonly Moment[]
  readonly picturesUrl: string
  readonly tableUrl: string
}
