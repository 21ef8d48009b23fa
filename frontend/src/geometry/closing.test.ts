import { expect, test } from 'vitest'
import { areaOfRing, closesItself, ringOf } from './closing'
import { pixel, type Pixel } from './types'

test('a circle whose ends nearly meet is an area', () => {
  expect(closesItself(arc(0, 355), 12)).toBe(true)
})

test.each([
  ['an open arc', arc(0, 270)],
  ['a tap', [pixel(5, 5), pixel(6, 5), pixel(6, 6), pixel(5, 6), pixel(5, 5)]],
  ['a straight line', [pixel(0, 0), pixel(50, 0), pixel(100, 0), pixel(150, 0)]],
  ['a line with a curl at its end', [...line(0, 400), ...arc(0, 350, 15, pixel(415, 0))]],
  ['nothing', []],
])('%s is no area', (_, points) => {
  expect(closesItself(points, 12)).toBe(false)
})

test('ends that cross close the area, and what sticks out falls', () => {
  const points = [pixel(-40, 0), ...line(0, 100), pixel(100, 100), pixel(0, 100), pixel(0, -40)]

  const ring = ringOf(points, 12)

  expect(closesItself(points, 12)).toBe(true)
  expect(Math.abs(areaOfRing(ring))).toBeCloseTo(100 * 100)
  expect(ring.filter(([x, y]) => x < -1e-9 || y < -1e-9)).toEqual([])
})

test('a ring does not repeat its beginning', () => {
  const square = [pixel(0, 0), pixel(100, 0), pixel(100, 100), pixel(0, 100), pixel(1, 1), pixel(0, 0)]

  expect(ringOf(square, 12)).toEqual(square.slice(0, 4))
})

test('the area of a ring has the sign of its turn', () => {
  const square = [pixel(0, 0), pixel(10, 0), pixel(10, 10), pixel(0, 10)]

  expect(areaOfRing(square)).toBe(100)
  expect(areaOfRing(square.toReversed())).toBe(-100)
  expect(areaOfRing([])).toBe(0)
})

function arc(fromDegrees: number, toDegrees: number, radius = 100, center: Pixel = pixel(0, 0)): Pixel[] {
  return Array.from({ length: 40 }, (_, at) => {
    const angle = ((fromDegrees + ((toDegrees - fromDegrees) * at) / 39) * Math.PI) / 180
    return pixel(center[0] - radius * Math.cos(angle), center[1] - radius * Math.sin(angle))
  })
}

function line(from: number, to: number): Pixel[] {
  return Array.from({ length: 20 }, (_, at) => pixel(from + ((to - from) * at) / 19, 0))
}
