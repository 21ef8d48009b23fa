import { describe, expect, it } from 'vitest'
import { Budget } from './budget'

function after(took: number, frames: number): number {
  const budget = new Budget()
  budget.rest(0)
  for (let frame = 1; frame <= frames; frame++) budget.learn(frame * took)
  return budget.points
}

describe('Budget', () => {
  it('grows where frames are swift and shrinks where they drag', () => {
    expect(after(16, 4)).toBeGreaterThan(900_000)
    expect(after(90, 3)).toBeLessThan(20_000)
    expect(after(40, 5)).toBe(150_000)
  })

  it('never stops drawing, and learns at once from a frame of seconds', () => {
    expect(after(90, 50)).toBe(4000)
    expect(after(5000, 1)).toBe(4000)
  })
})
