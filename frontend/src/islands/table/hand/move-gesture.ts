import type { Pixel } from '../../../geometry/types'
import type { Thing } from '../../../live/session'
import { say } from '../words'
import { shifted } from '../state/acts'
import type { Gesture, Sample } from './gesture'
import type { Stage } from './stage'

/** The chosen thing follows the hand; the table hears of it on release. */
export class MoveGesture implements Gesture {
  #by: [number, number] = [0, 0]

  constructor(
    private readonly stage: Stage,
    private readonly thing: Thing,
    private readonly from: Pixel,
  ) {}

  move(samples: readonly Sample[]): void {
    const last = samples.at(-1)
    if (!last) return
    this.#by = [last.at[0] - this.from[0], last.at[1] - this.from[1]]
    const trace = shifted(this.thing.trace, this.stage.view, ...this.#by)
    this.stage.preview(new Map([[this.thing.id, { ...this.thing, trace }]]))
  }

  finish(): void {
    const trace = shifted(this.thing.trace, this.stage.view, ...this.#by)
    this.stage.preview(new Map())
    if (Math.hypot(...this.#by) > 0) this.stage.desk.act([{ kind: 'edit', object: this.thing.id, trace }], say.moved)
  }

  cancel(): void {
    this.stage.preview(new Map())
  }
}
