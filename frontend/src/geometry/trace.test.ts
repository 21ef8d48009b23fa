import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ground } from './arbitrary-ink'
import { decodeTrace, encodeTrace, joinTraces, lastPosition, splitTrace } from './trace'
import { lonLat } from './types'

const trace = fc.array(ground, { maxLength: 40 }).map(encodeTrace)

test('a trace holds 1e-7 degrees, then differences', () => {
  expect(encodeTrace([lonLat(1.0812345, 49.9298765), lonLat(1.0812346, 49.9298764), lonLat(1, 49)])).toEqual([
    10_812_345, 499_298_765, 1, -1, -812_346, -9_298_764,
  ])
})

test('decoding then encoding gives the same trace, to the integer', () => {
  fc.assert(fc.property(trace, (one) => void expect(encodeTrace(decodeTrace(one))).toEqual(one)))
})

test('encoding moves no position by more than half a unit', () => {
  fc.assert(
    fc.property(fc.array(ground), (points) => {
      decodeTrace(encodeTrace(points)).forEach(([lon, lat], at) => {
        expect(Math.abs(lon - points[at]![0])).toBeLessThan(0.51e-7)
        expect(Math.abs(lat - points[at]![1])).toBeLessThan(0.51e-7)
      })
    }),
  )
})

test('a trace survives JSON', () => {
  const nearZero = encodeTrace([lonLat(-1e-9, -1e-9), lonLat(0, 0)])

  expect(JSON.parse(JSON.stringify(nearZero))).toEqual(nearZero)
})

test('joined traces are one line; a shared position is said once', () => {
  const [a, b, c] = [lonLat(1, 49), lonLat(1.5, 49.5), lonLat(2, 50)]

  expect(joinTraces(encodeTrace([a, b]), encodeTrace([b, c]))).toEqual(encodeTrace([a, b, c]))
  expect(joinTraces(encodeTrace([a]), encodeTrace([b, c]))).toEqual(encodeTrace([a, b, c]))
  expect(joinTraces([], encodeTrace([b, c]))).toEqual(encodeTrace([b, c]))
})

test('a trace split then joined is the same, and each part is short enough', () => {
  fc.assert(
    fc.property(trace, fc.integer({ min: 4, max: 20 }), (one, most) => {
      const parts = splitTrace(one, most)
      expect(parts.every((part) => part.length <= most)).toBe(true)
      expect(decodeTrace(parts.reduce(joinTraces)).at(-1)).toEqual(decodeTrace(one).at(-1))
      expect(lastPosition(parts.at(-1)!)).toEqual(lastPosition(one))
    }),
  )
})
