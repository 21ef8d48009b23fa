/** The eraser: what is left of a stroke when a round eraser passes, cut exactly at its edge. */
import { boundsOf, grown, overlap, type Bounds } from './bounds'
import { stretchInside, type Capsule, type Stretch } from './capsule'
import { along, distance, distanceToSegment, lengthOf } from './segment'
import type { Pixel } from './types'

export interface Piece {
  points: Pixel[]
  /** One for each point, 0 to 255. */
  pressures?: number[]
}

/** What is left shorter than this is a crumb, and goes. */
const CRUMB_PX = 2
/** A graze shorter than this is not seen and cuts nothing. */
const GRAZE_PX = 0.1

/**
 * Pieces of `stroke` that stay, in drawing order, when an eraser of `radius` pixels passes along `path`.
 * A stroke left untouched comes back as its one whole piece; one wholly erased as no piece.
 */
export function cutStroke(
  stroke: readonly Pixel[],
  path: readonly Pixel[],
  radius: number,
  pressures?: readonly number[],
): Piece[] {
  if (stroke.length === 0) return []
  const erased = erasedStretches(stroke, sweepsNear(stroke, path, radius))
  if (erased.length === 0) return [{ points: [...stroke], ...(pressures && { pressures: [...pressures] }) }]
  return complement(erased, stroke.length - 1)
    .map((stretch) => pieceBetween(stroke, stretch, pressures))
    .filter((piece) => lengthOf(piece.points) >= CRUMB_PX)
}

/** Whether cutting changed nothing, so that there is nothing to say to the table. */
export function isUntouched(stroke: readonly Pixel[], pieces: readonly Piece[]): boolean {
  const [only] = pieces
  return pieces.length === 1 && only!.points.length === stroke.length && only!.points.every((p, at) => p === stroke[at])
}

/** What the eraser covers between two samples, and the box around it. */
interface Sweep extends Capsule {
  box: Bounds
}

/** One sweep from each sample to the next, or a single disc where the eraser was only put down. */
function sweepsNear(stroke: readonly Pixel[], path: readonly Pixel[], radius: number): Sweep[] {
  const box = boundsOf(stroke)
  const starts = path.length > 1 ? path.slice(0, -1) : path
  return starts
    .map((start, at) => ({ start, end: path[at + 1] ?? start, radius }))
    .map((capsule) => ({ ...capsule, box: grown(boundsOf([capsule.start, capsule.end]), radius) }))
    .filter((sweep) => overlap(box, sweep.box))
}

/**
 * Where the eraser passed, merged and in order, as places along the stroke: 2.5 is half way after point 2.
 * A dot, which has no length to cut, goes whole.
 */
function erasedStretches(stroke: readonly Pixel[], sweeps: readonly Sweep[]): Stretch[] {
  if (lengthOf(stroke) < CRUMB_PX) return sweeps.some((one) => covers(one, stroke[0]!)) ? [[0, stroke.length - 1]] : []
  const found: Stretch[] = []
  for (let at = 0; at + 1 < stroke.length; at++) {
    const box = boundsOf([stroke[at]!, stroke[at + 1]!])
    for (const sweep of sweeps) {
      const inside = overlap(box, sweep.box) && stretchInside(stroke[at]!, stroke[at + 1]!, sweep)
      if (inside) found.push([at + inside[0], at + inside[1]])
    }
  }
  return merged(found).filter((stretch) => lengthOf(pieceBetween(stroke, stretch).points) >= GRAZE_PX)
}

function covers({ start, end, radius }: Capsule, point: Pixel): boolean {
  return distanceToSegment(point, start, end) < radius
}

function merged(stretches: Stretch[]): Stretch[] {
  const result: [number, number][] = []
  for (const [from, to] of stretches.toSorted((one, other) => one[0] - other[0])) {
    const last = result.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else result.push([from, to])
  }
  return result
}

/** What is not erased between the first point (0) and the last one (`end`). */
function complement(erased: readonly Stretch[], end: number): Stretch[] {
  const starts = [0, ...erased.map(([, to]) => to)]
  const ends = [...erased.map(([from]) => from), end]
  return starts.map((from, at): Stretch => [from, ends[at]!]).filter(([from, to]) => from < to)
}

function pieceBetween(stroke: readonly Pixel[], [from, to]: Stretch, pressures?: readonly number[]): Piece {
  const places = placesBetween(from, to)
  const points = withoutTwins(places.map((place) => pointAt(stroke, place)))
  if (!pressures) return { points: points.kept }
  return { points: points.kept, pressures: points.indices.map((index) => pressureAt(pressures, places[index]!)) }
}

/** The two ends, and every point of the stroke between them. */
function placesBetween(from: number, to: number): number[] {
  const places = [from]
  for (let place = Math.floor(from) + 1; place < to; place++) places.push(place)
  if (to > from) places.push(to)
  return places
}

/** A cut that falls on a point of the stroke must not say this point twice. */
function withoutTwins(points: Pixel[]): { kept: Pixel[]; indices: number[] } {
  const lastIndex = points.length - 1
  const isTwin = (at: number): boolean =>
    (at === 1 && at < lastIndex && distance(points[0]!, points[1]!) < 1e-6) ||
    (at > 1 && at === lastIndex - 1 && distance(points[at]!, points[lastIndex]!) < 1e-6)
  const indices = points.map((_, at) => at).filter((at) => !isTwin(at))
  return { kept: indices.map((at) => points[at]!), indices }
}

function pointAt(stroke: readonly Pixel[], place: number): Pixel {
  const at = Math.floor(place)
  return place === at ? stroke[at]! : along(stroke[at]!, stroke[at + 1]!, place - at)
}

function pressureAt(pressures: readonly number[], place: number): number {
  const at = Math.floor(place)
  const here = pressures[at] ?? 0
  const next = pressures[at + 1] ?? here
  return Math.round(here + (next - here) * (place - at))
}
