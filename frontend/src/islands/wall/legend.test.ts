import { expect, it } from 'vitest'
import type { Pencil } from '../../live/session'
import { legendOf } from './legend'

const pencil = (key: string, meaning: string): Pencil => ({ key, meaning, color: '#b3352b', width: 4, shape: 'stroke' })

it('says each meaning once, of the pencils that were used', () => {
  const first = [pencil('a', 'Blocage'), pencil('b', 'Piste')]
  const second = [pencil('x', 'Blocage'), pencil('y', 'Lieu')]

  expect(legendOf([first, second], [new Set(['a']), new Set(['x', 'y'])]).map(({ meaning }) => meaning)).toEqual(['Blocage', 'Lieu'])
})
