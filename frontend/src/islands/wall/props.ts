import type { SessionOptions } from '../../live/session'
import type { Bounds } from '../../map/view'

export interface WallTable {
  readonly session: SessionOptions
  readonly join: { readonly code: string; readonly qrUrl: string }
}

/** What Django puts in the page for the wall (src/atelier/tables/wall_screen.py). */
export interface WallProps {
  readonly atelier: string
  readonly workshop: string
  readonly showsNames: boolean
  readonly tables: readonly WallTable[]
  readonly colleges: Record<string, { readonly label: string; readonly color: string }>
  readonly map: { readonly style: string; readonly bounds: Bounds; readonly maxBounds: Bounds }
  /** Where one types a table's code, without its scheme: to be read from far away. */
  readonly enterUrl: string
  readonly version: string
  readonly versionUrl: string
}
