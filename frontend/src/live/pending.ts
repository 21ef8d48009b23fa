/**
 * What this screen shows: the confirmed state of the table, and on top of it our acts that the table
 * has not confirmed yet. When the table moves on, our acts are played again on what it became, but
 * only for the things concerned.
 */
import type { NumberedOperation, Snapshot, Thing } from '../contract/live'
import { applyEntry, objectsOf, whole } from './fold'
import type { Operation } from './session'

/** One of our operations; `at` is when the hand moved, in milliseconds since 1970. */
export interface PendingAct {
  operation: Operation
  at: number
}

/** Things that changed; `undefined` means gone entirely. */
export type Changes = ReadonlyMap<string, Thing | undefined>

/** The entry number of what has none yet: after everything numbered. */
export const UNNUMBERED = 2 ** 31 - 1

export class WorkingCopy {
  seq = 0
  /** What to show; the order of the map means nothing. */
  readonly view = new Map<string, Thing>()
  /** Our unconfirmed acts by operation, in the order they were made. */
  readonly pending = new Map<string, PendingAct>()
  /** Those of them that the table keeps for a facilitator to read: safe, and seen by nobody else. */
  private readonly held = new Set<string>()
  private readonly confirmed = new Map<string, Thing>()

  constructor(
    public epoch: string,
    public seat: number,
  ) {}

  /** Acts of ours that are only here. */
  get unsaved(): number {
    return this.pending.size - this.held.size
  }

  /**
   * The table keeps these acts of ours, made on this screen or on another one; when `isAll`, no others.
   * They were made before what is still to be sent.
   */
  hold(acts: readonly PendingAct[], isAll: boolean): Changes {
    const touched = new Set<string>()
    const kept = new Set(acts.map(({ operation }) => operation.op))
    if (isAll) for (const op of [...this.held]) if (!kept.has(op)) this.forget(op, touched)
    for (const { operation } of acts) {
      this.held.add(operation.op)
      for (const id of objectsOf(operation)) touched.add(id)
    }
    const known = new Map([...this.pending, ...acts.map((act) => [act.operation.op, act] as const)])
    const inOrder = [...known].sort(([one], [other]) => Number(this.held.has(other)) - Number(this.held.has(one)))
    this.pending.clear()
    for (const [op, act] of inOrder) this.pending.set(op, act)
    return this.rebase(touched)
  }

  /** Show acts of ours at once. */
  add(acts: readonly PendingAct[]): Changes {
    const touched = new Set<string>()
    for (const act of acts) {
      if (this.pending.has(act.operation.op)) continue
      this.pending.set(act.operation.op, act)
      for (const thing of this.play(act)) touched.add(thing.id)
    }
    return new Map([...touched].map((id) => [id, this.view.get(id)]))
  }

  /** Fold the entries that follow `seq`, ours or not. Throws UnknownObject when this is not our table's journal. */
  confirm(entries: readonly NumberedOperation[]): Changes {
    const touched = new Set<string>()
    for (const entry of entries) {
      for (const thing of applyEntry(this.confirmed, { ...entry, seq: this.seq + 1 })) touched.add(thing.id)
      this.seq += 1
      this.forget(entry.operation.op, touched)
    }
    return this.rebase(touched)
  }

  /** Take back acts of ours: refused, or known to be in the journal already. */
  drop(operations: Iterable<string>): Changes {
    const touched = new Set<string>()
    for (const op of operations) this.forget(op, touched)
    return this.rebase(touched)
  }

  /** Start again from a snapshot; our acts stay on top. */
  restart(snapshot: Snapshot): void {
    this.epoch = snapshot.epoch
    this.seq = snapshot.seq
    this.confirmed.clear()
    this.view.clear()
    for (const thing of snapshot.things) this.confirmed.set(thing.id, whole(thing))
    for (const [id, thing] of this.confirmed) this.view.set(id, thing)
    for (const act of this.pending.values()) this.play(act)
  }

  private forget(op: string, touched: Set<string>): void {
    const act = this.pending.get(op)
    if (!act || !this.pending.delete(op)) return
    this.held.delete(op)
    for (const id of objectsOf(act.operation)) touched.add(id)
  }

  /** Show `act` if it still makes sense; the table will refuse it for the same reason if it does not. */
  private play({ operation, at }: PendingAct): Thing[] {
    if (!isPossible(this.view, operation)) return []
    return applyEntry(this.view, { seq: UNNUMBERED, seat: this.seat, at, operation })
  }

  /** Rebuild what the view shows of `touched`, and of the things our acts tie to them. */
  private rebase(touched: Set<string>): Changes {
    const concerned = actsConcerning(touched, this.pending)
    const before = new Map([...touched].map((id) => [id, this.view.get(id)]))
    for (const id of touched) setOrDelete(this.view, id, this.confirmed.get(id))
    for (const act of concerned) this.play(act)
    const changes = new Map<string, Thing | undefined>()
    for (const [id, old] of before) {
      const now = this.view.get(id)
      if (!isSame(old, now)) changes.set(id, now)
      else if (old) this.view.set(id, old)
    }
    return changes
  }
}

/** Acts on any of `touched`, in their order; `touched` grows by what these acts touch besides. */
function actsConcerning(touched: Set<string>, pending: ReadonlyMap<string, PendingAct>): PendingAct[] {
  for (let known = -1; known !== touched.size; ) {
    known = touched.size
    for (const { operation } of pending.values()) {
      const objects = objectsOf(operation)
      if (objects.length > 1 && objects.some((id) => touched.has(id))) objects.forEach((id) => touched.add(id))
    }
  }
  return [...pending.values()].filter(({ operation }) => touched.has(operation.object))
}

function isPossible(things: ReadonlyMap<string, Thing>, operation: Operation): boolean {
  const thing = things.get(operation.object)
  if (operation.kind === 'draw') return !thing
  if (operation.kind !== 'cut') return !!thing
  return !!thing && !thing.erased && !operation.pieces.some((piece) => things.has(piece.object))
}

/** Whether two things look the same; properties are compared by reference, which is enough for an unmoved one. */
function isSame(one: Thing | undefined, other: Thing | undefined): boolean {
  if (!one || !other) return one === other
  return (Object.keys(one) as (keyof Thing)[]).every((key) => one[key] === other[key])
}

function setOrDelete<Key, Value>(map: Map<Key, Value>, key: Key, value: Value | undefined): void {
  if (value === undefined) map.delete(key)
  else map.set(key, value)
}
