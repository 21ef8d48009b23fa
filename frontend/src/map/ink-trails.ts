import { decodeTrace } from '../geometry/trace'
import type { LonLat } from '../geometry/types'
import type { SeatInk } from '../contract/live'

const SILENCE_MS = 5000

export interface Trail {
  readonly object: string
  readonly pencil: string
  readonly shape: SeatInk['ink']['shape']
  readonly overlay: number
  readonly places: readonly LonLat[]
  readonly heardMs: number
}

/** The ink of others while their hand moves, until the thing itself arrives or they fall silent. */
export class InkTrails {
  readonly #bySeat = new Map<number, Trail>()
  readonly #done = new Set<string>()

  get list(): Trail[] {
    return [...this.#bySeat.values()]
  }

  hear({ seat, ink }: SeatInk, nowMs: number): void {
    if (this.#done.has(ink.object)) return
    const before = this.#bySeat.get(seat)
    const known = before?.object === ink.object ? before.places : []
    const { object, pencil, shape, overlay } = ink
    this.#bySeat.set(seat, { object, pencil, shape, overlay, places: [...known, ...decodeTrace(ink.trace)], heardMs: nowMs })
  }

  /** The thing arrived: its ink in progress goes, and late frames of it are not shown. True where one went. */
  arrived(object: string): boolean {
    const found = [...this.#bySeat].find(([, trail]) => trail.object === object)
    if (!found) return false
    this.#bySeat.delete(found[0])
    this.#done.add(object)
    if (this.#done.size > 500) this.#done.delete(this.#done.values().next().value ?? '')
    return true
  }

  /** Forget those who fell silent; true where one went. */
  expire(nowMs: number): boolean {
    const silent = [...this.#bySeat].filter(([, trail]) => nowMs - trail.heardMs > SILENCE_MS)
    for (const [seat] of silent) this.#bySeat.delete(seat)
    return silent.length > 0
  }
}
