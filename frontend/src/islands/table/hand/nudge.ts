import type { Thing } from '../../../live/session'
import { shifted } from '../state/acts'
import { say } from '../words'
import type { Stage } from './stage'

const IDLE_MS = 600

/** Moves the chosen thing by small steps (arrows, buttons), and says it to the table once the hand rests. */
export class Nudge {
  #thing: Thing | undefined
  #by: [number, number] = [0, 0]
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly stage: Stage) {}

  by(thing: Thing, dx: number, dy: number): void {
    if (this.#thing && this.#thing.id !== thing.id) this.finish()
    this.#thing ??= thing
    this.#by = [this.#by[0] + dx, this.#by[1] + dy]
    this.stage.preview(new Map([[thing.id, { ...this.#thing, trace: this.#trace(this.#thing) }]]))
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.finish(), IDLE_MS)
  }

  finish(): void {
    clearTimeout(this.#timer)
    const thing = this.#thing
    if (!thing) return
    const trace = this.#trace(thing)
    this.#thing = undefined
    this.#by = [0, 0]
    this.stage.preview(new Map())
    this.stage.desk.act([{ kind: 'edit', object: thing.id, trace }], say.moved)
  }

  #trace(thing: Thing): number[] {
    return shifted(thing.trace, this.stage.view, ...this.#by)
  }
}

/** Steps of an arrow key: 1 pixel, 10 with Shift; undefined for other keys. */
export function stepOf(key: string, isShift: boolean): readonly [number, number] | undefined {
  const step = isShift ? 10 : 1
  const steps: Record<string, readonly [number, number]> = {
    ArrowUp: [0, -step],
    ArrowDown: [0, step],
    ArrowLeft: [-step, 0],
    ArrowRight: [step, 0],
  }
  return steps[key]
}
