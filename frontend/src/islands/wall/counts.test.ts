import { describe, expect, it } from 'vitest'
import type { Person, Thing } from '../../live/session'
import { countsByCollege, dotsOf, everyone, tallyOf, worthOfDot } from './counts'

const person = (seat: number, college: string, screens = 1): Person => ({ seat, name: `P${seat}`, college, screens })
const drawn = (seat: number, erased = 0): Thing => ({
  id: `${seat}-${Math.random()}`,
  shape: 'stroke',
  overlay: 1,
  pencil: 'p',
  trace: [],
  seat,
  at: 0,
  seq: 1,
  touched_by: seat,
  erased,
})

describe('everyone', () => {
  it('counts someone of two tables once, here if here at either', () => {
    expect(everyone([[person(1, 'state', 0)], [person(1, 'state', 2), person(2, 'civil')]])).toEqual([
      person(1, 'state', 2),
      person(2, 'civil'),
    ])
  })
})

describe('countsByCollege', () => {
  const people = [person(1, 'civil'), person(2, 'civil', 0), person(3, 'state', 0)]
  const tallies = [tallyOf([drawn(1), drawn(1), drawn(2), drawn(3, 12)]), tallyOf([drawn(1)])]

  it('adds the tables up, leaves erased things out, keeps the order and the silent who sit', () => {
    expect(countsByCollege(['elected', 'state', 'civil'], tallies, people)).toEqual([
      { college: 'state', things: 0, present: 0 },
      { college: 'civil', things: 4, present: 1 },
    ])
  })
})

describe('tallyOf', () => {
  it('counts what a scribe wrote for whoever said it, and what was said at the table for nobody', () => {
    const things = [{ ...drawn(1), said_by: 3 }, { ...drawn(1), said_by: 0 }, { ...drawn(1), said_by: null }]
    const people = [person(1, 'team'), person(3, 'state', 0)]

    expect(countsByCollege(['team', 'state'], [tallyOf(things)], people)).toEqual([
      { college: 'team', things: 1, present: 1 },
      { college: 'state', things: 1, present: 0 },
    ])
    expect(tallyOf(things).total).toBe(3)
  })
})

describe('worthOfDot', () => {
  const rows = (things: number) => [{ college: 'civil', things, present: 0 }]

  it('keeps the longest bar within its room', () => {
    expect([0, 12, 13, 60, 61, 99_999].map((things) => worthOfDot(rows(things), 12))).toEqual([1, 1, 2, 5, 10, 8334])
  })

  it('leaves nobody without a gommette', () => {
    expect([dotsOf(0, 50), dotsOf(1, 50), dotsOf(51, 50)]).toEqual([0, 1, 2])
  })
})
