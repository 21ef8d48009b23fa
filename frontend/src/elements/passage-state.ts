/** What stands where on a passage board, as the server says it, and what this screen still has to tell it. Pure. */

/** The cards of a column in order: identifier, and a look that changes with anything shown of the card. */
export interface Column {
  kind: string
  count: number
  cards: readonly (readonly [id: string, look: string])[]
}

export interface State {
  stamp: string
  shape: string
  columns: readonly Column[]
}

/** A card to its column, right after another card; `first` or `last` where there is none. */
export interface Move {
  card: string
  kind: string
  after: string
}

/** Columns of identifiers, as a screen shows them. */
export type Shown = readonly { kind: string; cards: readonly string[] }[]

/** The state of an unknown JSON answer; undefined for anything else (a page came instead). */
export function readState(answer: unknown): State | undefined {
  if (!isObject(answer)) return undefined
  const { stamp, shape, columns } = answer
  if (typeof stamp !== 'string' || typeof shape !== 'string' || !Array.isArray(columns)) return undefined
  return columns.every(isColumn) ? { stamp, shape, columns } : undefined
}

/** Cards of the state that a screen does not have, or has with another look. */
export function lacked(state: State, known: ReadonlyMap<string, string>): string[] {
  return state.columns.flatMap((column) => column.cards.filter(([id, look]) => known.get(id) !== look).map(([id]) => id))
}

/** The state with this screen's unsent moves on top, in their order; a card that is no more stays away. */
export function withMoves(state: State, moves: readonly Move[]): State {
  let columns = state.columns
  for (const move of moves) {
    const card = columns.flatMap((column) => column.cards).find(([id]) => id === move.card)
    if (card && columns.some(({ kind }) => kind === move.kind)) columns = columns.map((column) => placed(column, card, move))
  }
  return { ...state, columns }
}

/** Where an arrow takes a card; undefined at the edge of the board, and for other keys. */
export function arrowMove(shown: Shown, card: string, key: string): Move | undefined {
  const at = shown.findIndex(({ cards }) => cards.includes(card))
  const column = shown[at]
  if (!column) return undefined
  const place = column.cards.indexOf(card)
  if (key === 'ArrowUp') return place > 0 ? { card, kind: column.kind, after: column.cards[place - 2] ?? 'first' } : undefined
  if (key === 'ArrowDown') {
    const below = column.cards[place + 1]
    return below === undefined ? undefined : { card, kind: column.kind, after: below }
  }
  const step = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0
  const target = step ? shown[at + step] : undefined
  if (!target) return undefined
  const before = target.cards[Math.min(place, target.cards.length) - 1]
  return { card, kind: target.kind, after: before ?? 'first' }
}

/** Sentences with their places in braces: `{card} is written.` */
export function filled(sentence: string | undefined, values: Readonly<Record<string, string | number>>): string {
  return (sentence ?? '').replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

function placed(column: Column, card: readonly [string, string], move: Move): Column {
  const cards = column.cards.filter(([id]) => id !== move.card)
  let count = column.count - (column.cards.length - cards.length)
  if (column.kind === move.kind) {
    const after = cards.findIndex(([id]) => id === move.after)
    const place = move.after === 'first' ? 0 : after < 0 ? cards.length : after + 1
    cards.splice(place, 0, card)
    count += 1
  }
  return { ...column, cards, count }
}

function isColumn(value: unknown): value is Column {
  if (!isObject(value) || typeof value['kind'] !== 'string' || typeof value['count'] !== 'number') return false
  return Array.isArray(value['cards']) && value['cards'].every(isCard)
}

function isCard(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
