import { describe, expect, it } from 'vitest'

import { isFound, readTaps, withoutTap, withTap, writeTaps } from './taps'

describe('taps that wait', () => {
  it('keep the last word for each person, in the order they were said', () => {
    const taps = withTap(withTap(withTap(new Map(), 'a', true), 'b', true), 'a', false)

    expect([...taps]).toEqual([
      ['b', true],
      ['a', false],
    ])
  })

  it('survive a reload', () => {
    const taps = withTap(withTap(new Map(), 'a', true), 'b', false)

    expect(readTaps(writeTaps(taps))).toEqual(taps)
  })

  it.each([null, '', '{', '12', '[["a"],["b","yes"]]'])('are none where the store holds %j', (text) => {
    expect(readTaps(text).size).toBe(0)
  })

  it('go once the server knows them, unless tapped again meanwhile', () => {
    const taps = withTap(new Map([['b', true]]), 'a', false)

    expect([...withoutTap(taps, 'a', true)]).toHaveLength(2)
    expect([...withoutTap(taps, 'a', false)]).toEqual([['b', true]])
  })
})

describe('finding a name', () => {
  it.each([
    ['Odile Léger DDTM', 'leger', true],
    ['Odile Léger DDTM', 'ddtm odi', true],
    ['Odile Léger DDTM', '', true],
    ['Odile Léger DDTM', 'zoé', false],
  ])('%s, asked %j: %s', (line, asked, found) => {
    expect(isFound(line, asked)).toBe(found)
  })
})
