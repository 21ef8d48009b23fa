import fc from 'fast-check'
import { expect, it } from 'vitest'
import { boundsOf, HANDLES, LEAST_KM, pulled, rectangleOf, stepped } from './rectangle'

const ARQUES = { lon: 1.0985, lat: 49.9035, width_km: 7.5, depth_km: 6.5 }

it('a rectangle and its bounds say the same place', () => {
  expect(rectangleOf(boundsOf(ARQUES))).toEqual(ARQUES)
})

it('a handle moves its own sides and no other; the body moves them all', () => {
  const [west, south, east, north] = boundsOf(ARQUES)
  expect(pulled([west, south, east, north], 'ne', [0.01, 0.02])).toEqual([west, south, east + 0.01, north + 0.02])
  expect(pulled([west, south, east, north], 'body', [0.01, 0.02])).toEqual([west + 0.01, south + 0.02, east + 0.01, north + 0.02])
})

it('a rectangle pulled anywhere never turns inside out', () => {
  const move = fc.double({ min: -3, max: 3, noNaN: true })
  fc.assert(
    fc.property(fc.constantFrom(...HANDLES), move, move, (handle, dx, dy) => {
      const made = rectangleOf(pulled(boundsOf(ARQUES), handle, [dx, dy]))
      expect(Math.min(made.width_km, made.depth_km)).toBeGreaterThanOrEqual(LEAST_KM)
    }),
  )
})

it('arrows move by a tenth, and resize with Shift', () => {
  expect(stepped(ARQUES, 'ArrowRight', true)?.width_km).toBe(8.25)
  expect(stepped(ARQUES, 'ArrowUp', false)?.lat).toBeCloseTo(49.9035 + 0.65 / 111.32, 4)
  expect(stepped(ARQUES, 'Tab', false)).toBeUndefined()
})
