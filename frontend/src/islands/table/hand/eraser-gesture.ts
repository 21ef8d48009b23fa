import type { Pixel } from '../../../geometry/types'
import type { Thing } from '../../../live/session'
import { candidates } from '../../../map/ink/pick'
import { project, unproject, type View } from '../../../map/view'
import { say } from '../words'
import { type Eraser, erasingAct, erasingPreview, type Left, leftOf } from './erasing'
import type { Gesture, Sample } from './gesture'
import type { Stage } from './stage'

/** What the eraser takes is shown at once and said to the table on release, as one step to undo. */
export class EraserGesture implements Gesture {
  #path: Pixel[] = []
  readonly #left = new Map<Thing, Exclude<Left, undefined>>()
  #frame = 0
  #metArea = false

  constructor(
    private readonly stage: Stage,
    private readonly cuts: boolean,
    private readonly radius: number,
  ) {}

  move(samples: readonly Sample[]): void {
    for (const { at } of samples) {
      const last = this.#path.at(-1)
      if (!last || Math.hypot(at[0] - last[0], at[1] - last[1]) >= 2) this.#path.push(at)
    }
    this.#frame ||= requestAnimationFrame(() => this.#show())
  }

  finish(): void {
    this.#stop()
    this.#rub()
    const { desk, view } = this.stage
    const acts = [...this.#left].map(([thing, left]) => erasingAct(thing, left, view))
    this.stage.preview(new Map())
    desk.act(acts, say.erased)
    if (acts.length === 0 && this.#metArea) desk.toast(say.eraserHint)
  }

  cancel(): void {
    this.#stop()
    this.stage.preview(new Map())
  }

  reproject(from: View, to: View): void {
    this.#path = this.#path.map((point) => project(to, unproject(from, point)))
  }

  #show(): void {
    this.#frame = 0
    this.#rub()
    const { view } = this.stage
    this.stage.preview(new Map([...this.#left].flatMap(([thing, left]) => erasingPreview(thing, left, view))))
  }

  /** Ask of each thing near the path what is left of it, along the whole path. */
  #rub(): void {
    const { board, things, view, desk } = this.stage
    const eraser: Eraser = { cuts: this.cuts, radius: this.radius, view }
    const near = candidates(board, things, this.#path, view, this.radius + 4)
    for (const thing of new Set([...near, ...this.#left.keys()])) {
      if (!this.stage.isShown(thing) || desk.whyNoChange(thing)) continue
      this.#metArea ||= this.cuts && thing.shape === 'area' && leftOf(thing, this.#path, { ...eraser, cuts: false }) === 'nothing'
      const left = leftOf(thing, this.#path, eraser)
      if (left) this.#left.set(thing, left)
    }
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }
}
