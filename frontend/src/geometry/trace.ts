/**
 * How a drawn line travels and is kept: longitude and latitude of the first position in 1e-7 degree,
 * then the difference to each following position. The same rule stands in engines/journal/traces.py.
 */
import { lonLat, type LonLat } from './types'

const E7 = 10_000_000

/** The trace of positions in drawing order; positions rounded to 1e-7 degree (about 1 cm). */
export function encodeTrace(points: readonly LonLat[]): number[] {
  const trace: number[] = []
  let lastX = 0
  let lastY = 0
  for (const [lon, lat] of points) {
    const x = toE7(lon)
    const y = toE7(lat)
    trace.push(x - lastX, y - lastY)
    lastX = x
    lastY = y
  }
  return trace
}

/** Positions in drawing order. Exact: encoding them again gives the same trace. */
export function decodeTrace(trace: readonly number[]): LonLat[] {
  const points: LonLat[] = []
  let x = 0
  let y = 0
  for (let at = 0; at + 1 < trace.length; at += 2) {
    x += trace[at]!
    y += trace[at + 1]!
    points.push(lonLat(x / E7, y / E7))
  }
  return points
}

/** One line made of two, whose second trace starts anew; a shared position is not repeated. */
export function joinTraces(first: readonly number[], second: readonly number[]): number[] {
  if (first.length === 0 || second.length === 0) return [...first, ...second]
  const [x, y] = lastPosition(first)
  const stepX = second[0]! - x
  const stepY = second[1]! - y
  const bridge = stepX === 0 && stepY === 0 ? [] : [stepX, stepY]
  return [...first, ...bridge, ...second.slice(2)]
}

/** Traces of at most `most` integers each that follow one another, each starting where the last one ended. */
export function splitTrace(trace: readonly number[], most: number): number[][] {
  if (trace.length <= most) return [[...trace]]
  const head = trace.slice(0, most - (most % 2))
  const tail = [...lastPosition(head), ...trace.slice(head.length)]
  return [head, ...splitTrace(tail, most)]
}

/** The last position of a trace, in 1e-7 degree. */
export function lastPosition(trace: readonly number[]): [x: number, y: number] {
  let x = 0
  let y = 0
  for (let at = 0; at + 1 < trace.length; at += 2) {
    x += trace[at]!
    y += trace[at + 1]!
  }
  return [x, y]
}

/** Adding zero turns -0, which JSON cannot say, into 0. */
function toE7(degrees: number): number {
  return Math.round(degrees * E7) + 0
}
