import { expect, it } from 'vitest'
import type { Phase } from '../../contract/live'
import { phaseSentence, phaseTime } from './phase-words'
import { words } from './words'

const MINUTE = 60_000
const phase: Phase = { title: 'Blocages', overlay: 1, began_at: 0, length_ms: 20 * MINUTE, ends_at: 20 * MINUTE, left_ms: null }
const paused: Phase = { ...phase, ends_at: null, left_ms: 4 * MINUTE }
const open: Phase = { ...phase, ends_at: null, length_ms: 0 }

it('says in French what the facilitator did', () => {
  const said = (['began', 'extended', 'resumed'] as const).map((news) => phaseSentence(news, phase, 0, words.fr))
  expect(said).toEqual([
    'Phase « Blocages » : encore 20\u00a0min.',
    'Temps prolongé : encore 20\u00a0min.',
    'Le temps reprend : encore 20\u00a0min.',
  ].map((line) => line.replace('« ', '«\u00a0').replace(' »', '\u00a0»').replace(' :', '\u00a0:')))
  expect(phaseSentence('began', open, 0, words.fr)).not.toContain('encore')
  expect(phaseSentence('ended', null, 0, words.fr)).toBe(words.fr.phaseEnded)
})

it('shows the time left in few words, and none without a limit', () => {
  expect(phaseTime(phase, 18 * MINUTE, words.en)).toBe('2:00 left')
  expect(phaseTime(phase, 21 * MINUTE, words.en)).toBe('Time is over')
  expect(phaseTime(paused, 99 * MINUTE, words.en)).toContain('paused')
  expect(phaseTime(open, 0, words.en)).toBe('')
})
