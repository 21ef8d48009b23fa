import { expect, it } from 'vitest'
import type { Phase } from '../../contract/live'
import { phasesOf } from './phases'

const phase = (title: string, ends_at: number): Phase => ({ title, overlay: 0, began_at: 0, length_ms: 0, ends_at, left_ms: null })
const table = (index: number, at: Phase | null) => ({ index, letter: 'ABC'[index] ?? '', color: '', status: { table: { phase: at } } })

it('gathers the tables that are at the same phase with the same clock', () => {
  const tables = [table(0, phase('Blocages', 60_000)), table(1, phase('Blocages', 60_030)), table(2, phase('Pistes', 60_000))]

  expect(phasesOf(tables).map(({ phase: { title }, tables: those }) => [title, those.map(({ letter }) => letter)])).toEqual([
    ['Blocages', ['A', 'B']],
    ['Pistes', ['C']],
  ])
})

it('says nothing of tables without a phase', () => {
  expect(phasesOf([table(0, null)])).toEqual([])
})
