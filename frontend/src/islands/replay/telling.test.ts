import { expect, it } from 'vitest'
import type { Operation, Thing } from '../../live/session'
import { Teller } from './telling'
import { fr } from './words-fr'

const water = { key: 'water', meaning: 'Eau, mer, risque', color: '#1f6fb2', width: 4, shape: 'stroke' } as const
const table = { name: 'T', is_open: true, own_work_only: false, shows_names: true, phase: null, lead: null, wall_pick: null, pencils: [water], overlays: [] }
const people = [
  { seat: 4, name: 'Jeanne', college: 'inhabitant', screens: 0 },
  { seat: 5, name: '', college: 'inhabitant', screens: 0 },
]
const teller = new Teller({ people, table, colleges: { inhabitant: { label: 'Habitants', color: '#0a0' } } }, fr, 'fr', 'UTC')
const thing: Thing = { id: 'a', shape: 'stroke', overlay: 1, pencil: 'water', trace: [], seat: 4, at: 0, seq: 1, touched_by: 4 }
const told = (operation: Partial<Operation>, seat = 4, over: Partial<Thing> = {}): string =>
  teller.sentence({ seq: 1, at: 0, seat, operation: { op: '', object: 'a', ...operation } as Operation }, { ...thing, ...over })

it('says who does what, with what meaning', () => {
  expect(told({ kind: 'draw' })).toBe('Jeanne (Habitants) trace un trait « Eau, mer, risque »')
  expect(told({ kind: 'erase' })).toBe('Jeanne (Habitants) efface un trait « Eau, mer, risque »')
  expect(told({ kind: 'edit', trace: [1, 2] })).toBe('Jeanne (Habitants) déplace un trait « Eau, mer, risque »')
})

it('reads the words of a note', () => {
  expect(told({ kind: 'draw' }, 4, { shape: 'note', pencil: '?', text: 'Le  gué est\nà sec' })).toBe('Jeanne (Habitants) écrit une note : Le gué est à sec')
})

it('keeps the name of those whose name is hidden to itself', () => {
  expect([told({ kind: 'restore' }, 5), teller.tag(5).name]).toEqual(['quelqu’un (Habitants) restaure un trait « Eau, mer, risque »', 'Habitants'])
})
