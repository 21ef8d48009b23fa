import { describe, expect, it } from 'vitest'
import type { SessionState, Thing } from '../../live/session'
import { mayOpen, notesWait, whyNoChange, whyNoDrawing, whyNoDrawingOn } from './rights'
import { ago, connectionSentence, firstWords, originOf, refusalSentence, sentenceOf } from './sentences'
import { words } from './words'

const now = Date.parse('2026-11-23T10:00:00Z')
const thing: Thing = {
  id: 'a', shape: 'stroke', overlay: 1, pencil: 'block', trace: [0, 0], seat: 2, at: now - 180_000, seq: 1, touched_by: 2,
}
const speakers = {
  people: [{ seat: 2, name: 'Jeanne', college: 'habitants', screens: 1 }],
  pencils: [{ key: 'block', meaning: 'Blocage', color: '#b3352b', width: 4, shape: 'stroke' as const }],
  colleges: { habitants: { label: 'Habitants' } },
  mySeat: 1,
  lang: 'fr',
}
const state = (over: Partial<SessionState>): SessionState => ({
  connection: 'live', unsaved: 0, unwritten: 0, keepsUnsaved: true, seq: 1, seat: 1, abilities: ['draw', 'alter_own'], people: [], clockOffsetMs: 0, canUndo: false, canRedo: false, held: new Map(), inbox: [],
  table: { name: 'T', is_open: true, own_work_only: true, shows_names: true, phase: null, lead: null, wall_pick: null, pencils: [], overlays: [
    { id: 1, name: 'Constats', step: '', is_locked: false }, { id: 2, name: 'Enjeux', step: '', is_locked: true },
  ] },
  ...over,
})

describe('sentenceOf', () => {
  it('says what, meaning, who, college and when', () => {
    expect(sentenceOf(thing, speakers, words.fr, now)).toBe('Trait, blocage, par Jeanne (Habitants), il y a 3\u00a0min')
  })

  it('says mine, and a note without a place', () => {
    const mine: Thing = { ...thing, shape: 'note', trace: [], seat: 1, at: now }
    expect(sentenceOf(mine, speakers, words.fr, now)).toBe('Note, blocage, sans lieu, par vous, maintenant')
  })
})

describe('originOf', () => {
  const people = [...speakers.people, { seat: 5, name: 'Odette', college: 'habitants', screens: 0, is_voice: true }]
  const said = (said_by: number | null, mySeat = 1): string =>
    originOf({ seat: 2, said_by }, { ...speakers, people, mySeat }, words.fr)

  it('says who spoke and who wrote it down', () => {
    expect([said(null), said(5), said(0), said(5, 2)]).toEqual([
      'par Jeanne (Habitants)',
      'dit par Odette (Habitants), noté par Jeanne',
      'dit à la table, noté par Jeanne',
      'dit par Odette (Habitants), noté par vous',
    ])
  })

  it('says someone where the name is not told', () => {
    expect(originOf({ seat: 2 }, { ...speakers, people: [{ ...speakers.people[0]!, name: '' }] }, words.fr)).toBe('par quelqu’un (Habitants)')
  })
})

describe('small sentences', () => {
  it('tells the state of the connection', () => {
    const said = (over: Partial<SessionState>): string => connectionSentence(state(over), words.fr)
    expect(said({})).toBe('Tout est enregistré')
    expect(said({ unsaved: 3 })).toBe('3 gestes à envoyer')
    expect(said({ connection: 'waiting' })).toBe('Hors ligne : vous pouvez continuer')
    expect(said({ connection: 'waiting', unsaved: 1 })).toBe('Hors ligne, 1 geste gardé : vous pouvez continuer')
  })

  it('has a sentence for every code, and one for codes to come', () => {
    expect(refusalSentence('object_gone', words.fr)).toMatch(/effacer/)
    expect(refusalSentence('whatever', words.fr)).toBe(words.fr.refusedOther)
    expect(Object.keys(words.en.refused).sort()).toEqual(Object.keys(words.fr.refused).sort())
  })

  it('counts hours and days', () => {
    expect(ago(now - 7_200_000, now, 'fr')).toBe('il y a 2\u00a0h')
    expect(ago((now - 7_200_000) / 1000, now, 'fr')).toBe('il y a 2\u00a0h')
  })

  it('cuts a long note between two words', () => {
    expect(firstWords('Le front de mer manque d’ombre et de bancs', 24)).toBe('Le front de mer manque…')
    expect(firstWords('  Trop\n long ')).toBe('Trop long')
  })
})

describe('rights', () => {
  it('say why one cannot draw', () => {
    const closed = state({ table: { ...state({}).table, is_open: false } })
    expect(whyNoDrawing(closed, words.fr)).toBe(words.fr.tableClosed)
    expect(whyNoDrawing({ ...closed, abilities: ['manage'] }, words.fr)).toBeUndefined()
    expect(whyNoDrawing(state({ abilities: [] }), words.fr)).toBe(words.fr.notAllowed)
    expect(whyNoDrawingOn(2, state({}), words.fr)).toContain('Enjeux')
  })

  it('let one change one’s own, or everything with alter_any', () => {
    expect(whyNoChange(thing, state({}), words.fr)).toBe(words.fr.othersWork)
    expect(whyNoChange({ ...thing, seat: 1 }, state({}), words.fr)).toBeUndefined()
    expect(whyNoChange(thing, state({ abilities: ['draw', 'alter_any'] }), words.fr)).toBeUndefined()
    expect(whyNoChange({ ...thing, overlay: 2, seat: 1 }, state({}), words.fr)).toContain('verrouillé')
  })
})

describe('rights of facilitators and scribes', () => {
  it('opens the inbox to facilitators and writing for others to scribes', () => {
    const panels = (...abilities: string[]) => [mayOpen('inbox', { abilities }), mayOpen('scribe', { abilities }), mayOpen('list', { abilities })]
    expect([panels('draw'), panels('capture'), panels('manage', 'capture')]).toEqual([
      [false, false, true],
      [false, true, true],
      [true, true, true],
    ])
  })

  it('makes notes of participants wait, not those of facilitators and scribes', () => {
    const waits = (...abilities: string[]) => notesWait(state({ abilities, table: { ...state({}).table, notes_wait: true } }))
    expect([waits('draw'), waits('draw', 'capture'), waits('draw', 'manage')]).toEqual([true, false, false])
    expect(notesWait(state({}))).toBe(false)
  })

  it('lets someone change what was written for them', () => {
    expect(whyNoChange({ ...thing, said_by: 1 }, state({}), words.fr)).toBeUndefined()
  })
})
