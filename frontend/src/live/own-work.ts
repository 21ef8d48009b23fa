/** Our operations between the hand and the table's answer: kept, then sent, then closed. */
import { Outbox } from './outbox'
import type { PendingAct } from './pending'
import type { ClientFrame } from '../contract/live'
import type { Operation } from './session'
import type { PendingStore } from './store'

export class OwnWork {
  private readonly outbox = new Outbox()
  /** What the table has answered since this page opened; records of it may linger in the store. */
  private readonly answered = new Set<string>()

  constructor(
    private readonly store: PendingStore,
    private readonly say: (frame: ClientFrame) => void,
    private readonly isListening: () => boolean,
  ) {}

  get isOwedAnswers(): boolean {
    return this.outbox.isAwaitingAnswers
  }

  /** Operations that are safely kept: send them as soon as the table listens. */
  submit(operations: readonly Operation[]): void {
    this.outbox.add(operations.filter(({ op }) => !this.answered.has(op)))
    this.send()
  }

  send(): void {
    if (!this.isListening()) return
    for (let ops = this.outbox.next(); ops.length > 0; ops = this.outbox.next()) this.say({ ops })
  }

  /** What was sent and not answered is taken as lost. */
  sendAgain(): void {
    this.outbox.sendAgain()
  }

  /** The table has said what becomes of these: nothing more to send or to keep. */
  close(operations: readonly string[]): void {
    if (operations.length === 0) return
    for (const op of operations) {
      this.answered.add(op)
      this.outbox.answered(op)
    }
    void this.store.forget(operations)
  }

  /** What the store holds unanswered, from this tab or from another one that was closed before sending. */
  async left(): Promise<PendingAct[]> {
    return (await this.store.all()).filter(({ operation }) => !this.answered.has(operation.op))
  }
}
