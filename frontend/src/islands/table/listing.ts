import type { Thing } from '../../live/session'

export interface Filter {
  readonly words: string
  readonly overlay: number | undefined
  readonly pencil: string
  readonly seat: number | undefined
}

export const NO_FILTER: Filter = { words: '', overlay: undefined, pencil: '', seat: undefined }

/** Things one can see, the newest first, that the filter lets through; `spoken` says what a thing's row says. */
export function listed(things: Iterable<Thing>, filter: Filter, spoken: (thing: Thing) => string): Thing[] {
  const wanted = plain(filter.words)
  const found = [...things].filter(
    (thing) =>
      !thing.erased &&
      (filter.overlay === undefined || thing.overlay === filter.overlay) &&
      (filter.pencil === '' || thing.pencil === filter.pencil) &&
      (filter.seat === undefined || thing.seat === filter.seat || thing.said_by === filter.seat) &&
      (wanted === '' || plain(`${thing.text ?? ''} ${spoken(thing)}`).includes(wanted)),
  )
  return found.sort((one, two) => two.at - one.at || (one.id < two.id ? 1 : -1))
}

/** Without accents nor capitals, so that "ecole" finds "École". */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
