import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stroke } from './arbitrary-ink'
import { distanceToPath } from './hit-test'
import { simplify } from './simplify'
import { pixel } from './types'

const tolerance = fc.double({ min: 0.1, max: 30, noNaN: true })

test('points on a straight line fall, corners stay', () => {
  const points = [pixel(0, 0), pixel(5, 0.2), pixel(10, 0), pixel(10, 5), pixel(10, 10)]

  expect(simplify(points, 0.5)).toEqual([0, 2, 4])
})

test('short or repeated strokes come through', () => {
  expect(simplify([], 1)).toEqual([])
  expect(simplify([pixel(1, 1)], 1)).toEqual([0])
  expect(simplify([pixel(1, 1), pixel(1, 1)], 1)).toEqual([0, 1])
})

test('a loop whose ends meet keeps its shape', () => {
  expect(simplify([pixel(0, 0), pixel(10, 0), pixel(10, 10), pixel(0, 10), pixel(0, 0)], 1)).toEqual([0, 1, 2, 3, 4])
})

test('every point is within tolerance of the line that stays, which keeps both ends', () => {
  fc.assert(
    fc.property(stroke, tolerance, (points, most) => {
      const kept = simplify(points, most)
      const line = kept.map((index) => points[index]!)
      expect([kept[0], kept.at(-1)]).toEqual([0, points.length - 1])
      for (const point of points) expect(distanceToPath(point, line)).toBeLessThanOrEqual(most + 1e-9)
    }),
  )
})

test('simplifying twice is simplifying once', () => {
  fc.assert(
    fc.property(stroke, tolerance, (points, most) => {
      const once = simplify(points, most).map((index) => points[index]!)
      expect(simplify(once, most)).toEqual(once.map((_, index) => index))
    }),
  )
})

test('a very long stroke does not exhaust the stack', () => {
  const spiral = Array.from({ length: 20_000 }, (_, at) => pixel(at * Math.cos(at / 50), at * Math.sin(at / 50)))

  expect(simplify(spiral, 1).length).toBeGreaterThan(500)
})
