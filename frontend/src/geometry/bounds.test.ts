import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stroke } from './arbitrary-ink'
import { boundsOf, diagonalOf, grown, overlap } from './bounds'
import { pixel } from './types'

test('a box holds its points, and grows on all sides', () => {
  const box = boundsOf([pixel(3, 9), pixel(7, 2)])

  expect(box).toEqual({ left: 3, top: 2, right: 7, bottom: 9 })
  expect(grown(box, 2)).toEqual({ left: 1, top: 0, right: 9, bottom: 11 })
  expect(diagonalOf(boundsOf([pixel(0, 0), pixel(3, 4)]))).toBe(5)
})

test('the box of nothing overlaps nothing and has no size', () => {
  expect(overlap(boundsOf([]), boundsOf([pixel(0, 0)]))).toBe(false)
  expect(diagonalOf(boundsOf([]))).toBe(0)
})

test('strokes that share a point have boxes that overlap', () => {
  fc.assert(fc.property(stroke, stroke, (one, other) => overlap(boundsOf(one), boundsOf([...other, one[0]!]))))
})
