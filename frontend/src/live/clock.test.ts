import { describe, expect, it } from 'vitest'
import { believed, sampleOf } from './clock'

/** A phone `wrong` ms late, a network of `there` and `back` ms: what it learns of the server's clock. */
const learn = (wrong: number, there: number, back: number, at = 1_000_000) =>
  sampleOf(at - wrong, at - wrong + there + back, at + there)

describe('sampleOf', () => {
  it('finds the server’s clock however wrong ours is, within half the way there and back', () => {
    for (const wrong of [-3_600_000, 0, 7_200_000])
      for (const [there, back] of [[20, 20], [5, 300], [900, 10]] as const) {
        const { offsetMs, doubtMs } = learn(wrong, there, back)
        expect(Math.abs(offsetMs - wrong)).toBeLessThanOrEqual(doubtMs)
      }
  })
})

describe('believed', () => {
  const good = learn(60_000, 10, 10)

  it('keeps a precise answer rather than a vague one that agrees', () => {
    expect(believed(good, learn(60_000, 10, 900, 1_001_000))).toBe(good)
  })

  it('takes an answer as precise, and any precise enough once the first is old', () => {
    const again = learn(60_000, 8, 8, 1_005_000)
    const later = learn(60_000, 200, 200, 1_600_000)
    expect(believed(good, again)).toBe(again)
    expect(believed(good, later)).toBe(later)
  })

  it('takes an answer that contradicts it: the phone was set right meanwhile', () => {
    const corrected = learn(0, 300, 300, 1_030_000)
    expect(believed(good, corrected)).toBe(corrected)
  })
})
