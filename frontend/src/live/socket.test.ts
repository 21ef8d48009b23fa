import fc from 'fast-check'
import { expect, test } from 'vitest'
import { waitBefore } from './backoff'
import { socketAddress } from './socket'

test.each([
  ['/ws/tables/1/', 'http://localhost:8000/tables/1/', 'ws://localhost:8000/ws/tables/1/'],
  ['/ws/tables/1/', 'https://atelier.test/tables/1/', 'wss://atelier.test/ws/tables/1/'],
  ['wss://other.test/ws/', 'https://atelier.test/', 'wss://other.test/ws/'],
])('the socket at %s of a page at %s is %s', (url, base, expected) => {
  expect(socketAddress(url, base)).toBe(expected)
})

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

test('pauses grow from a quarter of a second or more to ten seconds at most', () => {
  fc.assert(
    fc.property(fc.nat({ max: 5_000 }), chance, (attempt, random) => {
      const wait = waitBefore(attempt, random)
      expect(wait).toBeGreaterThanOrEqual(250)
      expect(wait).toBeLessThanOrEqual(10_000)
      expect(waitBefore(attempt + 1, random)).toBeGreaterThanOrEqual(wait)
    }),
  )
})
