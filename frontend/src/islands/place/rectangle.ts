/** A rectangle of the ground by its middle and its size, as the form has it (src/atelier/reliefs/forms.py). */
import type { LonLat, Pixel } from '../../geometry/types'
import { type Bounds, project, unproject, type View } from '../../map/view'
import type { Rectangle } from './props'

export const LEAST_KM = 0.2
export const MOST_KM = 80
const KM_A_DEGREE = 111.32

export type Handle = 'body' | 'n' | 's' | 'e' | 'w' | 'ne' | 'nw' | 'se' | 'sw'
export const HANDLES: readonly Handle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w']

export function boundsOf({ lon, lat, width_km, depth_km }: Rectangle): Bounds {
  const across = width_km / 2 / (KM_A_DEGREE * Math.cos((lat * Math.PI) / 180))
  const up = depth_km / 2 / KM_A_DEGREE
  return [lon - across, lat - up, lon + across, lat + up]
}

export function rectangleOf([west, south, east, north]: Bounds): Rectangle {
  const lat = (south + north) / 2
  return tidy({
    lon: (west + east) / 2,
    lat,
    width_km: (east - west) * KM_A_DEGREE * Math.cos((lat * Math.PI) / 180),
    depth_km: (north - south) * KM_A_DEGREE,
  })
}

export function tidy({ lon, lat, width_km, depth_km }: Rectangle): Rectangle {
  const size = (km: number): number => round(Math.min(MOST_KM, Math.max(LEAST_KM, km)), 2)
  return { lon: round(lon, 5), lat: round(lat, 5), width_km: size(width_km), depth_km: size(depth_km) }
}

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals))

/** The rectangle once one of its handles was pulled by so many degrees; it never turns inside out. */
export function pulled(start: Bounds, handle: Handle, [dx, dy]: LonLat): Bounds {
  const [west, south, east, north] = start
  if (handle === 'body') return [west + dx, south + dy, east + dx, north + dy]
  const [thin, flat] = [(LEAST_KM / KM_A_DEGREE) * 1.6, LEAST_KM / KM_A_DEGREE]
  return [
    handle.includes('w') ? Math.min(west + dx, east - thin) : west,
    handle.includes('s') ? Math.min(south + dy, north - flat) : south,
    handle.includes('e') ? Math.max(east + dx, west + thin) : east,
    handle.includes('n') ? Math.max(north + dy, south + flat) : north,
  ]
}

/** Degrees that a move of the hand is worth on this view. */
export function degreesOf(view: View, from: Pixel, to: Pixel): LonLat {
  const [start, end] = [unproject(view, from), unproject(view, to)]
  return [end[0] - start[0], end[1] - start[1]]
}

/** Left, top, width and height of the rectangle on the screen. */
export function onScreen(view: View, [west, south, east, north]: Bounds): { left: number; top: number; width: number; height: number } {
  const [left, top] = project(view, [west, north])
  const [right, bottom] = project(view, [east, south])
  return { left, top, width: right - left, height: bottom - top }
}

/** What an arrow does: a tenth of the rectangle further; with Shift, a tenth larger or smaller. */
export function stepped(rectangle: Rectangle, key: string, isResized: boolean): Rectangle | undefined {
  const moves: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }
  const move = moves[key]
  if (!move) return undefined
  const [across, up] = move
  if (isResized)
    return tidy({ ...rectangle, width_km: rectangle.width_km * (1 + across / 10), depth_km: rectangle.depth_km * (1 + up / 10) })
  const [west, south, east, north] = boundsOf(rectangle)
  return tidy({ ...rectangle, lon: rectangle.lon + (across * (east - west)) / 10, lat: rectangle.lat + (up * (north - south)) / 10 })
}
