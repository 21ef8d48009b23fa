import type { Bounds } from '../../map/view'

const SMALLEST_DEG = 0.012
const MARGIN = 0.05
/** Shown more than so many times wider than what is drawn, the wall comes closer. */
const TOO_FAR = 2

/** The box around some boxes; undefined around none. */
export function around(boxes: Iterable<Bounds>): Bounds | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const box of boxes) {
    west = Math.min(west, box[0])
    south = Math.min(south, box[1])
    east = Math.max(east, box[2])
    north = Math.max(north, box[3])
  }
  return west <= east ? [west, south, east, north] : undefined
}

/** With room around, and never closer than a neighbourhood. */
export function roomy([west, south, east, north]: Bounds): Bounds {
  const across = Math.max((east - west) * MARGIN, (SMALLEST_DEG - (east - west)) / 2)
  const along = Math.max((north - south) * MARGIN, (SMALLEST_DEG - (north - south)) / 2)
  return [west - across, south - along, east + across, north + along]
}

const contains = (outer: Bounds, inner: Bounds): boolean =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]

/**
 * Where the wall should look, `undefined` for: stay. It stays as long as everything drawn is in view and not lost in
 * it: a picture that moves at every stroke cannot be read.
 */
export function nextLook(shown: Bounds, drawn: Bounds | undefined): Bounds | undefined {
  if (!drawn) return undefined
  const wanted = roomy(drawn)
  if (!contains(shown, drawn)) return wanted
  const isFar = shown[2] - shown[0] > TOO_FAR * (wanted[2] - wanted[0]) && shown[3] - shown[1] > TOO_FAR * (wanted[3] - wanted[1])
  return isFar ? wanted : undefined
}
