import type { Overlay, Person, TableWord } from '../../contract/live'
import { clockKey } from '../../live/phase'
import type { GestureFields, GestureName } from '../../live/pilot'

/** A table as the controls see it. */
export interface Piloted {
  readonly id: string
  readonly word: TableWord
}

/** One answer for several tables: all, none, or some of them. */
export type Agreement = 'all' | 'some' | 'none'

export function agreement(tables: readonly Piloted[], holds: (word: TableWord) => boolean): Agreement {
  const count = tables.filter(({ word }) => holds(word)).length
  return count === 0 ? 'none' : count === tables.length ? 'all' : 'some'
}

/** A sheet and those like it at the other tables: of the same step, or of the same name where it has none. */
export interface SheetOfAll {
  readonly id: number
  readonly name: string
  readonly isLocked: Agreement
}

const likeness = ({ step, name }: Overlay): string => (step ? `step ${step}` : `name ${name}`)

export function sheetsOf(tables: readonly Piloted[]): SheetOfAll[] {
  const alike = grouped(tables.flatMap(({ word }) => word.overlays), likeness)
  return [...alike.values()].flatMap((overlays) => {
    const [first] = overlays
    if (!first) return []
    const locked = overlays.filter(({ is_locked }) => is_locked).length
    const isLocked: Agreement = locked === 0 ? 'none' : locked === overlays.length ? 'all' : 'some'
    return [{ id: first.id, name: first.name, isLocked }]
  })
}

/** Whether all the tables are at the same phase, with the same clock. */
export function sharePhase(tables: readonly Piloted[]): boolean {
  return new Set(tables.map(({ word: { phase } }) => (phase ? clockKey(phase) : ''))).size <= 1
}

export interface CollegePresence {
  readonly college: string
  readonly here: number
  readonly seated: number
}

/** With a screen that is open, or a voice that scribes write down. */
export const isInTheRoom = ({ screens, is_voice }: Person): boolean => screens > 0 || is_voice === true

/** People of each college, in the order of `order`; someone who sits at two tables is one person. */
export function presenceByCollege(order: readonly string[], people: readonly Person[]): CollegePresence[] {
  const bySeat = grouped(people, ({ seat }) => seat)
  const persons = [...bySeat.values()].map((places) => ({
    college: places[0]?.college ?? '',
    isHere: places.some(isInTheRoom),
  }))
  return order.flatMap((college) => {
    const members = persons.filter((person) => person.college === college)
    return members.length === 0 ? [] : [{ college, seated: members.length, here: members.filter(({ isHere }) => isHere).length }]
  })
}

/** `Map.groupBy`, which the tablets of a village hall may not have. */
function grouped<One, Key>(all: readonly One[], keyOf: (one: One) => Key): Map<Key, One[]> {
  const groups = new Map<Key, One[]>()
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}

/** What the controls do: a gesture for their tables. */
export type Do = (gesture: GestureName, fields?: GestureFields) => Promise<boolean>
