/** For property tests: strokes as hands make them, within a screen. */
import fc from 'fast-check'
import { pixel, type LonLat, type Pixel } from './types'

const coordinate = fc.double({ min: 0, max: 400, noNaN: true })

export const position: fc.Arbitrary<Pixel> = fc.tuple(coordinate, coordinate).map(([x, y]) => pixel(x, y))

export const stroke: fc.Arbitrary<Pixel[]> = fc.array(position, { minLength: 2, maxLength: 25 })

export const ground: fc.Arbitrary<LonLat> = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -85, max: 85, noNaN: true }),
)
