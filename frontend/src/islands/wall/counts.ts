import type { Person, Thing } from '../../live/session'

/** What one table holds, by the seat that said it; 0 for what was said at the table. */
export interface Tally {
  readonly bySeat: ReadonlyMap<number, number>
  readonly total: number
}

export interface CollegeCount {
  readonly college: string
  /** Things drawn or written that stand now. */
  readonly things: number
  /** People with an open screen. */
  readonly present: number
}

export function tallyOf(things: Iterable<Thing>): Tally {
  const bySeat = new Map<number, number>()
  let total = 0
  for (const { seat, said_by, erased } of things) {
    if (erased) continue
    const speaker = said_by ?? seat
    bySeat.set(speaker, (bySeat.get(speaker) ?? 0) + 1)
    total++
  }
  return { bySeat, total }
}

/** Everyone of all the tables, once; someone who sits at two is here if here at either. */
export function everyone(tables: readonly (readonly Person[])[]): Person[] {
  const bySeat = new Map<number, Person>()
  for (const person of tables.flat()) {
    const known = bySeat.get(person.seat)
    bySeat.set(person.seat, known ? { ...known, screens: Math.max(known.screens, person.screens) } : person)
  }
  return [...bySeat.values()]
}

/** One row a college of `order` that somebody speaks for. */
export function countsByCollege(order: readonly string[], tallies: readonly Tally[], people: readonly Person[]): CollegeCount[] {
  const collegeOf = new Map(people.map(({ seat, college }) => [seat, college]))
  const things = new Map<string, number>()
  for (const { bySeat } of tallies)
    for (const [seat, count] of bySeat) {
      const college = collegeOf.get(seat) ?? ''
      things.set(college, (things.get(college) ?? 0) + count)
    }
  return order.flatMap((college) => {
    const members = people.filter((person) => person.college === college)
    const present = members.filter(({ screens }) => screens > 0).length
    const count = things.get(college) ?? 0
    return members.length > 0 || count > 0 ? [{ college, things: count, present }] : []
  })
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]

/** How many things one gommette of the bars stands for, so that the longest bar has at most `most`. */
export function worthOfDot(counts: readonly CollegeCount[], most: number): number {
  const longest = Math.max(0, ...counts.map(({ things }) => things))
  return STEPS.find((step) => Math.ceil(longest / step) <= most) ?? Math.ceil(longest / most)
}

/** Gommettes of a bar; whoever said something has one. */
export const dotsOf = (things: number, worth: number): number => Math.ceil(things / worth)
