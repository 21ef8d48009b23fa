import { encodeTrace } from '../../../geometry/trace'
import { InkFilter } from '../../../geometry/smooth'
import type { Pixel } from '../../../geometry/types'
import type { Act, Pencil } from '../../../live/session'
import { uuid7 } from '../../../live/uuid7'
import { project, unproject, type View, widthScale } from '../../../map/view'
import { say } from '../words'
import type { Gesture, Sample } from './gesture'
import { finishedLine, finishedRing, traceOf } from './line'
import type { Stage } from './stage'

const INK_MS = 50
const CLOSING_PX = 24
const AREA_WIDTH = 2.2

/** Freehand ink: on its own canvas at once, to the others as it goes, to the table on release. */
export class PencilGesture implements Gesture {
  readonly #object = uuid7()
  /** A stroke stays on the sheet it was begun on, even when the facilitator changes phase meanwhile. */
  readonly #overlay: number
  readonly #filter = new InkFilter()
  #points: Pixel[] = []
  #pressures: number[] = []
  #shown = 0
  #shownMs = 0

  constructor(
    private readonly stage: Stage,
    private readonly pencil: Pencil,
    private readonly shape: 'stroke' | 'area',
    private readonly onDone: () => void,
  ) {
    this.#overlay = stage.desk.overlayId
  }

  move(samples: readonly Sample[]): void {
    const from = this.#points.length
    for (const { at, timeMs, pressure } of samples) {
      const [x, y] = this.#filter.push(at, timeMs)
      const [lastX, lastY] = this.#points.at(-1) ?? [Infinity, Infinity]
      if (Math.hypot(x - lastX, y - lastY) < 0.3) continue
      this.#points.push([x, y])
      if (pressure !== undefined || this.#pressures.length > 0) this.#pressures.push(pressure ?? 128)
    }
    if (this.shape === 'area') this.redraw()
    else this.stage.own.line(this.#points, this.#nib, this.#felt, from)
    this.#show(samples.at(-1)?.timeMs ?? 0)
  }

  finish(): void {
    const { hand } = this.#filter
    if (hand) this.#push(hand)
    const act = this.#act()
    if (act) this.stage.desk.act([act], say.drawn(`${say.shapes[act.shape]}, ${this.pencil.meaning}`))
    this.onDone()
  }

  cancel(): void {
    this.onDone()
  }

  reproject(from: View, to: View): void {
    this.#points = this.#points.map((point) => project(to, unproject(from, point)))
    this.redraw()
  }

  redraw(): void {
    this.stage.own.clear()
    this.stage.own.line(this.#points, this.#nib, this.#felt)
    const [first, last] = [this.#points[0], this.#points.at(-1)]
    if (this.shape === 'area' && first && last) this.stage.own.closing(last, first, this.#nib)
  }

  get #nib() {
    const width = this.shape === 'area' ? AREA_WIDTH : this.pencil.width
    return { color: this.pencil.color, width: width * widthScale(this.stage.view.zoom) }
  }

  get #felt(): number[] | undefined {
    return this.shape === 'stroke' && this.#pressures.length === this.#points.length ? this.#pressures : undefined
  }

  #push(at: Pixel): void {
    const [x, y] = this.#points.at(-1) ?? [Infinity, Infinity]
    if (Math.hypot(at[0] - x, at[1] - y) < 0.3) return
    this.#points.push(at)
    if (this.#pressures.length > 0) this.#pressures.push(this.#pressures.at(-1) ?? 128)
  }

  #act(): (Extract<Act, { kind: 'draw' }>) | undefined {
    const { view, desk } = this.stage
    const base = { kind: 'draw', object: this.#object, overlay: this.#overlay, pencil: this.pencil.key, shape: this.shape } as const
    if (this.shape === 'area') {
      const ring = finishedRing(this.#points, CLOSING_PX)
      return ring && { ...base, trace: traceOf(ring, view) }
    }
    if (this.#points.length === 0) return undefined
    const { points, pressures } = finishedLine({ points: this.#points, pressures: this.#felt })
    return { ...base, trace: traceOf(points, view), ...(pressures ? { pressures: [...pressures] } : {}) }
  }

  /** Tell the others, a few times a second, what was added since. */
  #show(nowMs: number): void {
    if (nowMs - this.#shownMs < INK_MS || this.#points.length < 2) return
    const { view, desk } = this.stage
    const news = this.#points.slice(Math.max(0, this.#shown - 1)).map((point) => unproject(view, point))
    const { key: pencil } = this.pencil
    desk.session.showInk({ object: this.#object, shape: this.shape, overlay: this.#overlay, pencil, trace: encodeTrace(news) })
    this.#shown = this.#points.length
    this.#shownMs = nowMs
  }
}
