import fc from 'fast-check'
import { expect, test } from 'vitest'
import { position, stroke } from './arbitrary-ink'
import { cutStroke, isUntouched } from './cut-stroke'
import { distanceToPath } from './hit-test'
import { lengthOf } from './segment'
import { pixel, type Pixel } from './types'

const line = [pixel(0, 0), pixel(100, 0)]
const path = fc.array(position, { minLength: 1, maxLength: 8 })
const radius = fc.double({ min: 3, max: 40, noNaN: true })

test('a disc on a straight line cuts it exactly at its edge', () => {
  expect(cutStroke(line, [pixel(50, 0)], 10)).toEqual([
    { points: [pixel(0, 0), pixel(40, 0)] },
    { points: [pixel(60, 0), pixel(100, 0)] },
  ])
})

test('an eraser that passes beside cuts less than its width', () => {
  const [left, right] = cutStroke(line, [pixel(50, 6)], 10)

  expect(left!.points.at(-1)![0]).toBeCloseTo(42)
  expect(right!.points[0]![0]).toBeCloseTo(58)
})

test('an eraser too quick to touch the line with a sample cuts it between two of them', () => {
  const pieces = cutStroke(line, [pixel(50, -80), pixel(50, 80)], 10)

  expect(pieces.map((piece) => piece.points.map(([x]) => Math.round(x)))).toEqual([[0, 40], [60, 100]])
})

test('an eraser along the line takes what it follows', () => {
  const pieces = cutStroke(line, [pixel(30, 0), pixel(60, 0)], 10)

  expect(pieces.map((piece) => piece.points.map(([x]) => Math.round(x)))).toEqual([[0, 20], [70, 100]])
})

test('a stroke that is not touched comes back whole, one covered does not come back', () => {
  const far = cutStroke(line, [pixel(50, 10)], 10, [10, 200])

  expect(far).toEqual([{ points: line, pressures: [10, 200] }])
  expect(isUntouched(line, far)).toBe(true)
  expect(isUntouched(line, cutStroke(line, [pixel(0, 0)], 10))).toBe(false)
  expect(cutStroke(line, [pixel(0, 0), pixel(100, 0)], 10)).toEqual([])
  expect(cutStroke([pixel(5, 5)], [pixel(0, 0)], 10)).toEqual([])
  expect(cutStroke([pixel(50, 5)], [pixel(0, 0)], 10)).toEqual([{ points: [pixel(50, 5)] }])
  expect(cutStroke([], [pixel(0, 0)], 10)).toEqual([])
  expect(cutStroke(line, [], 10)).toEqual([{ points: line }])
})

test('pressures follow, those at the cut are what they were there', () => {
  const pieces = cutStroke([pixel(0, 0), pixel(50, 0), pixel(100, 0)], [pixel(75, 0)], 5, [0, 100, 200])

  expect(pieces).toEqual([
    { points: [pixel(0, 0), pixel(50, 0), pixel(70, 0)], pressures: [0, 100, 140] },
    { points: [pixel(80, 0), pixel(100, 0)], pressures: [160, 200] },
  ])
})

test('crumbs are swept away', () => {
  expect(cutStroke(line, [pixel(11, 0)], 10)).toEqual([{ points: [pixel(21, 0), pixel(100, 0)] }])
})

test('a cut that falls on a point does not say this point twice', () => {
  const pieces = cutStroke([pixel(0, 0), pixel(40, 0), pixel(100, 0)], [pixel(50, 0)], 10)

  expect(pieces[0]!.points).toEqual([pixel(0, 0), pixel(40, 0)])
})

test('no piece enters the eraser, whatever the stroke and the path', () => {
  fc.assert(
    fc.property(stroke, path, radius, (points, eraser, size) => {
      const pieces = cutStroke(points, eraser, size)
      if (isUntouched(points, pieces)) return
      for (const spot of pieces.flatMap((piece) => samples(piece.points))) {
        expect(distanceToPath(spot, eraser)).toBeGreaterThan(size - 0.1)
      }
    }),
  )
})

test('pieces hold all that is outside the eraser, save crumbs', () => {
  fc.assert(
    fc.property(stroke, path, radius, (points, eraser, size) => {
      const pieces = cutStroke(points, eraser, size)
      const outside = samples(points).filter((spot) => distanceToPath(spot, eraser) > size + 2)
      for (const spot of outside) {
        expect(Math.min(...pieces.map((piece) => distanceToPath(spot, piece.points)))).toBeLessThan(2)
      }
    }),
  )
})

test('cutting again with the same eraser changes nothing', () => {
  fc.assert(
    fc.property(stroke, path, radius, (points, eraser, size) => {
      for (const piece of cutStroke(points, eraser, size)) {
        expect(isUntouched(piece.points, cutStroke(piece.points, eraser, size))).toBe(true)
      }
    }),
  )
})

test('pieces are no longer than the stroke, keep its order, and carry a pressure for each point', () => {
  fc.assert(
    fc.property(stroke, path, radius, (points, eraser, size) => {
      const rising = points.map((_, at) => Math.round((255 * at) / (points.length - 1)))
      const pieces = cutStroke(points, eraser, size, rising)
      const pressures = pieces.flatMap((piece) => piece.pressures!)
      const total = pieces.reduce((sum, piece) => sum + lengthOf(piece.points), 0)
      expect(total).toBeLessThanOrEqual(lengthOf(points) + 1e-6)
      expect(pressures).toEqual(pressures.toSorted((one, other) => one - other))
      expect(pressures.length).toBe(pieces.reduce((sum, piece) => sum + piece.points.length, 0))
    }),
  )
})

function samples(points: readonly Pixel[]): Pixel[] {
  return points.slice(1).flatMap(([x, y], at) => {
    const [beforeX, beforeY] = points[at]!
    return [0, 0.25, 0.5, 0.75, 1].map((t) => pixel(beforeX + (x - beforeX) * t, beforeY + (y - beforeY) * t))
  })
}
