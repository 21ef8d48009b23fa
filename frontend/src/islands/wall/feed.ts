import type { Person, Thing } from '../../live/session'

/** Words somebody put on a table. */
export interface Idea {
  readonly id: string
  /** Place of the table among those of the wall, from 0. */
  readonly table: number
  readonly text: string
  readonly pencil: string
  readonly seat: number
  /** Whose words a scribe wrote: a seat, or 0 for the table as a whole; null where the hand spoke for itself. */
  readonly saidBy: number | null
  /** Milliseconds since 1970. */
  readonly at: number
}

/** The newest ideas of one table, at most `most`: notes, and the words on whatever else. */
export function ideasOf(table: number, things: Iterable<Thing>, most: number): Idea[] {
  const ideas: Idea[] = []
  for (const { id, text, pencil, seat, said_by: saidBy = null, at, erased } of things)
    if (!erased && text?.trim()) ideas.push({ id, table, text: text.trim(), pencil, seat, saidBy, at })
  return newest(ideas, most)
}

/** The newest first, at most `most`. */
export const newest = (ideas: readonly Idea[], most: number): Idea[] =>
  [...ideas].sort((one, two) => two.at - one.at || (one.id < two.id ? 1 : -1)).slice(0, most)

/** "Jeanne, Habitants": who spoke; the college alone where names are hidden. */
export function speakerOf(
  seat: number,
  people: readonly Person[],
  labelOf: (college: string) => string,
  showsNames: boolean,
): string {
  const person = people.find((one) => one.seat === seat)
  if (!person) return ''
  const college = labelOf(person.college)
  return showsNames ? `${person.name}, ${college}` : college
}

export interface OriginWords {
  readonly atTable: string
  readonly notedBy: (name: string) => string
}

/** Who speaks, and the hand that wrote it down where it is another's: "Odette, Habitants (noté par Jeanne)". */
export function originOf(
  { seat, saidBy }: Pick<Idea, 'seat' | 'saidBy'>,
  people: readonly Person[],
  labelOf: (college: string) => string,
  showsNames: boolean,
  words: OriginWords,
): string {
  if (saidBy === null || saidBy === seat) return speakerOf(seat, people, labelOf, showsNames)
  const speaker = saidBy === 0 ? words.atTable : speakerOf(saidBy, people, labelOf, showsNames)
  const hand = showsNames ? people.find((one) => one.seat === seat)?.name : undefined
  return hand ? `${speaker} (${words.notedBy(hand)})` : speaker
}

/** "14:32" in the language's own way. */
export const hourOf = (at: number, lang: string): string =>
  new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit' }).format(at)
