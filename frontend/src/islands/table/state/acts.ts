import { decodeTrace, encodeTrace } from '../../../geometry/trace'
import type { LonLat } from '../../../geometry/types'
import type { Act, Thing } from '../../../live/session'
import { uuid7 } from '../../../live/uuid7'
import { project, unproject, type View } from '../../../map/view'
import type { Shape } from './tools'

export interface Placing {
  readonly shape: Shape
  readonly pencil: string
  readonly overlay: number
}

/** Put a mark or a note; without a place a note belongs to the whole table. */
export function putAct({ shape, pencil, overlay }: Placing, place: LonLat | undefined, text?: string): Act & { object: string } {
  const trace = place ? encodeTrace([place]) : []
  return { kind: 'draw', object: uuid7(), shape, pencil, overlay, trace, ...(text ? { text } : {}) }
}

/** The same trace moved by pixels of this view; its form on the screen stays the same. */
export function shifted(trace: readonly number[], view: View, dx: number, dy: number): number[] {
  return encodeTrace(
    decodeTrace(trace).map((place) => {
      const [x, y] = project(view, place)
      return unproject(view, [x + dx, y + dy])
    }),
  )
}

export const eraseAct = (thing: Thing): Act => ({ kind: 'erase', object: thing.id })

/** The middle of what a thing covers; undefined without a place. */
export function middleOf(thing: Thing): LonLat | undefined {
  const places = decodeTrace(thing.trace)
  if (places.length === 0) return undefined
  const lons = places.map(([lon]) => lon)
  const lats = places.map(([, lat]) => lat)
  const mid = (values: number[]): number => (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2
  return [mid(lons), mid(lats)]
}

/** What is drawn while a scribe writes for someone says so; changes keep whose words they are. */
export const spokenBy = (voice: number | undefined, acts: readonly Act[]): readonly Act[] =>
  voice === undefined ? acts : acts.map((act) => (act.kind === 'draw' ? { ...act, said_by: voice } : act))
