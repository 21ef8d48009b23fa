/**
 * Operations to send: in order, in frames the table accepts, and not more at once than it can answer
 * in a moment, so that after an hour without network the first answers come at once.
 */
import type { Operation } from './session'

const MOST_OPERATIONS = 200
/** Characters of JSON; the table accepts more, but a village line is a few seconds busy with that. */
const MOST_CHARACTERS = 50_000
const MOST_IN_FLIGHT = 100_000

export class Outbox {
  private readonly waiting = new Map<string, Operation>()
  /** Their size in characters, by operation. */
  private readonly inFlight = new Map<string, number>()

  get isAwaitingAnswers(): boolean {
    return this.inFlight.size > 0
  }

  /** Operations that are safely kept, and may go. */
  add(operations: Iterable<Operation>): void {
    for (const operation of operations) this.waiting.set(operation.op, operation)
  }

  /** The table has said what becomes of this operation. */
  answered(op: string): void {
    this.waiting.delete(op)
    this.inFlight.delete(op)
  }

  /** Nothing sent before counts: another connection, or no answer for too long. The table knows doubles. */
  sendAgain(): void {
    this.inFlight.clear()
  }

  /** The operations of the next frame, then considered sent; none when all are sent or enough are in flight. */
  next(): Operation[] {
    const frame: Operation[] = []
    const before = [...this.inFlight.values()].reduce((sum, size) => sum + size, 0)
    let characters = 0
    for (const [op, operation] of this.waiting) {
      if (before + characters >= MOST_IN_FLIGHT || frame.length === MOST_OPERATIONS) break
      if (this.inFlight.has(op)) continue
      const size = JSON.stringify(operation).length
      if (frame.length > 0 && characters + size > MOST_CHARACTERS) break
      characters += size
      frame.push(operation)
      this.inFlight.set(op, size)
    }
    return frame
  }
}
