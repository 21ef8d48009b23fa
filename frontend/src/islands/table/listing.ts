import type { Thing } from '../../live/session'

export interface Filter {
  readonly words: string
  readonly overlay: number | undefined
  readonly pencil: string
  readonly seat: number | undefined
  /** What was erased, rather than what stands. */
  readonly isErased: boolean
}

export const NO_FILTER: Filter = { words: '', overlay: undefined, pencil: '', seat: undefined, isErased: false }

/** Things that stand, or that were erased, the newest first, that the filter lets through; `spoken` says what a thing's row says. */
export function listed(things: Iterable<Thing>, filter: Filter, spoken: (thing: Thing) => string): Thing[] {
  const wanted = plain(filter.words)
  const found = [...things].filter(
    (thing) =>
      !!thing.erased === filter.isErased &&
      (filter.overlay === undefined || thing.overlay === filter.overlay) &&
      (filter.pencil === '' || thing.pencil === filter.pencil) &&
      (filter.seat === undefined || thing.seat === filter.seat || thing.said_by === filter.seat) &&
      (wanted === '' || plain(`${thing.text ?? ''} ${spoken(thing)}`).includes(wanted)),
  )
  const hour = (thing: Thing): number => (filter.isErased && thing.erased_at) || thing.at
  return found.sort((one, two) => hour(two) - hour(one) || (one.id < two.id ? 1 : -1))
}

/** Without accents nor capitals, so that "ecole" finds "École". */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
