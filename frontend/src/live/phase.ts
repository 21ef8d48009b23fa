/** What the clock of a phase says at a moment of the server's. */
import type { Phase } from '../contract/live'

export type ClockState = 'open' | 'running' | 'paused' | 'over'

export interface Reading {
  readonly state: ClockState
  /** Milliseconds; below zero since the time is over; 0 without a limit. */
  readonly leftMs: number
  /** What is left of all the time given, 0 to 1. */
  readonly share: number
}

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
/** From here on seconds count; before, minutes are enough and calmer. */
const SECONDS_FROM_MS = 3 * MINUTE_MS
/** Times worth saying aloud: few, or nobody listens. */
const MARKS_MS = [5 * MINUTE_MS, MINUTE_MS, 0] as const
export type Mark = (typeof MARKS_MS)[number]

export function readingOf(phase: Phase, nowMs: number): Reading {
  const leftMs = phase.left_ms ?? (phase.ends_at === null ? undefined : phase.ends_at - nowMs)
  if (leftMs === undefined) return { state: 'open', leftMs: 0, share: 1 }
  const share = phase.length_ms > 0 ? Math.min(1, Math.max(0, leftMs / phase.length_ms)) : 0
  const state = leftMs <= 0 ? 'over' : phase.left_ms === null ? 'running' : 'paused'
  return { state, leftMs, share }
}

/** "7:05", "1:02:30": rounded up, so that 0:00 is the end and nothing else. */
export function exactly(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND_MS))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (figure: number): string => String(figure).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** "12 min" while there is time, then minutes and seconds. */
export const calmly = (leftMs: number): string =>
  leftMs > SECONDS_FROM_MS ? `${Math.ceil(leftMs / MINUTE_MS)}\u00a0min` : exactly(leftMs)

/** Whole minutes since the time is over. */
export const minutesOver = (leftMs: number): number => Math.max(0, Math.floor(-leftMs / MINUTE_MS))

/** The mark passed between two readings of the same clock, running; undefined of none. */
export function markPassed(before: Reading, after: Reading): Mark | undefined {
  if (before.state !== 'running' || (after.state !== 'running' && after.state !== 'over')) return undefined
  return MARKS_MS.findLast((mark) => before.leftMs > mark && after.leftMs <= mark)
}

/** Equal for phases whose clocks agree to the second. */
export const clockKey = ({ title, left_ms, ends_at }: Phase): string =>
  [title, left_ms === null, Math.round((ends_at ?? left_ms ?? 0) / SECOND_MS)].join()

export type PhaseNews = 'began' | 'ended' | 'paused' | 'resumed' | 'extended'

/** What the facilitator did between two words of the table; undefined of nothing. */
export function newsOf(before: Phase | null, after: Phase | null): PhaseNews | undefined {
  if (!after) return before ? 'ended' : undefined
  if (!before || before.began_at !== after.began_at || before.title !== after.title) return 'began'
  if (after.length_ms > before.length_ms) return 'extended'
  if ((before.left_ms === null) !== (after.left_ms === null)) return after.left_ms === null ? 'resumed' : 'paused'
  return undefined
}
