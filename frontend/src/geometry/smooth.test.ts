import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stroke } from './arbitrary-ink'
import { distanceToPath } from './hit-test'
import { distance } from './segment'
import { InkFilter, refine } from './smooth'
import { pixel, type Pixel } from './types'

const FRAME_MS = 1000 / 60

test('the tremor of a slow hand is calmed', () => {
  const raw = Array.from({ length: 120 }, (_, at) => pixel(at, at % 2 === 0 ? 1 : -1))

  const calm = filtered(raw)

  const tremor = calm.slice(10).map(([, y]) => Math.abs(y))
  expect(Math.max(...tremor)).toBeLessThan(0.6)
})

test('a quick hand is followed closely', () => {
  const raw = Array.from({ length: 60 }, (_, at) => pixel(at * 25, 0))

  const calm = filtered(raw)

  const lag = raw.slice(10).map((point, at) => distance(point, calm[at + 10]!))
  expect(Math.max(...lag)).toBeLessThan(10)
})

test('ink starts under the pen, and the filter knows where the hand stopped', () => {
  const filter = new InkFilter()

  expect(filter.push(pixel(3, 4), 1_000)).toEqual(pixel(3, 4))
  filter.push(pixel(9, 4), 1_016)

  expect(filter.hand).toEqual(pixel(9, 4))
})

test('samples at the same instant, or in the wrong order, break nothing', () => {
  const filter = new InkFilter()
  filter.push(pixel(0, 0), 1_000)

  const made = [filter.push(pixel(5, 5), 1_000), filter.push(pixel(9, 9), 900), filter.push(pixel(10, 10), 1_020)]

  expect(made.flat().every(Number.isFinite)).toBe(true)
})

test('a refined line goes through its points, from start to end, without a long straight step', () => {
  fc.assert(
    fc.property(stroke, (points) => {
      const refined = refine(points, 3)
      expect(refined[0]).toEqual(points[0])
      expect(distance(refined.at(-1)!, points.at(-1)!)).toBeLessThan(1e-6)
      expect(refined.flat().every(Number.isFinite)).toBe(true)
      for (const point of points) expect(distanceToPath(point, refined)).toBeLessThan(1e-5)
    }),
  )
})

test('a refined right angle is rounded, and stays near its corner', () => {
  const refined = refine([pixel(0, 0), pixel(50, 0), pixel(50, 50)], 2)

  expect(refined.length).toBeGreaterThan(40)
  for (const point of refined) expect(distanceToPath(point, [pixel(0, 0), pixel(50, 0), pixel(50, 50)])).toBeLessThan(8)
})

test('a point repeated by a resting hand is no obstacle', () => {
  expect(refine([pixel(0, 0), pixel(0, 0), pixel(9, 0), pixel(9, 0)], 3)).toEqual([pixel(0, 0), pixel(9, 0)])
})

function filtered(raw: readonly Pixel[]): Pixel[] {
  const filter = new InkFilter()
  return raw.map((point, at) => filter.push(point, at * FRAME_MS))
}
