import { describe, expect, it } from 'vitest'
import { unfolded } from './declutter'

const size = { width: 150, height: 50 }

describe('unfolded', () => {
  it('keeps slips apart and folds those that would hide an earlier one', () => {
    const slips = [
      { id: 'a', x: 100, y: 100 },
      { id: 'b', x: 180, y: 120 },
      { id: 'c', x: 100, y: 160 },
      { id: 'd', x: 260, y: 100 },
    ]
    expect(unfolded(slips, size).map(({ id }) => id)).toEqual(['a', 'c', 'd'])
  })

  it('never leaves two overlapping, whatever the crowd', () => {
    const crowd = Array.from({ length: 400 }, (_, i) => ({ id: `${i}`, x: (i * 37) % 900, y: (i * 53) % 700 }))
    const kept = unfolded(crowd, size, 1000)
    for (const one of kept)
      for (const two of kept)
        if (one !== two) expect(Math.abs(one.x - two.x) < 150 && Math.abs(one.y - two.y) < 50).toBe(false)
  })
})
