import type { Pencil, Thing } from '../../live/session'
import type { Mercator } from '../view'
import { areaTriangles } from './area'
import { Chunks, type Span } from './chunks'
import { discPoints, strokePoints } from './points'
import { type Box, CORNER_WORDS, emptyBox, growBox, POINT_WORDS, traceToLocal } from './records'

const PAPER = '#fffdf7'
const SHADE = '#8a8271'
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

  /** isGhost: for what was erased. Lines are dashed, areas and marks hollow, so that no colour has to say it. */
  constructor(
    readonly origin: Mercator,
    readonly isGhost = false,
  ) {}

  /** Draw the thing, or draw it anew; the box around its positions, undefined for one without a place. */
  put(thing: Thing, pencil: Pencil): Box | undefined {
    this.remove(thing.id)
    const flat = traceToLocal(thing.trace, this.origin)
    if (flat.length === 0) return undefined
    this.#spans.set(thing.id, this.#add(thing, pencil, flat))
    this.isDirty = true
    if (thing.shape !== 'stroke') this.onlyAdded = false
    return boxAround(flat)
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
    const isDashed = this.isGhost
    if (isDashed && (thing.shape === 'mark' || thing.shape === 'note'))
      return { ...none, marks: this.marks.append(hollow(flat, thing.shape === 'mark' ? markRadius(pencil) : NOTE_RADIUS, pencil.color)) }
    if (thing.shape === 'mark') return { ...none, marks: this.marks.append(gommette(flat, pencil)) }
    if (thing.shape === 'note') return { ...none, marks: this.marks.append(notePin(flat, pencil.color)) }
    if (thing.shape === 'stroke')
      return { ...none, lines: this.lines.append(strokePoints(flat, { ...pencil, isDashed }, thing.pressures)) }
    const outline = strokePoints(flat, { color: pencil.color, width: AREA_OUTLINE, isDashed }, null, true)
    if (isDashed) return { ...none, lines: this.lines.append(outline) }
    return { ...none, fills: this.fills.append(areaTriangles(flat, pencil.color)), lines: this.lines.append(outline) }
  }
}

/** Half the width of a gommette, in pixels, from the width of its pencil. */
export const markRadius = (pencil: Pencil): number => Math.min(14, Math.max(6, pencil.width * 0.66))

function gommette(flat: Float64Array, pencil: Pencil) {
  const radius = markRadius(pencil)
  return discPoints(flat, [
    { radius: radius + 2.7, color: SHADE },
    { radius: radius + 2.2, color: PAPER },
    { radius, color: pencil.color },
  ])
}

const notePin = (flat: Float64Array, color: string) =>
  discPoints(flat, [
    { radius: NOTE_RADIUS + 0.8, color },
    { radius: NOTE_RADIUS - 1.2, color: PAPER },
    { radius: 1.8, color },
  ])

/** A ring with paper inside: the place of what is no more. */
const hollow = (flat: Float64Array, radius: number, color: string) =>
  discPoints(flat, [
    { radius: radius + 1.2, color },
    { radius: radius - 0.8, color: PAPER },
  ])

function boxAround(flat: Float64Array): Box {
  const box = emptyBox()
  for (let i = 0; i < flat.length; i += 2) growBox(box, flat[i] as number, flat[i + 1] as number)
  return box
}
