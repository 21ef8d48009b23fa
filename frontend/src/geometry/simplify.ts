/** Fewer points for the same line. */
import { distanceToSegment } from './segment'
import type { Pixel } from './types'

/**
 * Indices to keep so that no dropped point is further than `tolerance` pixels from the line that stays;
 * both ends always stay. Source: Douglas and Peucker 1973, with a stack so that long strokes are safe.
 */
export function simplify(points: readonly Pixel[], tolerance: number): number[] {
  const last = points.length - 1
  if (last < 1) return points.map((_, index) => index)
  const kept = new Set([0, last])
  const spans: [number, number][] = [[0, last]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const middle = furthest(points, span, tolerance)
    if (middle === undefined) continue
    kept.add(middle)
    spans.push([span[0], middle], [middle, span[1]])
  }
  return [...kept].sort((one, other) => one - other)
}

/** The point between both ends that is furthest from their line, if beyond `tolerance`. */
function furthest(points: readonly Pixel[], [from, to]: [number, number], tolerance: number): number | undefined {
  let found: number | undefined
  let most = tolerance
  for (let at = from + 1; at < to; at++) {
    const away = distanceToSegment(points[at]!, points[from]!, points[to]!)
    if (away > most) {
      most = away
      found = at
    }
  }
  return found
}
