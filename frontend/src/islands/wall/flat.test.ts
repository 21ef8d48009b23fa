import { expect, it } from 'vitest'
import { encodeTrace } from '../../geometry/trace'
import type { Thing } from '../../live/session'
import { FlatTable } from './flat'

const thing = (id: string, rest: Partial<Thing> = {}): Thing => ({
  id,
  shape: 'stroke',
  overlay: 5,
  pencil: 'p',
  trace: encodeTrace([[1, 49], [1.2, 49.1]]),
  seat: 1,
  at: 1,
  seq: 1,
  touched_by: 1,
  ...rest,
})

it('lays every overlay on one sheet and keeps the box of what stands', () => {
  const table = new FlatTable()
  const all = new Map([thing('a'), thing('b', { overlay: 9, trace: [] }), thing('c', { erased: 4 })].map((one) => [one.id, one]))

  const flat = table.take(all, all, true)

  expect([...flat.values()].map((one) => one?.overlay)).toEqual([0, 0, 0])
  expect([...table.boxes]).toEqual([['a', [1, 49, 1.2, 49.1]]])
})

it('follows changes one by one and starts anew on a reset', () => {
  const table = new FlatTable()
  const all = new Map([['a', thing('a')]])
  table.take(all, all, true)

  expect(table.take(new Map([['a', undefined]]), new Map(), false)).toEqual(new Map([['a', undefined]]))
  expect(table.boxes.size + table.things.size).toBe(0)
  table.take(new Map(), all, true)
  expect(table.things.size).toBe(1)
})
