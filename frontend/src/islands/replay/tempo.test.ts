import { describe, expect, it } from 'vitest'
import { Tempo } from './tempo'

const HOURS = [1000, 1500, 1400, 61_500, 62_000]

describe('Tempo', () => {
  it('keeps the time that passed between gestures, and never goes back', () => {
    const tempo = new Tempo(HOURS, false)
    expect([1, 2, 3, 4, 5].map((count) => tempo.whenOf(count))).toEqual([0, 500, 500, 60_500, 61_000])
  })

  it('shortens the waits where one asks for it', () => {
    expect(new Tempo(HOURS, true).lasts).toBe(500 + 4000 + 500)
  })

  it('knows how many gestures are there at any time', () => {
    const tempo = new Tempo(HOURS, true)
    expect([-1, 0, 499, 500, 4500, 9000].map((when) => tempo.countAt(when))).toEqual([0, 1, 1, 3, 4, 5])
  })

  it('stays put on an empty journal', () => {
    const tempo = new Tempo([], true)
    expect([tempo.lasts, tempo.countAt(5), tempo.whenOf(3), tempo.fairSpeed]).toEqual([0, 0, 0, 1])
  })

  it('proposes a speed at which one sees it all in about a minute', () => {
    expect(new Tempo([0, 3_600_000], false).fairSpeed).toBe(60)
  })
})
