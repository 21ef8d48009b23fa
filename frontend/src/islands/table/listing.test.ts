import { describe, expect, it } from 'vitest'
import type { Thing } from '../../live/session'
import { listed, NO_FILTER } from './listing'

const thing = (id: string, over: Partial<Thing> = {}): Thing => ({
  id, shape: 'note', overlay: 1, pencil: 'word', trace: [], seat: 1, at: 0, seq: 1, touched_by: 1, ...over,
})
const things = [
  thing('a', { at: 1, text: 'L’École du Pollet' }),
  thing('b', { at: 3, overlay: 2 }),
  thing('c', { at: 2, seat: 2, pencil: 'block' }),
  thing('d', { at: 4, erased: 12, erased_at: 5 }),
  thing('e', { at: 0, erased: 13, erased_at: 6 }),
]
const ids = (filter: Partial<typeof NO_FILTER>): string[] =>
  listed(things, { ...NO_FILTER, ...filter }, ({ pencil }) => (pencil === 'block' ? 'Blocage' : 'Note')).map(({ id }) => id)

describe('listed', () => {
  it('gives what is visible, the newest first', () => expect(ids({})).toEqual(['b', 'c', 'a']))
  it('gives what was erased on demand, the last erased first', () => expect(ids({ isErased: true })).toEqual(['e', 'd']))
  it('filters by overlay, pencil and person', () => {
    expect([ids({ overlay: 2 }), ids({ pencil: 'block' }), ids({ seat: 2 })]).toEqual([['b'], ['c'], ['c']])
  })
  it('finds words without their accents, in the text or in the sentence', () => {
    expect([ids({ words: 'ecole' }), ids({ words: ' BLOCAGE' })]).toEqual([['a'], ['c']])
  })
})
