import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ClientFrame, Ink } from '../contract/live'
import { Ephemera } from './ephemera'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a hand that moves a thousand times a second is told at most twenty times', () => {
  const { said, ephemera } = listening()

  for (let ms = 0; ms < 1_000; ms++) {
    ephemera.showCursor({ lon: 1 + ms / 1e4, lat: 49.9 })
    vi.advanceTimersByTime(1)
  }
  vi.advanceTimersByTime(100)

  expect(said.length).toBeGreaterThan(15)
  expect(said.length).toBeLessThanOrEqual(21)
  expect(said.at(-1)).toEqual({ cursor: { lon: 1.0999, lat: 49.9 } })
})

test('ink gathered between two frames is one trace, nothing missing and nothing twice', () => {
  const { said, ephemera } = listening()
  ephemera.showInk(ink([100, 200, 1, 1]))
  ephemera.showInk(ink([101, 201, 2, 2]))
  ephemera.showInk(ink([110, 210]))
  ephemera.showCursor(false)

  vi.advanceTimersByTime(50)

  expect(said).toEqual([{ ink: ink([100, 200, 1, 1, 2, 2, 7, 7]), cursor: false }])
})

test('a trace longer than a frame takes is told in several that follow one another', () => {
  const { said, ephemera } = listening()
  ephemera.showInk(ink(Array.from({ length: 4_500 }, () => 1)))

  vi.advanceTimersByTime(50)

  expect(said.map((frame) => frame.ink?.trace.length)).toEqual([2_000, 2_000, 504])
  expect(said[1]?.ink?.trace.slice(0, 4)).toEqual([1_000, 1_000, 1, 1])
})

test('on a slow or broken line ink and pointers are dropped, not kept for later', () => {
  const { said, ephemera, line } = listening()
  line.isClear = false
  ephemera.showInk(ink([100, 200]))
  vi.advanceTimersByTime(50)
  line.isClear = true

  vi.advanceTimersByTime(1_000)

  expect(said).toEqual([])
})

test('ink of an object already drawn is not told any more', () => {
  const { said, ephemera } = listening()
  ephemera.showInk(ink([100, 200]))

  ephemera.forget('a')
  vi.advanceTimersByTime(50)

  expect(said).toEqual([])
})

function listening() {
  const said: ClientFrame[] = []
  const line = { isClear: true }
  return { said, line, ephemera: new Ephemera((frame) => void said.push(frame), () => line.isClear) }
}

function ink(trace: number[]): Ink {
  return { object: 'a', shape: 'stroke', overlay: 1, pencil: 'water', trace }
}
