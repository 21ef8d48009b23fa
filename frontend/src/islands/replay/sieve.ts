import type { Pencil, Person, Thing } from '../../live/session'
import { UNKNOWN_PENCIL } from '../../map/ink/board'

export interface Sieve {
  /** '' lets everything through. */
  readonly pencil: string
  readonly college: string
  /** Strokes take the colour of the college that drew them. */
  readonly colorsColleges: boolean
}

export const OPEN_SIEVE: Sieve = { pencil: '', college: '', colorsColleges: false }

const inkOf = (college: string, pencil: string): string => `${college}/${pencil}`

/** What the sieve lets through of a thing, with the ink it is shown in. */
export function sifted(thing: Thing | undefined, sieve: Sieve, colleges: ReadonlyMap<number, string>): Thing | undefined {
  const college = thing && (colleges.get(thing.seat) ?? '')
  if (!thing || (sieve.pencil && thing.pencil !== sieve.pencil) || (sieve.college && college !== sieve.college)) return undefined
  return sieve.colorsColleges ? { ...thing, pencil: inkOf(college ?? '', thing.pencil) } : thing
}

/** The inks that sifted things name. */
export function inks(pencils: readonly Pencil[], colleges: Readonly<Record<string, { readonly color: string }>>): Pencil[] {
  const known = ['', ...Object.keys(colleges)]
  const painted = known.flatMap((college) =>
    pencils.map((pencil) => ({ ...pencil, key: inkOf(college, pencil.key), color: colleges[college]?.color ?? UNKNOWN_PENCIL.color })),
  )
  return [...pencils, ...painted]
}

export const collegesBySeat = (people: readonly Person[]): Map<number, string> => new Map(people.map(({ seat, college }) => [seat, college]))
