import type { LonLat, Pixel } from '../geometry/types'

/** Web Mercator, 0..1 from the north-west corner of the world, y to the south. */
export interface Mercator {
  readonly mx: number
  readonly my: number
}

/** What the screen shows: north is up and the board lies flat, so mercator to CSS pixels is one scale and one shift. */
export interface View {
  /** Mercator coordinates of the middle of the screen, in double precision. */
  readonly center: Mercator
  readonly zoom: number
  /** CSS pixels. */
  readonly width: number
  readonly height: number
}

/** West, south, east, north, in degrees. */
export type Bounds = readonly [number, number, number, number]

const TILE_PX = 512
const EARTH_M = 40_075_016.686

export const worldPx = (zoom: number): number => TILE_PX * 2 ** zoom

export function toMercator([lon, lat]: LonLat): Mercator {
  const sine = Math.sin((lat * Math.PI) / 180)
  return { mx: lon / 360 + 0.5, my: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) }
}

export function toLonLat({ mx, my }: Mercator): LonLat {
  return [mx * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * my))) * 180) / Math.PI]
}

export function project(view: View, place: LonLat): Pixel {
  const { mx, my } = toMercator(place)
  const world = worldPx(view.zoom)
  return [(mx - view.center.mx) * world + view.width / 2, (my - view.center.my) * world + view.height / 2]
}

export function unproject(view: View, [x, y]: Pixel): LonLat {
  const world = worldPx(view.zoom)
  return toLonLat({
    mx: view.center.mx + (x - view.width / 2) / world,
    my: view.center.my + (y - view.height / 2) / world,
  })
}

/** Ground metres under one CSS pixel in the middle of the screen. */
export function metresPerPixel(view: View): number {
  const [, lat] = toLonLat(view.center)
  return (EARTH_M * Math.cos((lat * Math.PI) / 180)) / worldPx(view.zoom)
}

/** Pencils grow a little with the zoom, as if one leant over the board: 1 at zoom 14, between 0.6 and 2.2. */
export const widthScale = (zoom: number): number => Math.min(2.2, Math.max(0.6, 2 ** ((zoom - 14) * 0.28)))

/** Equal strings exactly where the same picture would be drawn. */
export const viewKey = (view: View, pixelRatio: number): string =>
  [view.center.mx, view.center.my, view.zoom, view.width, view.height, pixelRatio].join(' ')
