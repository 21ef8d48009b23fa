import { type Mercator, worldPx } from '../view'

/** Local units: pixels of the world at zoom 16, from an origin near the table, so that float32 is exact to 0.01 px at zoom 20. */
export const LOCAL_ZOOM = 16
const LOCAL_PX = worldPx(LOCAL_ZOOM)
const TRACE_UNIT = 1e-7

/** x, y (float32), half width in 1/256 px below a link bit and the way run, colour: 16 bytes a point. */
export const POINT_WORDS = 4
/** x, y (float32), colour: 12 bytes a corner. */
export const CORNER_WORDS = 3
/** Set where a capsule goes from this point to the next one. */
export const LINK = 1 << 16
/** Above the link bit, for dashes: how far along its line a point is, in quarters of a local unit, and the turns of that count. */
export const WAY_SHIFT = 17
export const WAY_STEPS = 4
export const WAY_TURN = 2 ** 15

/** Smallest box, in local units: west, north, east, south. */
export type Box = [number, number, number, number]

export const emptyBox = (): Box => [Infinity, Infinity, -Infinity, -Infinity]

export function growBox(box: Box, x: number, y: number): void {
  box[0] = Math.min(box[0], x)
  box[1] = Math.min(box[1], y)
  box[2] = Math.max(box[2], x)
  box[3] = Math.max(box[3], y)
}

export function mergeBox(box: Box, other: Box): void {
  growBox(box, other[0], other[1])
  growBox(box, other[2], other[3])
}

export const boxesTouch = (one: Box, two: Box, margin = 0): boolean =>
  one[0] <= two[2] + margin && one[2] >= two[0] - margin && one[1] <= two[3] + margin && one[3] >= two[1] - margin

/** Positions of a trace (1e-7 degree, then differences) as x, y pairs in local units from `origin`. */
export function traceToLocal(trace: readonly number[], origin: Mercator): Float64Array<ArrayBuffer> {
  const flat = new Float64Array(trace.length & ~1)
  let lon = 0
  let lat = 0
  for (let i = 0; i < flat.length; i += 2) {
    lon += trace[i] as number
    lat += trace[i + 1] as number
    const sine = Math.sin((lat * TRACE_UNIT * Math.PI) / 180)
    flat[i] = ((lon * TRACE_UNIT) / 360 + 0.5 - origin.mx) * LOCAL_PX
    flat[i + 1] = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) - origin.my) * LOCAL_PX
  }
  return flat
}

/** "#rrggbb" as the GPU reads four bytes: red first. */
export function packColour(color: string, alpha = 255): number {
  const rgb = Number.parseInt(color.slice(1, 7), 16) || 0
  return ((alpha << 24) | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0
}

/** How a pressure (0 to 255) swells a line: a light hand draws 0.45 of the width, a normal one the whole. */
export const swell = (pressure: number): number => 0.45 + (pressure / 255) * 0.95
