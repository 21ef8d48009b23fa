import type { Entry } from '../../live/fold'
import type { Overlay } from '../../live/session'
import type { Moment } from './props'
import type { Words } from './words'

/** A place one jumps to: the state after `count` gestures. */
export interface Chapter {
  readonly count: number
  readonly at: number
  readonly words: string
}

const LONG_WAIT_MS = 15 * 60_000

/** What divides the day: the facilitator's acts, the first gesture on each sheet, and long waits. */
export function chaptersOf(entries: readonly Entry[], overlays: readonly Overlay[], moments: readonly Moment[], say: Words): Chapter[] {
  const found = [...acts(entries, moments), ...firsts(entries, overlays, say), ...waits(entries, say)]
  const byCount = new Map<number, Chapter>()
  for (const one of found.sort((a, b) => a.count - b.count)) {
    const before = byCount.get(one.count)
    byCount.set(one.count, before ? { ...before, words: `${before.words} · ${one.words}` } : one)
  }
  return [...byCount.values()]
}

/** The chapter one is in; undefined before the first. */
export const chapterAt = (chapters: readonly Chapter[], count: number): Chapter | undefined =>
  chapters.findLast((one) => one.count <= count)

function acts(entries: readonly Entry[], moments: readonly Moment[]): Chapter[] {
  return moments.map(({ at, words }) => {
    const next = entries.findIndex((entry) => entry.at >= at)
    return { count: next < 0 ? entries.length : next, at, words }
  })
}

function firsts(entries: readonly Entry[], overlays: readonly Overlay[], say: Words): Chapter[] {
  const left = new Map(overlays.map((overlay) => [overlay.id, overlay]))
  const found: Chapter[] = []
  entries.forEach(({ operation, at }, i) => {
    const overlay = operation.kind === 'draw' ? left.get(operation.overlay) : undefined
    if (!overlay) return
    left.delete(overlay.id)
    found.push({ count: i + 1, at, words: say.firstOn(overlay.name) })
  })
  return found
}

function waits(entries: readonly Entry[], say: Words): Chapter[] {
  let latest = entries[0]?.at ?? 0
  return entries.flatMap(({ at }, i) => {
    const wait = at - latest
    latest = Math.max(latest, at)
    return wait > LONG_WAIT_MS ? [{ count: i + 1, at, words: say.afterWait(Math.round(wait / 60_000)) }] : []
  })
}
