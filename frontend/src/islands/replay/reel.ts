import { applyEntry, type Entry, objectsOf } from '../../live/fold'
import type { Changes } from '../../live/pending'
import type { Thing } from '../../live/session'

/** What a thing was before an entry. */
type Was = readonly [id: string, thing: Thing | undefined]

/**
 * A journal that is wound forwards and backwards. Things never change in place, so that remembering what each entry
 * replaced costs a few references, and going back costs what going forward did: no state is ever folded anew.
 */
export class Reel {
  readonly entries: Entry[] = []
  readonly things = new Map<string, Thing>()
  /** How many entries are folded in. */
  count = 0
  readonly #replaced: (readonly Was[])[] = []

  /** More of the journal, in order. */
  add(entries: readonly Entry[]): void {
    for (const entry of entries) this.entries.push(entry)
  }

  /** How many entries it takes until this thing is there; 0 when the journal never speaks of it. */
  birthOf(id: string): number {
    return this.entries.findIndex(({ operation }) => objectsOf(operation).includes(id)) + 1
  }

  /** Wind to the state after `count` entries; the things that are not as they were. */
  goTo(count: number): Changes {
    const target = Math.max(0, Math.min(count, this.entries.length))
    const touched = new Set<string>()
    while (this.count < target) this.#forward(touched)
    while (this.count > target) this.#back(touched)
    return new Map([...touched].map((id) => [id, this.things.get(id)]))
  }

  #forward(touched: Set<string>): void {
    const entry = this.entries[this.count]
    if (!entry) return
    const ids = objectsOf(entry.operation)
    this.#replaced[this.count] ??= ids.map((id) => [id, this.things.get(id)])
    applyEntry(this.things, entry)
    for (const id of ids) touched.add(id)
    this.count++
  }

  #back(touched: Set<string>): void {
    this.count--
    for (const [id, thing] of this.#replaced[this.count] ?? []) {
      if (thing) this.things.set(id, thing)
      else this.things.delete(id)
      touched.add(id)
    }
  }
}
