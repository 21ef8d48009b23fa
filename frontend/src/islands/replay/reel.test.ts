import fc from 'fast-check'
import { expect, it } from 'vitest'
import { gesture } from '../../live/arbitrary-operations'
import { applyEntry, type Entry } from '../../live/fold'
import type { Thing } from '../../live/session'
import { SimulatedTable } from '../../live/simulated-table'
import { Reel } from './reel'

const journal = fc.array(gesture, { maxLength: 40 }).map((gestures): Entry[] => {
  const table = new SimulatedTable()
  gestures.forEach((one, at) => table.enter(7, one(`op-${at}`)))
  return table.entries.map((entry, at) => ({ ...entry, seq: at + 1 }))
})

function folded(entries: readonly Entry[]): Map<string, Thing> {
  const things = new Map<string, Thing>()
  for (const entry of entries) applyEntry(things, entry)
  return things
}

it('is at any place the fold of what comes before, wherever one came from, and tells every change', () => {
  fc.assert(
    fc.property(journal, fc.array(fc.nat(45), { maxLength: 12 }), (entries, places) => {
      const reel = new Reel()
      reel.add(entries)
      const told = new Map<string, Thing>()
      for (const place of places) {
        for (const [id, thing] of reel.goTo(place)) thing ? told.set(id, thing) : told.delete(id)
        const expected = folded(entries.slice(0, place))
        expect(reel.things).toEqual(expected)
        expect(told).toEqual(expected)
      }
    }),
  )
})

it('plays what has come, and goes on when more of the journal arrives', () => {
  const reel = new Reel()
  const [first, second] = [entry(1, 'a'), entry(2, 'b')]
  reel.add([first])

  const before = reel.goTo(5).size
  reel.add([second])

  expect([before, reel.count, [...reel.goTo(5).keys()]]).toEqual([1, 1, ['b']])
})

function entry(seq: number, object: string): Entry {
  const operation = { kind: 'draw', op: object, object, shape: 'mark', overlay: 1, pencil: 'water', trace: [1, 2] } as const
  return { seq, seat: 7, at: seq, operation: { ...operation, trace: [...operation.trace] } }
}

it('knows when a thing was born, and that it never was', () => {
  fc.assert(
    fc.property(journal, (entries) => {
      const reel = new Reel()
      reel.add(entries)
      expect(reel.birthOf('nobody')).toBe(0)
      reel.goTo(entries.length)
      for (const id of reel.things.keys()) {
        const [there, before] = [new Reel(), new Reel()]
        there.add(entries)
        there.goTo(reel.birthOf(id))
        expect(there.things.has(id)).toBe(true)
        before.add(entries)
        before.goTo(reel.birthOf(id) - 1)
        expect(before.things.has(id)).toBe(false)
      }
    }),
  )
})
