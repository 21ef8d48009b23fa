/** Choosing several things by drawing around them. */
import { boundsOf, overlap } from './bounds'
import { isInside, type Target } from './hit-test'
import type { Pixel } from './types'

/** A hand that draws around things is not exact: most of a thing inside is enough. */
const CAUGHT_SHARE = 0.7

/** The targets mostly inside the lasso, in their order. */
export function caughtBy<T extends Target>(lasso: readonly Pixel[], targets: readonly T[]): T[] {
  const box = boundsOf(lasso)
  return targets.filter(({ points }) => overlap(box, boundsOf(points)) && shareInside(lasso, points) >= CAUGHT_SHARE)
}

function shareInside(lasso: readonly Pixel[], points: readonly Pixel[]): number {
  return points.length === 0 ? 0 : points.filter((point) => isInside(point, lasso)).length / points.length
}
