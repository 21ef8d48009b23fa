import fc from 'fast-check'
import { expect, test } from 'vitest'
import { position, stroke } from './arbitrary-ink'
import { areaOfRing } from './closing'
import { distanceToPath, isInside, nearestTarget, type Target } from './hit-test'
import { caughtBy } from './lasso'
import { pixel } from './types'

const square = [pixel(0, 0), pixel(100, 0), pixel(100, 100), pixel(0, 100)]
const area: Target = { id: 'area', shape: 'area', points: square, reach: 1 }
const river: Target = { id: 'river', shape: 'stroke', points: [pixel(0, 50), pixel(100, 50)], reach: 2 }
const mark: Target = { id: 'mark', shape: 'mark', points: [pixel(50, 20)], reach: 8 }

test('the distance to a path is that to its nearest segment', () => {
  expect(distanceToPath(pixel(5, 7), [pixel(0, 0), pixel(10, 0)])).toBe(7)
  expect(distanceToPath(pixel(-3, 4), [pixel(0, 0), pixel(10, 0)])).toBe(5)
  expect(distanceToPath(pixel(3, 4), [pixel(0, 0)])).toBe(5)
  expect(distanceToPath(pixel(3, 4), [])).toBe(Infinity)
})

test('no point of a path is nearer than its distance', () => {
  fc.assert(
    fc.property(position, stroke, (point, path) => {
      const nearest = Math.min(...path.map(([x, y]) => Math.hypot(x - point[0], y - point[1])))
      expect(distanceToPath(point, path)).toBeLessThanOrEqual(nearest + 1e-9)
    }),
  )
})

test('inside is inside, whether the ring repeats its first position or not', () => {
  expect(isInside(pixel(50, 50), square)).toBe(true)
  expect(isInside(pixel(50, 50), [...square, square[0]!])).toBe(true)
  expect(isInside(pixel(150, 50), square)).toBe(false)
  expect(isInside(pixel(50, 50), [])).toBe(false)
})

test('the middle of a triangle that has an area is inside', () => {
  fc.assert(
    fc.property(position, position, position, (a, b, c) => {
      fc.pre(Math.abs(areaOfRing([a, b, c])) > 1)
      expect(isInside(pixel((a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3), [a, b, c])).toBe(true)
    }),
  )
})

test('ink within reach comes before the area it lies on, and the area before nothing', () => {
  const targets = [river, mark, area]

  expect(nearestTarget(pixel(40, 54), targets, 6)?.id).toBe('river')
  expect(nearestTarget(pixel(55, 22), targets, 6)?.id).toBe('mark')
  expect(nearestTarget(pixel(70, 80), targets, 6)?.id).toBe('area')
  expect(nearestTarget(pixel(-4, 80), targets, 6)?.id).toBe('area')
  expect(nearestTarget(pixel(-20, 80), targets, 6)).toBeUndefined()
})

test('of two at the same place the upper one, drawn last, is pointed at', () => {
  expect(nearestTarget(pixel(50, 20), [mark, { ...mark, id: 'above' }], 6)?.id).toBe('above')
})

test('a lasso takes what lies mostly inside', () => {
  const lasso = [pixel(30, 0), pixel(120, 0), pixel(120, 60), pixel(30, 60)]
  const points = [0, 20, 40, 60, 80, 100, 110].map((x) => pixel(x, 30))
  const road: Target = { id: 'road', shape: 'stroke', points, reach: 2 }

  expect(caughtBy(lasso, [area, river, mark, road]).map(({ id }) => id)).toEqual(['mark', 'road'])
})
