import { expect, it } from 'vitest'
import type { Pencil } from '../../live/session'
import { legendOf } from './legend'

const pencil = (key: string, meaning: string): Pencil => ({ key, meaning, color: '#b3352b', width: 4, shape: 'stroke' })
const first = [pencil('a', 'Blocage'), pencil('b', 'Piste')]
const second = [pencil('x', 'Blocage'), pencil('y', 'Lieu'), pencil('z', 'Lien')]

it('says each meaning once, of the pencils that were used', () => {
  const { pencils, others } = legendOf([first, second], [new Map([['a', 1]]), new Map([['x', 2], ['y', 1]])], 9)

  expect([pencils.map(({ meaning }) => meaning), others]).toEqual([['Blocage', 'Lieu'], 0])
})

it('keeps the most drawn with, in the order of the legends, and counts the others', () => {
  const { pencils, others } = legendOf([first, second], [new Map([['a', 1], ['b', 1]]), new Map([['x', 3], ['y', 9], ['z', 5]])], 2)

  expect([pencils.map(({ meaning }) => meaning), others]).toEqual([['Lieu', 'Lien'], 2])
})
