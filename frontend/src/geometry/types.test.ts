import { expectTypeOf, test } from 'vitest'
import { lonLat, pixel, type LonLat, type Pixel } from './types'

test('a position on the ground is not taken for one on the screen', () => {
  expectTypeOf(lonLat(1.08, 49.92)).not.toExtend<Pixel>()
  expectTypeOf(pixel(10, 20)).not.toExtend<LonLat>()
  expectTypeOf<[number, number]>().toExtend<Pixel>()
  // @ts-expect-error longitude and latitude are no pixels
  const wrong: Pixel = lonLat(1.08, 49.92)
  void wrong
})
