const LEAST = 4_000
const MOST = 4_000_000
const SWIFT_MS = 24
const SLOW_MS = 55
const VERY_SLOW_MS = 2000

/** Points one may draw in a frame: learnt from how long frames take, so that weak screens stay at hand. */
export class Budget {
  points = 150_000
  #lastMs = 0

  /** A frame begins while there was more to draw; its distance from the last one tells what the device bears. */
  learn(nowMs: number): void {
    const took = nowMs - this.#lastMs
    this.#lastMs = nowMs
    if (took > VERY_SLOW_MS) this.points = LEAST
    else if (took > SLOW_MS) this.points = Math.max(LEAST, this.points / 2)
    else if (took < SWIFT_MS) this.points = Math.min(MOST, this.points * 1.6)
  }

  /** A frame begins with nothing left from the last one. */
  rest(nowMs: number): void {
    this.#lastMs = nowMs
  }
}
