import { expect, it } from 'vitest'
import type { Entry } from '../../live/fold'
import { chapterAt, chaptersOf } from './chapters'
import { fr } from './words-fr'

const MINUTE = 60_000
const drawing = (minute: number, overlay: number): Entry => ({
  seq: 1,
  seat: 1,
  at: minute * MINUTE,
  operation: { kind: 'draw', op: '', object: `${minute}`, shape: 'mark', overlay, pencil: 'water', trace: [1, 2] },
})
const overlays = [
  { id: 1, name: 'Découvertes', step: '', is_locked: false },
  { id: 2, name: 'Blocages', step: '', is_locked: false },
]
const entries = [drawing(0, 1), drawing(1, 1), drawing(3, 2), drawing(40, 2)]
const chapters = chaptersOf(entries, overlays, [{ at: 2 * MINUTE, words: 'Calque verrouillé' }, { at: 90 * MINUTE, words: 'Fin' }], fr)

it('divides the day by what the facilitator did, the sheets begun and the long waits', () => {
  expect(chapters.map(({ count, words }) => [count, words])).toEqual([
    [1, fr.firstOn('Découvertes')],
    [2, 'Calque verrouillé'],
    [3, fr.firstOn('Blocages')],
    [4, `Fin · ${fr.afterWait(37)}`],
  ])
})

it('knows in which chapter one is', () => {
  expect([chapterAt(chapters, 0), chapterAt(chapters, 2)?.words]).toEqual([undefined, 'Calque verrouillé'])
})
