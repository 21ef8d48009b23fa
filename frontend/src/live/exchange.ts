/**
 * The conversation with the table: hello, catching up, sending, answers. It keeps the working copy true
 * to the journal and tells its owner what changed; it knows nothing of undo, of ink or of the page.
 *
 * opening, away: no line · greeting: hello said, no welcome yet · catching: the missing entries are
 * coming · live: level with the table. Our operations go only when live, so that a double is told apart
 * from news.
 */
import type { Held, NumberedOperation, Refusal, ServerFrame, Snapshot, Welcome } from '../contract/live'
import { UnknownObject } from './fold'
import { OwnWork } from './own-work'
import type { Changes, WorkingCopy } from './pending'
import type { Operation } from './session'
import { NoRight } from './snapshot'
import type { PendingStore } from './store'
import { TableSocket, type SocketMaker } from './socket'

export interface ExchangeOwner {
  changed(changes: Changes, reset: boolean): void
  refused(code: string, operation: Operation | undefined): void
  /** `askedAt`: when we said the hello that this answers, by our clock; undefined when we had not asked. */
  welcomed(welcome: Welcome, askedAt: number | undefined): void
  said(frame: ServerFrame): void
  /** The phase, or what is unsaved, may have changed. */
  moved(): void
}

type Phase = 'opening' | 'away' | 'greeting' | 'catching' | 'live' | 'closed'

/** Handshakes that fail in a row before the snapshot's address is asked why. */
const FAILURES_BEFORE_ASKING = 3

export class Exchange {
  phase: Phase = 'opening'
  readonly socket: TableSocket
  readonly work: OwnWork
  private needsSnapshot = true
  private loading: Promise<void> | undefined
  private isAsking = false
  private askedAt = 0
  private restarts = 0
  private target = 0

  constructor(
    private readonly copy: WorkingCopy,
    store: PendingStore,
    private readonly owner: ExchangeOwner,
    private readonly load: () => Promise<Snapshot>,
    socket: { url: string; maker: SocketMaker },
  ) {
    this.socket = new TableSocket(
      socket.url,
      {
        opened: () => void this.greet(),
        heard: (frame) => this.hear(frame),
        lost: (attempt) => this.lost(attempt),
        refused: () => this.shut(),
        probe: () => this.hello(),
        isOwedAnswers: () => this.phase === 'live' && this.work.isOwedAnswers,
      },
      socket.maker,
    )
    this.work = new OwnWork(store, (frame) => this.socket.send(frame), () => this.phase === 'live')
  }

  /** Fetch the snapshot; several who ask at once share one answer. Rejects when it cannot be had. */
  refresh(): Promise<void> {
    this.loading ??= this.load()
      .then((snapshot) => this.adopt(snapshot))
      .finally(() => (this.loading = undefined))
    return this.loading
  }

  /** Show and send what the store holds and this screen does not show yet. */
  async takeUpWorkLeft(): Promise<void> {
    const left = (await this.work.left()).filter(({ operation }) => !this.copy.pending.has(operation.op))
    if (left.length === 0) return
    this.owner.changed(this.copy.add(left), false)
    this.work.submit(left.map((act) => act.operation))
    this.owner.moved()
  }

  shut(): void {
    this.phase = 'closed'
    this.socket.close()
    this.owner.moved()
  }

  private adopt(snapshot: Snapshot): void {
    if (!this.needsSnapshot && snapshot.epoch === this.copy.epoch && snapshot.seq <= this.copy.seq) return
    this.needsSnapshot = false
    this.copy.restart(snapshot)
    this.owner.changed(this.copy.view, true)
  }

  private lost(attempt: number): void {
    this.phase = 'away'
    this.work.sendAgain()
    this.owner.moved()
    // A browser does not say why a handshake failed: the snapshot's address tells a lost right from a lost line.
    if (attempt % FAILURES_BEFORE_ASKING === 0) this.refresh().catch((error) => this.shutIfRefused(error))
  }

  private shutIfRefused(error: unknown): boolean {
    if (error instanceof NoRight) this.shut()
    return error instanceof NoRight
  }

