/** What a round eraser covers between two pointer samples: a capsule, that is a thick segment with round ends. */
import type { Pixel } from './types'

/** A stretch of a segment, as ratios of its length: 0 at its start, 1 at its end. */
export type Stretch = readonly [from: number, to: number]

export interface Capsule {
  start: Pixel
  end: Pixel
  radius: number
}

/**
 * The stretch of segment `a`–`b` strictly inside the capsule, or undefined.
 * A capsule is convex, so there is one at most: the hull of what its two discs and its rectangle hold.
 */
export function stretchInside(a: Pixel, b: Pixel, capsule: Capsule): Stretch | undefined {
  const { start, end, radius } = capsule
  const discs = hull(insideDisc(a, b, start, radius), insideDisc(a, b, end, radius))
  return hull(discs, insideBand(a, b, capsule))
}

function insideDisc(a: Pixel, b: Pixel, center: Pixel, radius: number): Stretch | undefined {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const fx = a[0] - center[0]
  const fy = a[1] - center[1]
  const squared = dx * dx + dy * dy
  const half = fx * dx + fy * dy
  const discriminant = half * half - squared * (fx * fx + fy * fy - radius * radius)
  if (squared === 0) return Math.hypot(fx, fy) < radius ? [0, 1] : undefined
  if (discriminant <= 0) return undefined
  const root = Math.sqrt(discriminant)
  return clamped((-half - root) / squared, (-half + root) / squared)
}

/** The rectangle between the two discs, in the frame of the capsule's axis. */
function insideBand(a: Pixel, b: Pixel, { start, end, radius }: Capsule): Stretch | undefined {
  const ux = end[0] - start[0]
  const uy = end[1] - start[1]
  const length = Math.hypot(ux, uy)
  if (length === 0) return undefined
  const lengthwise = (p: Pixel): number => ((p[0] - start[0]) * ux + (p[1] - start[1]) * uy) / length
  const sideways = (p: Pixel): number => ((p[1] - start[1]) * ux - (p[0] - start[0]) * uy) / length
  const one = between(lengthwise(a), lengthwise(b), 0, length)
  const other = between(sideways(a), sideways(b), -radius, radius)
  return one && other && clamped(Math.max(one[0], other[0]), Math.min(one[1], other[1]))
}

/** When a coordinate going steadily from `from` (ratio 0) to `to` (ratio 1) is between `low` and `high`. */
function between(from: number, to: number, low: number, high: number): Stretch | undefined {
  if (from === to) return from > low && from < high ? [0, 1] : undefined
  const first = (low - from) / (to - from)
  const second = (high - from) / (to - from)
  return clamped(Math.min(first, second), Math.max(first, second))
}

function clamped(from: number, to: number): Stretch | undefined {
  const low = Math.max(0, from)
  const high = Math.min(1, to)
  return low < high ? [low, high] : undefined
}

function hull(one: Stretch | undefined, other: Stretch | undefined): Stretch | undefined {
  if (!one || !other) return one ?? other
  return [Math.min(one[0], other[0]), Math.max(one[1], other[1])]
}
