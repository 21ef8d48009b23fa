/** Calm ink: the tremor of the hand and the steps of the sensor are taken out, the gesture stays. */
import { along, distance } from './segment'
import { pixel, type Pixel } from './types'

/** Cut-off at rest, in hertz: lower is calmer, and lags more. */
const REST_HZ = 4
/** Hertz added for each pixel per second of speed: a fast hand does not tremble, and must not lag. */
const HZ_PER_SPEED = 0.03
/** Cut-off of the speed's own filter, in hertz. */
const SPEED_HZ = 2

/**
 * The "1 euro" filter on pointer samples. The first position is kept as it is; at the end of the stroke,
 * `hand` says where the hand really stopped. Source: Casiez, Roussel and Vogel, CHI 2012.
 */
export class InkFilter {
  /** The last raw sample. */
  hand: Pixel | undefined
  private calm: Pixel | undefined
  private speed: Pixel = pixel(0, 0)
  private lastMs = 0

  /** The calmed position for a raw sample taken at `timeMs`. */
  push(point: Pixel, timeMs: number): Pixel {
    const seconds = (timeMs - this.lastMs) / 1000
    if (this.calm && this.hand && seconds > 0) {
      const instant = pixel((point[0] - this.hand[0]) / seconds, (point[1] - this.hand[1]) / seconds)
      this.speed = along(this.speed, instant, share(SPEED_HZ, seconds))
      const cutoff = REST_HZ + HZ_PER_SPEED * Math.hypot(...this.speed)
      this.calm = along(this.calm, point, share(cutoff, seconds))
    }
    this.calm ??= point
    this.hand = point
    this.lastMs = timeMs
    return this.calm
  }
}

/**
 * The same line with a position at least every `stepPx`, rounded where it turned sharply: a centripetal
 * Catmull-Rom curve through all of `points`, which stay. Source: Barry and Goldman 1988.
 */
export function refine(points: readonly Pixel[], stepPx = 3): Pixel[] {
  const lone = withoutRepeats(points)
  if (lone.length < 3) return [...lone]
  const refined = [lone[0]!]
  for (let at = 0; at + 1 < lone.length; at++) {
    const before = lone[at - 1] ?? mirrored(lone[0]!, lone[1]!)
    const after = lone[at + 2] ?? mirrored(lone.at(-1)!, lone.at(-2)!)
    refined.push(...curve([before, lone[at]!, lone[at + 1]!, after], stepPx))
  }
  return refined
}

/** Positions after the second point up to the third one, which is exact. */
function curve([p0, p1, p2, p3]: readonly [Pixel, Pixel, Pixel, Pixel], stepPx: number): Pixel[] {
  const t1 = Math.sqrt(distance(p0, p1))
  const t2 = t1 + Math.sqrt(distance(p1, p2))
  const t3 = t2 + Math.sqrt(distance(p2, p3))
  const steps = Math.max(1, Math.ceil(distance(p1, p2) / stepPx))
  const made: Pixel[] = []
  for (let step = 1; step < steps; step++) {
    const t = t1 + ((t2 - t1) * step) / steps
    const a1 = along(p0, p1, t / t1)
    const a2 = along(p1, p2, (t - t1) / (t2 - t1))
    const a3 = along(p2, p3, (t - t2) / (t3 - t2))
    made.push(along(along(a1, a2, t / t2), along(a2, a3, (t - t1) / (t3 - t1)), (t - t1) / (t2 - t1)))
  }
  return [...made, p2]
}

/** Two points at the same place have no direction between them. Both ends stay as they are. */
function withoutRepeats(points: readonly Pixel[]): Pixel[] {
  const kept: Pixel[] = []
  for (const point of points) {
    if (kept.length > 1 && isSamePlace(point, kept.at(-1)!)) kept.pop()
    if (kept.length !== 1 || !isSamePlace(point, kept[0]!)) kept.push(point)
  }
  return kept
}

function isSamePlace(one: Pixel, other: Pixel): boolean {
  return distance(one, other) < 1e-6
}

/** `other` seen from the opposite side of `end`: the curve leaves its end straight. */
function mirrored(end: Pixel, other: Pixel): Pixel {
  return pixel(2 * end[0] - other[0], 2 * end[1] - other[1])
}

/** The part of a new value that a low-pass filter of `cutoffHz` takes in after `seconds`. */
function share(cutoffHz: number, seconds: number): number {
  const turn = 2 * Math.PI * cutoffHz * seconds
  return turn / (turn + 1)
}
