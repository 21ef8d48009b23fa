import type { Pencil, Thing } from '../../live/session'
import type { Mercator } from '../view'
import { areaTriangles } from './area'
import { Chunks, type Span } from './chunks'
import { discPoints, strokePoints } from './points'
import { CORNER_WORDS, POINT_WORDS, traceToLocal } from './records'

const PAPER = '#fffdf7'
const SHADE = '#8a8271'
const MARK_RADIUS = 8
const NOTE_RADIUS = 6
const AREA_OUTLINE = 2.2

interface Spans {
  readonly fills: Span | undefined
  readonly lines: Span | undefined
  readonly marks: Span | undefined
}

/** Meshes of the things on one overlay, in the order they were put: fills below, lines, then marks. */
export class Sheet {
  readonly fills = new Chunks(CORNER_WORDS)
  readonly lines = new Chunks(POINT_WORDS)
  readonly marks = new Chunks(POINT_WORDS, 2048)
  /** What was painted is still right: nothing but lines was added since. */
  onlyAdded = true
  /** Something changed since it was painted. */
  isDirty = true
  readonly #spans = new Map<string, Spans>()

  constructor(readonly origin: Mercator) {}

  put(thing: Thing, pencil: Pencil): void {
    this.remove(thing.id)
    const flat = traceToLocal(thing.trace, this.origin)
    if (flat.length === 0) return
    this.#spans.set(thing.id, this.#add(thing, pencil, flat))
    this.isDirty = true
    if (thing.shape !== 'stroke') this.onlyAdded = false
  }

  remove(id: string): void {
    const spans = this.#spans.get(id)
    if (!spans) return
    if (spans.fills) this.fills.bury(spans.fills)
    if (spans.lines) this.lines.bury(spans.lines)
    if (spans.marks) this.marks.bury(spans.marks)
    this.#spans.delete(id)
    this.isDirty = true
    this.onlyAdded = false
  }

  /** True where blanks outweigh ink: time to start the sheet anew. */
  get isWorn(): boolean {
    return [this.fills, this.lines, this.marks].some(({ live, buried }) => buried > 20_000 && buried > live)
  }

  #add(thing: Thing, pencil: Pencil, flat: Float64Array): Spans {
    const none = { fills: undefined, lines: undefined, marks: undefined }
    if (thing.shape === 'mark') return { ...none, marks: this.marks.append(gommette(flat, pencil.color)) }
    if (thing.shape === 'note') return { ...none, marks: this.marks.append(notePin(flat, pencil.color)) }
    if (thing.shape === 'stroke')
      return { ...none, lines: this.lines.append(strokePoints(flat, pencil, thing.pressures)) }
    const outline = strokePoints(flat, { color: pencil.color, width: AREA_OUTLINE }, null, true)
    return { ...none, fills: this.fills.append(areaTriangles(flat, pencil.color)), lines: this.lines.append(outline) }
  }
}

const gommette = (flat: Float64Array, color: string) =>
  discPoints(flat, [
    { radius: MARK_RADIUS + 3, color: SHADE },
    { radius: MARK_RADIUS + 2.4, color: PAPER },
    { radius: MARK_RADIUS, color },
  ])

const notePin = (flat: Float64Array, color: string) =>
  discPoints(flat, [
    { radius: NOTE_RADIUS + 0.8, color },
    { radius: NOTE_RADIUS - 1.2, color: PAPER },
    { radius: 1.8, color },
  ])
