/** Who is at the table. */
import type { Person } from '../contract/live'

/** `people` with those of `changed` in their place, newcomers last. */
export function withPeople(people: readonly Person[], changed: readonly Person[]): Person[] {
  const bySeat = new Map(people.map((person) => [person.seat, person]))
  for (const person of changed) bySeat.set(person.seat, person)
  return [...bySeat.values()]
}

/** The same people without their names, where the facilitator hides them. */
export const withoutNames = (people: readonly Person[]): Person[] => people.map((person) => ({ ...person, name: '' }))
