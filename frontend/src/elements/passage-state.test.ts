import { describe, expect, it } from 'vitest'
import { arrowMove, filled, lacked, readState, withMoves, type State } from './passage-state'

const state: State = {
  stamp: '3.4',
  shape: 'finding-lead',
  columns: [
    { kind: 'finding', count: 3, cards: [['a', '1'], ['b', '1'], ['c', '2']] },
    { kind: 'lead', count: 1, cards: [['d', '1']] },
  ],
}
const shown = state.columns.map(({ kind, cards }) => ({ kind, cards: cards.map(([id]) => id) }))
const order = (one: State): string[] => one.columns.map(({ cards }) => cards.map(([id]) => id).join(''))

describe('the state of a board', () => {
  it('is read from JSON, and from nothing else', () => {
    expect(readState(JSON.parse(JSON.stringify(state)))).toEqual(state)
    expect(readState({ ...state, columns: [{ kind: 'lead', count: 1, cards: [['d']] }] })).toBeUndefined()
    expect(readState('<!doctype html>')).toBeUndefined()
  })

  it('says which cards a screen lacks or shows as they were', () => {
    expect(lacked(state, new Map([['a', '1'], ['c', '1'], ['d', '1']]))).toEqual(['b', 'c'])
  })

  it('keeps the unsent moves of this screen on top', () => {
    const moved = withMoves(state, [
      { card: 'a', kind: 'lead', after: 'd' },
      { card: 'c', kind: 'finding', after: 'first' },
      { card: 'gone', kind: 'lead', after: 'first' },
    ])
    expect(order(moved)).toEqual(['cb', 'da'])
    expect(moved.columns.map(({ count }) => count)).toEqual([2, 2])
  })

  it('puts a card last when its neighbour left', () => {
    expect(order(withMoves(state, [{ card: 'a', kind: 'finding', after: 'd' }]))).toEqual(['bca', 'd'])
  })
})

describe('an arrow', () => {
  it('moves up and down until the edge', () => {
    expect(arrowMove(shown, 'b', 'ArrowUp')).toEqual({ card: 'b', kind: 'finding', after: 'first' })
    expect(arrowMove(shown, 'c', 'ArrowUp')).toEqual({ card: 'c', kind: 'finding', after: 'a' })
    expect(arrowMove(shown, 'a', 'ArrowDown')).toEqual({ card: 'a', kind: 'finding', after: 'b' })
    expect(arrowMove(shown, 'a', 'ArrowUp')).toBeUndefined()
    expect(arrowMove(shown, 'c', 'ArrowDown')).toBeUndefined()
  })

  it('moves to the next column, as near to its place as there is', () => {
    expect(arrowMove(shown, 'c', 'ArrowRight')).toEqual({ card: 'c', kind: 'lead', after: 'd' })
    expect(arrowMove(shown, 'a', 'ArrowRight')).toEqual({ card: 'a', kind: 'lead', after: 'first' })
    expect(arrowMove(shown, 'd', 'ArrowRight')).toBeUndefined()
    expect(arrowMove(shown, 'd', 'Enter')).toBeUndefined()
  })
})

it('fills the places of a sentence', () => {
  expect(filled('{card} : {column}, {card}', { card: 'C-1', column: 'Pistes' })).toBe('C-1 : Pistes, C-1')
})
