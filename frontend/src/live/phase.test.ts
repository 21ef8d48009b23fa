import { describe, expect, it } from 'vitest'
import type { Phase } from '../contract/live'
import { calmly, exactly, markPassed, minutesOver, newsOf, readingOf } from './phase'

const MINUTE = 60_000
const phase = (more: Partial<Phase> = {}): Phase => ({
  title: 'Blocages',
  overlay: 1,
  began_at: 0,
  length_ms: 20 * MINUTE,
  ends_at: 20 * MINUTE,
  left_ms: null,
  ...more,
})

describe('readingOf', () => {
  it('counts down to the end and past it, without cutting', () => {
    expect(readingOf(phase(), 5 * MINUTE)).toEqual({ state: 'running', leftMs: 15 * MINUTE, share: 0.75 })
    expect(readingOf(phase(), 22 * MINUTE)).toEqual({ state: 'over', leftMs: -2 * MINUTE, share: 0 })
  })

  it('stands still when paused, whatever the hour', () => {
    const paused = phase({ ends_at: null, left_ms: 8 * MINUTE })
    expect(readingOf(paused, 0)).toEqual(readingOf(paused, 99 * MINUTE))
    expect(readingOf(paused, 0).state).toBe('paused')
  })

  it('has nothing to count without a limit', () => {
    expect(readingOf(phase({ ends_at: null, length_ms: 0 }), 99).state).toBe('open')
  })
})

describe('words of the time left', () => {
  it('are minutes, then seconds, and never 0:00 before the end', () => {
    expect([calmly(11.2 * MINUTE), calmly(3 * MINUTE), calmly(61_500), calmly(400), exactly(0)]).toEqual([
      '12\u00a0min', '3:00', '1:02', '0:01', '0:00',
    ])
    expect(exactly(62.5 * MINUTE)).toBe('1:02:30')
  })

  it('count whole minutes past the end', () => {
    expect([minutesOver(-59_000), minutesOver(-125_000), minutesOver(10)]).toEqual([0, 2, 0])
  })
})

describe('markPassed', () => {
  const at = (leftMin: number) => readingOf(phase(), (20 - leftMin) * MINUTE)

  it('says five minutes, one minute and the end, once each', () => {
    expect([markPassed(at(5.01), at(5)), markPassed(at(1.01), at(0.99)), markPassed(at(0.01), at(-0.01))]).toEqual([
      5 * MINUTE, MINUTE, 0,
    ])
    expect([markPassed(at(5), at(4.99)), markPassed(at(-1), at(-2)), markPassed(at(9), at(8))]).toEqual([
      undefined, undefined, undefined,
    ])
  })

  it('says the last one only, after a sleep', () => {
    expect(markPassed(at(9), at(-3))).toBe(0)
  })
})

describe('newsOf', () => {
  it('tells what the facilitator did', () => {
    const paused = phase({ ends_at: null, left_ms: 3 })
    expect([
      newsOf(null, phase()),
      newsOf(phase(), null),
      newsOf(phase(), paused),
      newsOf(paused, phase()),
      newsOf(phase(), phase({ length_ms: 21 * MINUTE, ends_at: 21 * MINUTE })),
      newsOf(phase(), phase({ title: 'Intentions', began_at: 9 })),
      newsOf(phase(), phase()),
      newsOf(null, null),
    ]).toEqual(['began', 'ended', 'paused', 'resumed', 'extended', 'began', undefined, undefined])
  })
})
