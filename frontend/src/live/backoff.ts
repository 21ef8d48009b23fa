/** How long to wait before trying again: longer each time, and never all screens of a room together. */
const FIRST_MS = 500
const LONGEST_MS = 10_000

/** Milliseconds before attempt number `attempt` (0 after the first failure); `random` is in [0, 1). */
export function waitBefore(attempt: number, random: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10))
  return whole * (0.5 + random / 2)
}
