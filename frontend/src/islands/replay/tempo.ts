/** Where nobody draws for longer than this, a shortened replay waits no longer than this. */
const LONGEST_WAIT_MS = 4_000

export const SPEEDS = [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600] as const
const LASTS_MS = 75_000

/** When each gesture comes in the replay. Hours may go back a little (screens that were cut off); time does not. */
export class Tempo {
  /** Milliseconds from the start, one a gesture, never falling. */
  readonly #whens: number[] = []

  constructor(hours: readonly number[], shortensWaits: boolean) {
    let latest = hours[0] ?? 0
    let when = 0
    for (const hour of hours) {
      const wait = Math.max(0, hour - latest)
      latest = Math.max(latest, hour)
      when += shortensWaits ? Math.min(wait, LONGEST_WAIT_MS) : wait
      this.#whens.push(when)
    }
  }

  get lasts(): number {
    return this.#whens.at(-1) ?? 0
  }

  /** When the last of the first `count` gestures is there. */
  whenOf(count: number): number {
    return this.#whens[Math.min(count, this.#whens.length) - 1] ?? 0
  }

  /** How many gestures are there `when` has come. */
  countAt(when: number): number {
    let [low, high] = [0, this.#whens.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#whens[middle] as number) <= when) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The slowest speed at which one sees it all in about a minute. */
  get fairSpeed(): number {
    return SPEEDS.find((speed) => speed >= 1 && this.lasts / speed <= LASTS_MS) ?? 600
  }
}
