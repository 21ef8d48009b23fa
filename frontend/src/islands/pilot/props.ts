import type { PilotProps } from '../../live/pilot'
import type { WatchedProps } from '../../live/watch.svelte'

/** What Django puts in the facilitator's page of a workshop (src/atelier/tables/facilitation/cockpit.py). */
export interface CockpitProps {
  readonly pilot: PilotProps
  readonly colleges: Record<string, { readonly label: string; readonly color: string }>
  readonly tables: readonly WatchedProps[]
}
