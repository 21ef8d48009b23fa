import { expect, test } from 'vitest'
import type { Thing } from '../contract/live'
import { applyEntry, UnknownObject, whole, type Entry } from './fold'
import type { Operation } from './session'

interface Case {
  name: string
  entries: Entry[]
  things: Thing[]
}

/** Made by Python's fold, which is the rule. */
const files = import.meta.glob<string>('../../../tests/fixtures/journal_cases.json', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const cases = Object.values(files).flatMap((text) => JSON.parse(text) as Case[])

test('tests/fixtures/journal_cases.json holds the cases that Python folded', () => {
  expect(cases.length).toBeGreaterThan(0)
})

test.each(cases)('the fold is the same as in Python: $name', ({ entries, things }) => {
  const folded = new Map<string, Thing>()

  for (const entry of entries) applyEntry(folded, entry)

  expect([...folded.values()]).toEqual(things.map(whole))
})

test('a touched thing is a new object, so that what was handed out never changes', () => {
  const things = new Map<string, Thing>()
  applyEntry(things, drawing(1))
  const before = things.get('a')
  const copy = structuredClone(before)

  applyEntry(things, { seq: 2, seat: 8, at: 20, operation: { kind: 'edit', op: '2', object: 'a', text: 'moulin' } })

  expect(before).toEqual(copy)
  expect(things.get('a')).toEqual({ ...copy, text: 'moulin', seq: 2, touched_by: 8 })
})

test('pressures fall when a trace of another length comes, and stay when it has the same length', () => {
  const things = new Map<string, Thing>()
  applyEntry(things, drawing(1))

  applyEntry(things, { seq: 2, seat: 7, at: 20, operation: redrawing('2', [1, 1, 1, 1]) })
  const moved = things.get('a')
  applyEntry(things, { seq: 3, seat: 7, at: 30, operation: redrawing('3', [1, 1]) })

  expect(moved?.pressures).toEqual([90, 120])
  expect(things.get('a')?.pressures).toBeNull()
})

test('a journal that names an object it never drew is told as such', () => {
  const erase: Entry = { seq: 1, seat: 7, at: 10, operation: { kind: 'erase', op: '1', object: 'a' } }

  expect(() => applyEntry(new Map(), erase)).toThrow(UnknownObject)
})

function drawing(seq: number): Entry {
  const look = { shape: 'stroke', overlay: 1, pencil: 'water' } as const
  const trace = [10_800_000, 499_200_000, 5, 5]
  const operation: Operation = { kind: 'draw', op: `${seq}`, object: 'a', ...look, trace, pressures: [90, 120] }
  return { seq, seat: 7, at: 10, operation }
}

function redrawing(op: string, trace: number[]): Operation {
  return { kind: 'edit', op, object: 'a', trace }
}
