import { cutStroke, isUntouched, type Piece } from '../../../geometry/cut-stroke'
import { distanceToPath, isInside } from '../../../geometry/hit-test'
import type { Pixel } from '../../../geometry/types'
import type { Act, Thing } from '../../../live/session'
import { uuid7 } from '../../../live/uuid7'
import { pixelsOf } from '../../../map/ink/pick'
import type { View } from '../../../map/view'
import { traceOf } from './line'

export interface Eraser {
  readonly cuts: boolean
  readonly radius: number
  readonly view: View
}

/** What the eraser leaves of a thing: pieces of a stroke, or nothing at all; undefined where it was not touched. */
export type Left = readonly Piece[] | 'nothing' | undefined

const MOST_PIECES = 100

export function leftOf(thing: Thing, path: readonly Pixel[], { cuts, radius, view }: Eraser): Left {
  const points = pixelsOf(thing.trace, view)
  const [first] = points
  if (!first) return undefined
  if (thing.shape === 'mark' || thing.shape === 'note') return distanceToPath(first, path) <= radius ? 'nothing' : undefined
  if (thing.shape === 'area') return !cuts && touchesArea(points, path, radius) ? 'nothing' : undefined
  const pieces = cutStroke(points, path, radius, thing.pressures ?? undefined)
  if (isUntouched(points, pieces)) return undefined
  return cuts && pieces.length > 0 ? pieces : 'nothing'
}

/** The acts that say to the table what was left. */
export function erasingAct(thing: Thing, left: Exclude<Left, undefined>, view: View): Act {
  if (left === 'nothing') return { kind: 'erase', object: thing.id }
  return { kind: 'cut', object: thing.id, pieces: left.slice(0, MOST_PIECES).map((piece) => written(piece, view)) }
}

/** Things to show while the eraser passes: the thing gone, its pieces in its place. */
export function erasingPreview(thing: Thing, left: Exclude<Left, undefined>, view: View): [string, Thing | undefined][] {
  if (left === 'nothing') return [[thing.id, undefined]]
  const pieces = left.map((piece, at): [string, Thing] => {
    const { trace, pressures } = written(piece, view)
    return [`${thing.id}/${at}`, { ...thing, id: `${thing.id}/${at}`, trace, pressures: pressures ?? null }]
  })
  return [[thing.id, undefined], ...pieces]
}

function written({ points, pressures }: Piece, view: View) {
  return { object: uuid7(), trace: traceOf(points, view), ...(pressures ? { pressures } : {}) }
}

/** Its outline was met, or the eraser was put down inside it. */
function touchesArea(ring: readonly Pixel[], path: readonly Pixel[], radius: number): boolean {
  const [start] = path
  const closed = [...ring, ring[0] as Pixel]
  return path.some((point) => distanceToPath(point, closed) <= radius) || (start !== undefined && isInside(start, ring))
}
