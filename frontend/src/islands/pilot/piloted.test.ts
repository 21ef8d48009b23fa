import { describe, expect, it } from 'vitest'
import type { Overlay, Phase, TableWord } from '../../contract/live'
import { agreement, type Piloted, presenceByCollege, sharePhase, sheetsOf } from './piloted'

const sheet = (id: number, name: string, step: string, is_locked = false): Overlay => ({ id, name, step, is_locked })
const table = (id: string, more: Partial<TableWord> = {}): Piloted => ({
  id,
  word: { name: id, is_open: true, own_work_only: false, shows_names: true, phase: null, lead: null, wall_pick: null, pencils: [], overlays: [], ...more },
})
const phase = (more: Partial<Phase> = {}): Phase => ({ title: 'Blocages', overlay: 0, began_at: 0, length_ms: 60_000, ends_at: 60_000, left_ms: null, ...more })

it('says whether all the tables, some or none', () => {
  const tables = [table('A', { is_open: false }), table('B')]
  expect(agreement(tables, ({ is_open }) => is_open)).toBe('some')
  expect(agreement(tables, ({ own_work_only }) => own_work_only)).toBe('none')
  expect(agreement(tables.slice(1), ({ is_open }) => is_open)).toBe('all')
})

it('gathers the sheets of all tables by step, or by name', () => {
  const tables = [
    table('A', { overlays: [sheet(1, 'Constats', 'Constats', true), sheet(2, 'Libre', '')] }),
    table('B', { overlays: [sheet(3, 'Nos constats', 'Constats'), sheet(4, 'Libre', '', true), sheet(5, 'Réseaux', '')] }),
  ]
  expect(sheetsOf(tables)).toEqual([
    { id: 1, name: 'Constats', isLocked: 'some' },
    { id: 2, name: 'Libre', isLocked: 'some' },
    { id: 5, name: 'Réseaux', isLocked: 'none' },
  ])
})

describe('sharePhase', () => {
  it('holds with the same clock to the second', () => {
    expect(sharePhase([table('A', { phase: phase() }), table('B', { phase: phase({ ends_at: 60_020 }) })])).toBe(true)
    expect(sharePhase([table('A'), table('B')])).toBe(true)
  })

  it('fails when one is elsewhere, extended or paused', () => {
    for (const other of [null, phase({ title: 'Pistes' }), phase({ ends_at: 120_000 }), phase({ ends_at: null, left_ms: 60_000 })])
      expect(sharePhase([table('A', { phase: phase() }), table('B', { phase: other })])).toBe(false)
  })
})

it('counts each person once, by college', () => {
  const person = (seat: number, college: string, screens: number) => ({ seat, name: '', college, screens })
  expect(
    presenceByCollege(['elected', 'state', 'inhabitant'], [person(1, 'inhabitant', 0), person(1, 'inhabitant', 2), person(2, 'inhabitant', 0), person(3, 'elected', 1)]),
  ).toEqual([
    { college: 'elected', seated: 1, here: 1 },
    { college: 'inhabitant', seated: 2, here: 1 },
  ])
})

it('counts a voice without a screen as here', () => {
  const odette = { seat: 4, name: 'Odette', college: 'inhabitant', screens: 0, is_voice: true }
  expect(presenceByCollege(['inhabitant'], [odette])).toEqual([{ college: 'inhabitant', seated: 1, here: 1 }])
})
