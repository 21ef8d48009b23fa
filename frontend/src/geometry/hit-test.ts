/** What the pointer points at. */
import { boundsOf, grown, overlap } from './bounds'
import { distance, distanceToSegment } from './segment'
import type { Pixel } from './types'

/** A thing as it lies on the screen; an area's `points` are its ring, a mark's or note's its one position. */
export interface Target {
  id: string
  shape: 'stroke' | 'area' | 'mark' | 'note'
  points: readonly Pixel[]
  /** How far its ink reaches from its line or centre, in pixels. */
  reach: number
}

/** Pixels to the nearest position of an open path; infinite for an empty one. */
export function distanceToPath(point: Pixel, path: readonly Pixel[]): number {
  if (path.length === 1) return distance(point, path[0]!)
  let nearest = Infinity
  for (let at = 1; at < path.length; at++) {
    nearest = Math.min(nearest, distanceToSegment(point, path[at - 1]!, path[at]!))
  }
  return nearest
}

/** Whether `point` is in the ring (even-odd rule); the ring may repeat its first position or not. */
export function isInside(point: Pixel, ring: readonly Pixel[]): boolean {
  const [x, y] = point
  let inside = false
  for (let at = 0, last = ring.length - 1; at < ring.length; last = at++) {
    const [ax, ay] = ring[at]!
    const [bx, by] = ring[last]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/**
 * The target under the pointer, or the nearest within `tolerance` pixels of its ink; the last of `targets`,
 * which lies on top, wins a tie. Ink before areas: what is drawn on an area must stay within reach.
 */
export function nearestTarget<T extends Target>(point: Pixel, targets: readonly T[], tolerance: number): T | undefined {
  let found: T | undefined
  let least = Infinity
  for (const target of targets) {
    const away = remoteness(point, target, tolerance)
    if (away <= least && away < Infinity) {
      least = away
      found = target
    }
  }
  return found
}

/** Pixels to the ink, 0 on it; the tolerance itself inside an area, so that ink comes first; else infinite. */
function remoteness(point: Pixel, { shape, points, reach }: Target, tolerance: number): number {
  if (!overlap(boundsOf([point]), grown(boundsOf(points), reach + tolerance))) return Infinity
  const away = Math.max(0, distanceToPath(point, shape === 'area' ? closed(points) : points) - reach)
  if (away <= tolerance) return away
  return shape === 'area' && isInside(point, points) ? tolerance + 1 : Infinity
}

function closed(ring: readonly Pixel[]): readonly Pixel[] {
  return ring.length > 0 ? [...ring, ring[0]!] : ring
}
