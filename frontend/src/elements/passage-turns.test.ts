import { describe, expect, it } from 'vitest'
import { cutToFit, pagesOf, turnFor, turnMs, turnsOf } from './passage-turns'

const column = (kind: string, ...heights: number[]) => ({
  kind,
  cards: heights.map((height, at) => ({ id: `${kind}${at}`, height })),
})

describe('the turns of the wall', () => {
  it('fill a page and no more', () => {
    expect(pagesOf(column('a', 40, 40, 40), 100, 10)).toEqual([['a0', 'a1'], ['a2']])
    expect(pagesOf(column('a', 300, 40), 100, 10)).toEqual([['a0'], ['a1']])
    expect(pagesOf(column('a'), 100, 10)).toEqual([])
  })

  it('show every card, neighbours side by side, and skip what is empty', () => {
    const turns = turnsOf([column('a', 60, 60), column('b'), column('c', 10), column('d', 10)], 100, 10, 2)

    expect(turns).toEqual([
      [{ kind: 'a', cards: ['a0'] }, { kind: 'c', cards: ['c0'] }],
      [{ kind: 'a', cards: ['a1'] }, { kind: 'c', cards: ['c0'] }],
      [{ kind: 'd', cards: ['d0'] }],
    ])
    expect(turnsOf([], 100, 10, 2)).toEqual([])
  })

  it('go to the card that just came, else stay', () => {
    const turns = turnsOf([column('a', 60, 60), column('b', 60)], 100, 10, 1)
    expect(turnFor(turns, 'a1', 0)).toBe(1)
    expect(turnFor(turns, 'gone', 2)).toBe(2)
    expect(turnFor(turns, undefined, 5)).toBe(2)
    expect(turnFor([], 'a1', 3)).toBe(0)
  })
})

it('a long text is cut between words, and always gets shorter', () => {
  const words = 'un deux trois quatre cinq'.split(' ')
  expect(cutToFit(words, (count) => count <= 3)).toBe(3)
  expect(cutToFit(words, () => false)).toBe(1)
  expect(cutToFit(words, () => true)).toBe(5)
})

it('a page stays longer the more it says, and never for ever', () => {
  expect(turnMs(160)).toBe(15_000)
  expect(turnMs(10_000)).toBe(30_000)
})
