import type { SessionOptions } from '../../live/session'
import type { Bounds } from '../../map/view'

/** What Django puts in the page for the block (src/atelier/reliefs/screen.py). */
export interface BlockProps {
  readonly sceneUrl: string
  readonly bounds: Bounds
  /** Tables whose drawings lie on the ground as they are drawn. */
  readonly tables: readonly SessionOptions[]
  readonly pictureUrl: string
  readonly azimuth: number
  /** null leaves it to the relief of the place. */
  readonly exaggeration: number | null
}
