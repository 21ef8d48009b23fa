/** The plane geometry of one segment, on which cutting, simplifying and pointing stand. Pixels. */
import { pixel, type Pixel } from './types'

export function distance(one: Pixel, other: Pixel): number {
  return Math.hypot(other[0] - one[0], other[1] - one[1])
}

/** The position at `ratio` of the way from `start` (0) to `end` (1). */
export function along(start: Pixel, end: Pixel, ratio: number): Pixel {
  return pixel(start[0] + (end[0] - start[0]) * ratio, start[1] + (end[1] - start[1]) * ratio)
}

/** From `point` to the nearest position of the segment; a segment without length is a point. */
export function distanceToSegment(point: Pixel, start: Pixel, end: Pixel): number {
  const dx = end[0] - start[0]
  const dy = end[1] - start[1]
  const squared = dx * dx + dy * dy
  if (squared === 0) return distance(point, start)
  const ratio = Math.min(1, Math.max(0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / squared))
  return Math.hypot(start[0] + ratio * dx - point[0], start[1] + ratio * dy - point[1])
}

/** Ratios along both segments where they cross; undefined when apart or parallel. */
export function crossing(
  [a, b]: readonly [Pixel, Pixel],
  [c, d]: readonly [Pixel, Pixel],
): { first: number; second: number } | undefined {
  const abx = b[0] - a[0]
  const aby = b[1] - a[1]
  const cdx = d[0] - c[0]
  const cdy = d[1] - c[1]
  const turn = abx * cdy - aby * cdx
  if (turn === 0) return undefined
  const first = ((c[0] - a[0]) * cdy - (c[1] - a[1]) * cdx) / turn
  const second = ((c[0] - a[0]) * aby - (c[1] - a[1]) * abx) / turn
  return first >= 0 && first <= 1 && second >= 0 && second <= 1 ? { first, second } : undefined
}

export function lengthOf(path: readonly Pixel[]): number {
  let length = 0
  for (let at = 1; at < path.length; at++) length += distance(path[at - 1]!, path[at]!)
  return length
}
