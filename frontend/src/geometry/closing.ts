/** When a freehand stroke is meant as an area, and which ring it draws. */
import { boundsOf, diagonalOf } from './bounds'
import { along, crossing, distance, lengthOf } from './segment'
import type { Pixel } from './types'

/** A loop smaller than this part of the stroke is an ornament, not an area with loose ends. */
const LOOP_SHARE = 0.6

/** Whether the hand came back to where it began, within `tolerance` pixels, or crossed its own beginning. */
export function closesItself(points: readonly Pixel[], tolerance: number): boolean {
  return isLargeEnough(points, tolerance) && (endsMeet(points, tolerance) || largestLoop(points) !== undefined)
}

/**
 * The ring a stroke draws, its first position not repeated at the end: the loop alone where the ends
 * cross (loose ends fall), otherwise the stroke itself, joined end to start.
 */
export function ringOf(points: readonly Pixel[], tolerance: number): Pixel[] {
  const ring = largestLoop(points) ?? points
  let end = ring.length
  while (end > 3 && distance(ring[end - 1]!, ring[0]!) <= tolerance / 2) end--
  return ring.slice(0, end)
}

/** Signed area of a ring in square pixels: positive when it turns clockwise on the screen. */
export function areaOfRing(ring: readonly Pixel[]): number {
  let twice = 0
  for (let at = 0; at < ring.length; at++) {
    const [x, y] = ring[at]!
    const [nextX, nextY] = ring[(at + 1) % ring.length]!
    twice += x * nextY - nextX * y
  }
  return twice / 2
}

/** A tap or a short tick has its end near its start too, and is no area. */
function isLargeEnough(points: readonly Pixel[], tolerance: number): boolean {
  return points.length >= 4 && diagonalOf(boundsOf(points)) > 2 * tolerance && lengthOf(points) > 4 * tolerance
}

function endsMeet(points: readonly Pixel[], tolerance: number): boolean {
  return distance(points[0]!, points.at(-1)!) <= tolerance
}

/** The loop between the earliest and the latest position where the stroke crosses itself. */
function largestLoop(points: readonly Pixel[]): Pixel[] | undefined {
  const total = lengthOf(points)
  for (let first = 0; first + 3 < points.length; first++) {
    const head = [points[first]!, points[first + 1]!] as const
    if (lengthOf(points.slice(0, first + 1)) > total * (1 - LOOP_SHARE)) return undefined
    for (let last = points.length - 2; last > first + 1; last--) {
      const met = crossing(head, [points[last]!, points[last + 1]!])
      if (!met) continue
      const loop = [along(...head, met.first), ...points.slice(first + 1, last + 1)]
      if (lengthOf(loop) >= total * LOOP_SHARE) return loop
    }
  }
  return undefined
}
