import { ringOf } from '../../../geometry/closing'
import { simplify } from '../../../geometry/simplify'
import { refine } from '../../../geometry/smooth'
import { encodeTrace } from '../../../geometry/trace'
import type { Pixel } from '../../../geometry/types'
import { unproject, type View } from '../../../map/view'

const TOLERANCE_PX = 0.45
const MOST_POSITIONS = 5000

export interface Line {
  readonly points: readonly Pixel[]
  readonly pressures: readonly number[] | undefined
}

/** Rounded between samples, then with no more positions than the eye needs; pressures follow their positions. */
export function finishedLine({ points, pressures }: Line, tolerance = TOLERANCE_PX): Line {
  const round = refine(points)
  const felt = pressures && pressuresAlong(round, points, pressures)
  for (let slack = tolerance; ; slack *= 2) {
    const kept = simplify(round, slack)
    if (kept.length <= MOST_POSITIONS)
      return { points: kept.map((at) => round[at] as Pixel), pressures: felt && kept.map((at) => felt[at] ?? 128) }
  }
}

/** The ring an area pencil drew; undefined where it is too small to be one. */
export function finishedRing(points: readonly Pixel[], tolerance: number): readonly Pixel[] | undefined {
  const ring = finishedLine({ points: ringOf(points, tolerance), pressures: undefined }).points
  return ring.length >= 3 ? ring : undefined
}

export const traceOf = (points: readonly Pixel[], view: View): number[] =>
  encodeTrace(points.map((point) => unproject(view, point)))

/** Pressures for the refined points, which hold the measured ones themselves: straight between two of these. */
function pressuresAlong(round: readonly Pixel[], points: readonly Pixel[], pressures: readonly number[]): number[] {
  const indices = new Map(points.map((point, at) => [point, at]))
  const felt: number[] = []
  let last = 0
  let since: number[] = []
  round.forEach((point, i) => {
    const at = indices.get(point)
    if (at === undefined) return void since.push(i)
    const [before, here] = [pressures[last] ?? 128, pressures[at] ?? 128]
    since.forEach((index, n) => (felt[index] = Math.round(before + ((here - before) * (n + 1)) / (since.length + 1))))
    felt[i] = here
    last = at
    since = []
  })
  return felt
}
