/** Where things end up when one of them is dragged: pure, so that it is tested without a mouse. */

/** `keys` with `moved` taken out and put before `before`, or last when `before` is undefined. */
export function reordered(keys: readonly string[], moved: string, before: string | undefined): string[] {
  if (moved === before) return [...keys]
  const rest = keys.filter((key) => key !== moved)
  const at = before === undefined ? -1 : rest.indexOf(before)
  return at < 0 ? [...rest, moved] : [...rest.slice(0, at), moved, ...rest.slice(at)]
}

export interface Clock {
  readonly minutes: number
  readonly isOver: boolean
}

/** Whole minutes left of a sequence begun at `beganMs` for `minutes`, or, once over, minutes spent beyond. */
export function clockAt(beganMs: number, minutes: number, nowMs: number): Clock {
  const left = beganMs + minutes * 60_000 - nowMs
  return left >= 0 ? { minutes: Math.ceil(left / 60_000), isOver: false } : { minutes: Math.floor(-left / 60_000), isOver: true }
}
