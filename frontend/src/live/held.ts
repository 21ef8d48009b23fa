/** What waits for a facilitator: ours as its author sees it, everybody's as a facilitator does. */
import type { Held, InboxNote } from '../contract/live'

/** A note of ours that a facilitator set aside: its last words, and why. */
export interface AsideNote {
  op: string
  text: string
  reason: string
  at: number
}

/** `held` by operation with the news; `isAll`: the news are everything. What was accepted is on the table. */
export function withHeld(held: ReadonlyMap<string, Held>, news: readonly Held[], isAll: boolean): ReadonlyMap<string, Held> {
  const next = new Map(isAll ? [] : held)
  for (const one of news) {
    if (one.fate === 'accepted') next.delete(one.operation.op)
    else next.set(one.operation.op, one)
  }
  return next
}

/** Objects of ours that nobody else sees, or not as we wrote them. */
export function objectsWaiting(held: ReadonlyMap<string, Held>): ReadonlySet<string> {
  const waiting = [...held.values()].filter(({ fate }) => fate === 'waiting')
  return new Set(waiting.map(({ operation }) => operation.object))
}

/** One a note, the latest first: a note and its later words were set aside together. */
export function notesAside(held: ReadonlyMap<string, Held>): AsideNote[] {
  const notes = new Map<string, AsideNote>()
  for (const { operation, fate, reason = '', at } of held.values()) {
    if (fate !== 'set_aside') continue
    const known = notes.get(operation.object)
    const text = ('text' in operation ? operation.text : undefined) ?? known?.text ?? ''
    notes.set(operation.object, { op: known?.op ?? operation.op, text, reason, at })
  }
  return [...notes.values()].sort((one, two) => two.at - one.at)
}

/** The inbox with the news, the oldest note first. */
export function withNotes(inbox: readonly InboxNote[], news: readonly InboxNote[], isAll: boolean): InboxNote[] {
  const notes = new Map(isAll ? [] : inbox.map((note) => [note.op, note]))
  for (const note of news) {
    if (note.is_gone) notes.delete(note.op)
    else notes.set(note.op, note)
  }
  return [...notes.values()].sort((one, two) => one.thing.at - two.thing.at)
}
