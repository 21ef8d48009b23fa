import { expect, test } from 'vitest'
import { Outbox } from './outbox'
import type { Operation } from './session'

test('operations go in order, in frames of 200 at most', () => {
  const outbox = new Outbox()
  outbox.add(operations(450))

  const sent = [outbox.next(), outbox.next(), outbox.next(), outbox.next()]

  expect(sent.map((frame) => frame.length)).toEqual([200, 200, 50, 0])
  expect(sent.flat().map(({ op }) => op)).toEqual(operations(450).map(({ op }) => op))
})

test('frames stay small, and no more is on the way than a slow line carries in a moment', () => {
  const outbox = new Outbox()
  outbox.add(operations(100, 5_000))

  const sent = Array.from({ length: 10 }, () => outbox.next()).filter((frame) => frame.length > 0)

  expect(sent.length).toBeLessThan(5)
  expect(sent.every((frame) => JSON.stringify(frame).length < 60_000)).toBe(true)
})

test('an operation larger than a frame goes alone', () => {
  const outbox = new Outbox()
  outbox.add(operations(2, 90_000))

  expect(outbox.next()).toHaveLength(1)
})

test('answers make room, and what was answered is not sent again after a cut', () => {
  const outbox = new Outbox()
  outbox.add(operations(3))
  outbox.next()
  outbox.answered('op-0')

  outbox.sendAgain()

  expect(outbox.next().map(({ op }) => op)).toEqual(['op-1', 'op-2'])
  outbox.answered('op-1')
  outbox.answered('op-2')
  expect(outbox.isAwaitingAnswers).toBe(false)
})

function operations(count: number, size = 0): Operation[] {
  const text = 'a'.repeat(size)
  return Array.from({ length: count }, (_, at) => ({ kind: 'edit', op: `op-${at}`, object: 'a', text }))
}
