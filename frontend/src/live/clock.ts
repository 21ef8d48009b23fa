/**
 * The server's clock as a screen knows it. A phone's own clock may be minutes wrong: the table says its hour when it
 * answers hello, and the screen counts from there.
 */
export interface ClockSample {
  /** What to add to our clock to have the server's, in milliseconds. */
  readonly offsetMs: number
  /** The offset is right within so much: half of the way there and back. */
  readonly doubtMs: number
  /** By our clock. */
  readonly takenAt: number
}

/** Clocks drift, and people set them: what was learnt is trusted less and less, by so much a second. */
const DRIFT_MS_A_S = 2

/** The server said `now` somewhere between our asking and our hearing (all in milliseconds). */
export function sampleOf(askedAt: number, heardAt: number, now: number): ClockSample {
  const doubtMs = Math.max(0, heardAt - askedAt) / 2
  return { offsetMs: now - (heardAt - doubtMs), doubtMs, takenAt: heardAt }
}

/** The one to believe: a new sample, unless it is much less certain than what we know. */
export function believed(known: ClockSample | undefined, fresh: ClockSample): ClockSample {
  if (!known) return fresh
  const age = Math.abs(fresh.takenAt - known.takenAt) / 1000
  const contradicts = Math.abs(fresh.offsetMs - known.offsetMs) > fresh.doubtMs + known.doubtMs + age * DRIFT_MS_A_S
  return contradicts || fresh.doubtMs <= known.doubtMs + age * DRIFT_MS_A_S ? fresh : known
}
