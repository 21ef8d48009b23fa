import { describe, expect, it } from 'vitest'
import type { Thing } from '../../live/session'
import { ideasOf, newest, originOf, speakerOf } from './feed'

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

describe('originOf', () => {
  const people = [
    { seat: 7, name: 'Jeanne', college: 'team', screens: 1 },
    { seat: 9, name: 'Odette', college: 'civil', screens: 0 },
  ]
  const words = { atTable: 'Toute la table', notedBy: (name: string) => `noté par ${name}` }
  const said = (saidBy: number | null, showsNames = true): string =>
    originOf({ seat: 7, saidBy }, people, (college) => college, showsNames, words)

  it('says who spoke and who wrote it down', () => {
    expect([said(null), said(9), said(0)]).toEqual([
      'Jeanne, team',
      'Odette, civil (noté par Jeanne)',
      'Toute la table (noté par Jeanne)',
    ])
  })

  it('names nobody where names are hidden', () => {
    expect([said(null, false), said(9, false), said(0, false)]).toEqual(['team', 'civil', 'Toute la table'])
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