  private async greet(): Promise<void> {
    this.phase = 'greeting'
    this.isAsking = false
    this.owner.moved()
    try {
      if (this.needsSnapshot) await this.refresh()
    } catch (error) {
      if (!this.shutIfRefused(error)) this.socket.restart()
      return
    }
    this.hello()
  }

  /** Also what to say when a frame is missing (once until answered), or when nothing is heard for long. */
  private hello(): void {
    this.isAsking = true
    this.askedAt = Date.now()
    this.socket.send({ hello: { since: this.copy.seq, epoch: this.copy.epoch } })
  }

  private hear(frame: ServerFrame): void {
    if (frame.welcome) this.welcome(frame.welcome)
    if (frame.held) this.hold(frame.held, !!frame.welcome)
    if (frame.ops && frame.seq) this.take(frame.seq, frame.ops)
    if (frame.known) this.settle(frame.known)
    if (frame.refused) this.takeBack(frame.refused)
    this.owner.said(frame)
    this.work.send()
    this.owner.moved()
  }

  private welcome(welcome: Welcome): void {
    const askedAt = this.isAsking ? this.askedAt : undefined
    this.isAsking = false
    this.copy.seat = welcome.seat
    this.owner.welcomed(welcome, askedAt)
    if (this.needsSnapshot) return // said to prove that the line is alive; greet() is at work
    if (welcome.restart || welcome.epoch !== this.copy.epoch) return this.startAgain()
    this.restarts = 0
    this.socket.settle()
    this.target = welcome.seq
    // The table heard us after what it has not answered: that got lost.
    if (this.phase === 'live') this.work.sendAgain()
    else this.phase = 'catching'
    this.liveIfLevel()
  }

  /** What we hold is of no use. A table that says so twice in a row is asked again after a pause only. */
  private startAgain(): void {
    this.needsSnapshot = true
    this.work.sendAgain()
    this.restarts += 1
    if (this.restarts > 1) this.socket.restart()
    else void this.greet()
  }

  private take(first: number, entries: readonly NumberedOperation[]): void {
    const next = this.copy.seq + 1
    if (this.needsSnapshot) return
    if (first > next) return this.isAsking ? undefined : this.hello()
    this.settle(oursAmong(entries.slice(0, next - first), this.copy))
    const fresh = entries.slice(next - first)
    const ours = oursAmong(fresh, this.copy)
    try {
      this.owner.changed(this.copy.confirm(fresh), false)
    } catch (error) {
      if (!(error instanceof UnknownObject)) throw error
      return this.startAgain()
    }
    this.work.close(ours)
    this.liveIfLevel()
  }

  private liveIfLevel(): void {
    if (this.phase !== 'catching' || this.copy.seq < this.target) return
    this.phase = 'live'
    void this.takeUpWorkLeft()
  }

  /** Already in the journal, and since we are level with it, already in what we hold. */
  private settle(known: readonly string[]): void {
    if (known.length === 0) return
    this.owner.changed(this.copy.drop(known), false)
    this.work.close(known)
  }

  /** What a facilitator reads first stays on our screen, and is no more ours to keep; with a welcome, that is all. */
  private hold(held: readonly Held[], isAll: boolean): void {
    const waiting = held.filter(({ fate }) => fate === 'waiting')
    this.owner.changed(this.copy.hold(waiting, isAll), false)
    this.owner.changed(this.copy.drop(held.filter(({ fate }) => fate !== 'waiting').map(({ operation }) => operation.op)), false)
    this.work.close(held.map(({ operation }) => operation.op))
  }

  private takeBack(refusals: readonly Refusal[]): void {
    const named = refusals.flatMap(({ op }) => op ?? [])
    const operations = new Map(named.map((op) => [op, this.copy.pending.get(op)?.operation]))
    this.owner.changed(this.copy.drop(named), false)
    this.work.close(named)
    for (const { op, code } of refusals) this.owner.refused(code, op ? operations.get(op) : undefined)
  }
}

function oursAmong(entries: readonly NumberedOperation[], copy: WorkingCopy): string[] {
  return entries.map(({ operation }) => operation.op).filter((op) => copy.pending.has(op))
}
