/**
 * Ink while the hand moves, and the pointer: gathered and said at most twenty times a second.
 * They are lost without harm, so they never wait behind a slow line.
 */
import type { ClientFrame, Ink } from '../contract/live'
import { joinTraces, splitTrace } from '../geometry/trace'

const TICK_MS = 50
/** Integers in a frame's trace; the contract's limit. */
const MOST_INTEGERS = 2_000

type Pointer = NonNullable<ClientFrame['cursor']>

export class Ephemera {
  private readonly ink = new Map<string, Ink>()
  private pointer: Pointer | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private saidAt = -Infinity

  constructor(
    private readonly say: (frame: ClientFrame) => void,
    private readonly isClear: () => boolean,
  ) {}

  showInk(ink: Ink): void {
    const gathered = this.ink.get(ink.object)
    this.ink.set(ink.object, gathered ? { ...ink, trace: joinTraces(gathered.trace, ink.trace) } : ink)
    this.soon()
  }

  /** The latest pointer wins; `false` says that it left the map. */
  showCursor(pointer: Pointer): void {
    this.pointer = pointer
    this.soon()
  }

  /** The object is drawn for good: ink said after that would haunt the others' screens. */
  forget(object: string): void {
    this.ink.delete(object)
  }

  close(): void {
    clearTimeout(this.timer)
  }

  private soon(): void {
    this.timer ??= setTimeout(() => this.flush(), Math.max(0, this.saidAt + TICK_MS - Date.now()))
  }

  private flush(): void {
    this.timer = undefined
    this.saidAt = Date.now()
    const frames = this.isClear() ? framesOf([...this.ink.values()], this.pointer) : []
    this.ink.clear()
    this.pointer = undefined
    frames.forEach(this.say)
  }
}

function framesOf(ink: readonly Ink[], pointer: Pointer | undefined): ClientFrame[] {
  const parts = ink.flatMap((one) => splitTrace(one.trace, MOST_INTEGERS).map((trace) => ({ ...one, trace })))
  if (pointer === undefined) return parts.map((part) => ({ ink: part }))
  const [first, ...others] = parts
  return [first ? { ink: first, cursor: pointer } : { cursor: pointer }, ...others.map((part) => ({ ink: part }))]
}
