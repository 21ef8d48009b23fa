/**
 * For tests: a table that keeps the protocol, and lines to it that can be cut, slowed and broken.
 * Frames pass through JSON, as they do on a wire.
 */
import type { ClientFrame, Held, NumberedOperation, ServerFrame, Snapshot, Thing, Welcome } from '../contract/live'
import { applyEntry, objectsOf } from './fold'
import type { Operation } from './session'

export class SimulatedTable {
  entries: NumberedOperation[] = []
  /** Operations ever refused. */
  readonly refused = new Set<string>()
  readonly lines: SimulatedLine[] = []
  things = new Map<string, Thing>()
  epoch = 'first'
  isOpen = true
  /** Whether words wait for a facilitator, and those that do or were set aside, by operation. */
  notesWait = false
  readonly held = new Map<string, Held & { seat: number }>()
  mostBehind = 50

  /** The state as a fresh fold of the whole journal. */
  fold(): Map<string, Thing> {
    const things = new Map<string, Thing>()
    this.entries.forEach((entry, at) => applyEntry(things, { ...entry, seq: at + 1 }))
    return things
  }

  snapshot(): Snapshot {
    const things = structuredClone([...this.things.values()])
    return { format: 1, epoch: this.epoch, seq: this.entries.length, things }
  }

  /** As when an older copy of the server's disk was put back. */
  forgetEverything(epoch: string): void {
    this.entries = []
    this.things = new Map()
    this.epoch = epoch
  }

  hear(line: SimulatedLine, frame: ClientFrame): void {
    line.heard.push(frame)
    if (frame.hello) this.greet(line, frame.hello.since, frame.hello.epoch)
    for (const operation of frame.ops ?? []) this.take(line, operation)
  }

  /** A facilitator decides about all that waits on an object. */
  decide(object: string, fate: 'accepted' | 'set_aside', reason = ''): void {
    for (const one of [...this.held.values()].filter(({ operation }) => operation.object === object)) {
      if (fate === 'accepted') this.held.delete(one.operation.op)
      else this.held.set(one.operation.op, { ...one, fate, reason })
      if (fate === 'accepted') this.enter(one.seat, one.operation)
      this.tellHeld({ ...one, fate, reason })
    }
  }

  /** What a seat asks, without a line: another screen, far away. */
  enter(seat: number, operation: Operation): string | undefined {
    const code = this.refusal(operation)
    if (code) return code
    const entry = { seat, at: 1_000 + this.entries.length, operation }
    applyEntry(this.things, { ...entry, seq: this.entries.push(entry) })
    const frame = { seq: this.entries.length, ops: [entry] }
    for (const line of this.lines) if (line.isGreeted) line.tell(frame)
    return undefined
  }

  private greet(line: SimulatedLine, since: number, epoch: string): void {
    const behind = this.entries.length - since
    const restart = epoch !== this.epoch || behind < 0 || behind > this.mostBehind
    const { seat } = line
    const welcome: Welcome = { now: Date.now() + 90_000, epoch: this.epoch, seq: this.entries.length, seat, abilities: ['draw'], restart }
    line.tell({ welcome, held: [...this.held.values()].filter((one) => one.seat === seat) })
    line.isGreeted ||= !restart
    if (!restart && behind > 0) line.tell({ seq: since + 1, ops: this.entries.slice(since) })
  }

  private take(line: SimulatedLine, operation: Operation): void {
    if (this.entries.some((entry) => entry.operation.op === operation.op)) return line.tell({ known: [operation.op] })
    const known = this.held.get(operation.op)
    if (known) return line.tell({ held: [known] })
    if (this.mustWait(line.seat, operation)) {
      const held = { seat: line.seat, at: 1_000 + this.held.size, operation, fate: 'waiting' as const }
      this.held.set(operation.op, held)
      return this.tellHeld(held)
    }
    const code = this.enter(line.seat, operation)
    if (code) this.refused.add(operation.op)
    if (code) line.tell({ refused: [{ op: operation.op, code }] })
  }

  private mustWait(seat: number, operation: Operation): boolean {
    if (this.notesWait && 'text' in operation && !!operation.text) return true
    const own = [...this.held.values()].filter((one) => one.seat === seat && one.fate === 'waiting')
    return !this.things.has(operation.object) && own.some((one) => one.operation.object === operation.object)
  }

  private tellHeld(held: Held & { seat: number }): void {
    for (const line of this.lines) if (line.seat === held.seat) line.tell({ held: [held] })
  }

  private refusal(operation: Operation): string | undefined {
    const thing = this.things.get(operation.object)
    if (!this.isOpen) return 'table_closed'
    if (operation.kind === 'draw') return thing ? 'object_exists' : undefined
    if (!thing) return 'unknown_object'
    if (operation.kind !== 'cut') return undefined
    if (thing.erased) return 'object_gone'
    return objectsOf(operation).slice(1).some((id) => this.things.has(id)) ? 'object_exists' : undefined
  }
}

/** The browser's end of a line: as much of a WebSocket as the product uses. */
export class SimulatedLine {
  readyState: number = 0
  bufferedAmount = 0
  isGreeted = false
  /** A line gone dead without a word: nothing passes, nobody is told. */
  isDead = false
  /** What the table says is lost; what we say arrives. */
  isDeaf = false
  readonly heard: ClientFrame[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  private readonly going: string[] = []
  private readonly coming: string[] = []

  constructor(
    readonly table: SimulatedTable,
    readonly seat: number,
  ) {
    table.lines.push(this)
  }

  open(): void {
    if (this.readyState !== 0) return
    this.readyState = 1
    this.onopen?.()
  }

  send(text: string): void {
    if (!this.isDead) this.going.push(text)
  }

  tell(frame: ServerFrame): void {
    if (!this.isDead && !this.isDeaf) this.coming.push(JSON.stringify(frame))
  }

  /** Let at most `most` waiting frames arrive at each end; whether there were any. */
  pass(most = Infinity): boolean {
    const up = this.going.splice(0, most)
    for (const text of up) this.table.hear(this, JSON.parse(text) as ClientFrame)
    const down = this.coming.splice(0, most)
    for (const data of down) if (this.readyState === 1) this.onmessage?.({ data })
    return up.length + down.length > 0
  }

  /** A frame that never arrives, on a line that stays up. */
  lose(): void {
    this.coming.shift()
  }

  /** From the other end, or from the network between. */
  cut(code = 1006): void {
    this.close()
    this.onclose?.({ code })
  }

  close(): void {
    this.readyState = 3
    this.isGreeted = false
    const at = this.table.lines.indexOf(this)
    if (at >= 0) this.table.lines.splice(at, 1)
  }

  asSocket(): WebSocket {
    return this as unknown as WebSocket
  }
}
