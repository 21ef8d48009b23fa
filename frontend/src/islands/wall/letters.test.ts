import { describe, expect, it } from 'vitest'
import { colorOf, letterOf } from './letters'

const luminance = (color: string): number => {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

describe('letterOf', () => {
  it('goes on after Z', () => {
    expect([0, 1, 25, 26, 27, 52].map(letterOf)).toEqual(['A', 'B', 'Z', 'AA', 'AB', 'BA'])
  })
})

describe('colorOf', () => {
  it('carries white letters with a contrast of 7 and more', () => {
    for (let index = 0; index < 8; index++)
      expect((luminance('#fffdf7') + 0.05) / (luminance(colorOf(index)) + 0.05)).toBeGreaterThanOrEqual(7)
  })

  it('differs for the first eight tables', () => {
    expect(new Set([0, 1, 2, 3, 4, 5, 6, 7].map(colorOf)).size).toBe(8)
  })
})
