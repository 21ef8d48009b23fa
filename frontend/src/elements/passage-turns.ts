/** The turns of a passage board on the wall: which cards each page shows, so that none is cut and all come. Pure. */

/** Heights in pixels of the cards of a column, in order. */
export interface Tall {
  kind: string
  cards: readonly { id: string; height: number }[]
}

/** One page of the wall: up to `abreast` columns, and for each the cards it shows. */
export type Turn = readonly { kind: string; cards: readonly string[] }[]

/** Cards of one column cut into pages no taller than `room`; a card taller than that has a page of its own. */
export function pagesOf(column: Tall, room: number, gap: number): string[][] {
  const pages: string[][] = []
  let filled = Infinity
  for (const { id, height } of column.cards) {
    if (filled + gap + height > room) {
      pages.push([])
      filled = -gap
    }
    pages.at(-1)?.push(id)
    filled += gap + height
  }
  return pages
}

/** Every page of the board: empty columns are skipped, neighbours stand side by side, a short one waits on its last. */
export function turnsOf(columns: readonly Tall[], room: number, gap: number, abreast: number): Turn[] {
  const full = columns.filter(({ cards }) => cards.length > 0)
  const turns: Turn[] = []
  for (let first = 0; first < full.length; first += abreast) {
    const together = full.slice(first, first + abreast).map((column) => ({ kind: column.kind, pages: pagesOf(column, room, gap) }))
    const longest = Math.max(...together.map(({ pages }) => pages.length))
    for (let page = 0; page < longest; page++) {
      turns.push(together.map(({ kind, pages }) => ({ kind, cards: pages[Math.min(page, pages.length - 1)] ?? [] })))
    }
  }
  return turns
}

/** The turn to show after a change: the one that holds the card that just came, else where the wall was. */
export function turnFor(turns: readonly Turn[], card: string | undefined, at: number): number {
  const found = card === undefined ? -1 : turns.findIndex((turn) => turn.some(({ cards }) => cards.includes(card)))
  return found >= 0 ? found : turns.length ? at % turns.length : 0
}

/** The longest beginning of `words` that fits, cut between words; at least one word, so that the rest gets shorter. */
export function cutToFit(words: readonly string[], fits: (count: number) => boolean): number {
  let low = 1
  let high = words.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return low
}

const FIRST_MS = 5000
const LONGEST_MS = 30_000
/** Reading a wall together, some aloud: slower than alone. */
const CHARACTERS_A_SECOND = 16

/** How long a page of so many characters stays. */
export function turnMs(characters: number): number {
  return Math.min(LONGEST_MS, FIRST_MS + (characters / CHARACTERS_A_SECOND) * 1000)
}
