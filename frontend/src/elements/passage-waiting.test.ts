import { beforeEach, describe, expect, it } from 'vitest'
import { Waiting, type Gesture } from './passage-waiting'

class Shelf implements Storage {
  private readonly kept = new Map<string, string>()
  get length(): number {
    return this.kept.size
  }
  clear = (): void => this.kept.clear()
  getItem = (key: string): string | null => this.kept.get(key) ?? null
  key = (at: number): string | null => [...this.kept.keys()][at] ?? null
  removeItem = (key: string): void => void this.kept.delete(key)
  setItem = (key: string, text: string): void => void this.kept.set(key, text)
}

const move = (key: string, card: string, kind: string): Gesture => ({
  key,
  verb: 'move',
  url: `/cartes/${card}/deplacer/`,
  card,
  fields: { kind, after: 'last' },
})

describe('what waits for the network', () => {
  let shelf: Shelf
  beforeEach(() => (shelf = new Shelf()))

  it('is found again by another page, in the order it was made', () => {
    const one = new Waiting(shelf, 'passage:1')
    one.add({ key: '2', verb: 'write', url: '/ecrire/', card: 'b', fields: { text: 'Deux' } })
    one.add({ key: '1', verb: 'write', url: '/ecrire/', card: 'a', fields: { text: 'Un' } })
    new Waiting(shelf, 'passage:2').add(move('3', 'a', 'lead'))

    expect(new Waiting(shelf, 'passage:1').all().map(({ card }) => card)).toEqual(['a', 'b'])
  })

  it('keeps the last move of a card only', () => {
    const waiting = new Waiting(shelf, 'p')
    waiting.add(move('1', 'a', 'lead'))
    waiting.add(move('2', 'b', 'lead'))
    waiting.add(move('3', 'a', 'principle'))

    expect(waiting.moves()).toEqual([
      { card: 'b', kind: 'lead', after: 'last' },
      { card: 'a', kind: 'principle', after: 'last' },
    ])
  })

  it('keeps what was refused, with its words, until it is read', () => {
    const waiting = new Waiting(shelf, 'p')
    const gesture = { key: '1', verb: 'reword', url: '/modifier/', card: 'a', fields: { text: 'Mes mots' } }
    waiting.add(gesture)
    const refusal = { gesture, sentence: 'Quelqu’un a changé', theirs: 'Leurs mots', revision: 3 }
    waiting.refuse(refusal)

    expect(waiting.all()).toEqual([])
    expect(new Waiting(shelf, 'p').refusals()).toEqual([refusal])
    waiting.forget(refusal)
    expect(waiting.refusals()).toEqual([])
  })

  it('passes over what somebody else wrote there', () => {
    shelf.setItem('p:1', '{')
    shelf.setItem('p:2', '{"key":"2"}')
    expect(new Waiting(shelf, 'p').all()).toEqual([])
  })
})
