import { describe, expect, it } from 'vitest'
import type { Thing } from '../../live/session'
import { ideasOf, newest, speakerOf } from './feed'

const thing = (id: string, at: number, rest: Partial<Thing> = {}): Thing => ({
  id,
  shape: 'note',
  overlay: 1,
  pencil: 'lead',
  trace: [],
  text: `idée ${id}`,
  seat: 7,
  at,
  seq: at,
  touched_by: 7,
  ...rest,
})

describe('ideasOf', () => {
  it('keeps words of any shape, the newest first', () => {
    const things = [thing('a', 1), thing('b', 3, { shape: 'mark' }), thing('c', 2)]

    expect(ideasOf(0, things, 10).map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  })

  it('leaves out what says nothing and what was erased', () => {
    const things = [thing('a', 1, { text: '  ' }), thing('b', 2, { erased: 9 }), thing('c', 3, { shape: 'stroke', text: '' })]

    expect(ideasOf(0, things, 10)).toEqual([])
  })

  it('never grows beyond its bound', () => {
    const things = Array.from({ length: 500 }, (_, at) => thing(String(at), at))

    expect(ideasOf(2, things, 12).map(({ at }) => at)).toEqual([499, 498, 497, 496, 495, 494, 493, 492, 491, 490, 489, 488])
  })
})

describe('newest', () => {
  it('mixes the tables by the hour', () => {
    const ideas = [...ideasOf(0, [thing('a', 1), thing('b', 4)], 9), ...ideasOf(1, [thing('c', 3)], 9)]

    expect(newest(ideas, 2).map(({ table, id }) => [table, id])).toEqual([[0, 'b'], [1, 'c']])
  })
})

describe('speakerOf', () => {
  const people = [{ seat: 7, name: 'Jeanne', college: 'elected', screens: 1 }]

  it('says the name and the college, or the college alone', () => {
    expect(speakerOf(7, people, () => 'Élus', true)).toBe('Jeanne, Élus')
    expect(speakerOf(7, people, () => 'Élus', false)).toBe('Élus')
    expect(speakerOf(8, people, () => 'Élus', true)).toBe('')
  })
})
