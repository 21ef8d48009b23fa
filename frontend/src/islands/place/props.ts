import type { Bounds } from '../../map/view'

export interface Rectangle {
  readonly lon: number
  readonly lat: number
  readonly width_km: number
  readonly depth_km: number
}

/** What Django puts in the page for the choice of a place (src/atelier/reliefs/screen.py). */
export interface PlaceProps {
  readonly map: { readonly style: string; readonly bounds: Bounds; readonly maxBounds: Bounds }
  /** Identifiers of the fields of the form, which stay the truth. */
  readonly fields: Readonly<Record<keyof Rectangle, string>>
  readonly titleField: string
  readonly presets: readonly (Rectangle & { readonly key: string; readonly name: string; readonly group: string })[]
  readonly placesUrl: string
  readonly measureUrl: string
}
