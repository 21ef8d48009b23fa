import { afterEach, expect, test, vi } from 'vitest'
import { uuid7 } from './uuid7'

afterEach(() => vi.useRealTimers())

test('an identifier is a UUID of version 7 that tells its time', () => {
  vi.useFakeTimers({ now: Date.parse('2040-01-02T03:04:05.678Z') })

  const id = uuid7()

  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.now())
})

test('identifiers are all different and grow, many in a millisecond and with a clock that steps back', () => {
  vi.useFakeTimers({ now: Date.parse('2041-01-01') })
  const early = Array.from({ length: 10_000 }, uuid7)
  vi.setSystemTime(Date.parse('2040-06-01'))
  const late = Array.from({ length: 100 }, uuid7)

  const made = [...early, ...late]

  expect(new Set(made).size).toBe(made.length)
  expect(made).toEqual(made.toSorted())
})
