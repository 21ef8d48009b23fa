/** The columns of a passage board in the page: read, and made the same as the server's with the least upheaval. */
import type { Shown, State } from './passage-state'

export class Columns {
  constructor(private readonly root: HTMLElement) {}

  all(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('[data-column]')]
  }

  of(kind: string): HTMLElement | undefined {
    return this.all().find((column) => column.dataset['column'] === kind)
  }

  card(id: string): HTMLElement | undefined {
    return this.root.querySelector<HTMLElement>(`li[data-card="${CSS.escape(id)}"]`) ?? undefined
  }

  shown(): Shown {
    return this.all().map((column) => ({
      kind: column.dataset['column'] ?? '',
      cards: cardsIn(column).map((card) => card.dataset['card'] ?? ''),
    }))
  }

  /** What each card looks like here; a card written on this screen and not answered yet has no look. */
  looks(): Map<string, string> {
    const cards = this.root.querySelectorAll<HTMLElement>('li[data-card]')
    return new Map([...cards].map((card) => [card.dataset['card'] ?? '', card.dataset['look'] ?? '']))
  }

  /** Put a card right after another, first without one. Its focus stays with it. */
  place(card: HTMLElement, kind: string, after: HTMLElement | undefined): void {
    const list = this.of(kind)?.querySelector('[data-cards]')
    if (!list) return
    keepingFocus(() => (after ? after.after(card) : list.prepend(card)))
    for (const column of this.all()) if (card.classList.replace(`kind-${column.dataset['column']}`, `kind-${kind}`)) break
    const select = card.querySelector<HTMLSelectElement>('select[name="kind"]')
    if (select) select.value = kind
  }

  /** Counts as they are on screen once a card moved here and the server does not know it yet. */
  count(kind: string, by: number): void {
    const shown = this.of(kind)?.querySelector('[data-count]')
    if (shown) this.tell(kind, Number(shown.textContent) + by)
  }

  /** The order, the counts and the fresh cards of a state; `stays` keeps cards that the state does not have. */
  apply(state: State, fresh: ReadonlyMap<string, HTMLElement>, stays: (card: HTMLElement) => boolean): void {
    const wanted = new Set(state.columns.flatMap(({ cards }) => cards.map(([id]) => id)))
    for (const card of this.root.querySelectorAll<HTMLElement>('li[data-card]')) {
      if (!wanted.has(card.dataset['card'] ?? '') && !stays(card)) card.remove()
    }
    for (const column of state.columns) {
      this.tell(column.kind, column.count)
      let last: HTMLElement | undefined
      for (const [id] of column.cards) {
        const card = this.renewed(id, fresh.get(id))
        if (!card) continue
        const isThere = card.parentElement?.closest('[data-column]') === this.of(column.kind)
        if (!isThere || previous(card) !== last) this.place(card, column.kind, last)
        last = card
      }
    }
  }

  private tell(kind: string, count: number): void {
    const places = [this.of(kind)?.querySelector('[data-count]'), this.root.querySelector(`[data-count-of="${CSS.escape(kind)}"]`)]
    for (const place of places) if (place && place.textContent !== String(count)) place.textContent = String(count)
  }

  /** A fresh card takes the place of the old one: a form being written in it, and the focus, go over. */
  private renewed(id: string, fresh: HTMLElement | undefined): HTMLElement | undefined {
    const old = this.card(id)
    if (!fresh || !old) return fresh ?? old
    const form = old.querySelector('.pcard-form')
    const path = focusIn(old)
    const isActing = old.querySelector('details')?.open ?? false
    const here = form?.contains(document.activeElement) ? document.activeElement : undefined
    old.replaceWith(fresh)
    const details = fresh.querySelector('details')
    if (details) details.open = isActing
    if (form) fresh.append(form)
    if (here instanceof HTMLElement) here.focus({ preventScroll: true })
    else if (path) fresh.querySelector<HTMLElement>(path)?.focus({ preventScroll: true })
    return fresh
  }
}

/** Cards of a page fragment, by identifier. */
export function cardsOf(html: string): Map<string, HTMLElement> {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const cards = page.querySelectorAll<HTMLElement>('li[data-card]')
  return new Map([...cards].map((card) => [card.dataset['card'] ?? '', document.adoptNode(card)]))
}

export function cardsIn(column: Element): HTMLElement[] {
  return [...column.querySelectorAll<HTMLElement>('li[data-card]')]
}

function previous(card: Element): Element | undefined {
  return card.previousElementSibling ?? undefined
}

function keepingFocus(move: () => void): void {
  const here = document.activeElement
  move()
  if (here instanceof HTMLElement && here !== document.activeElement) here.focus({ preventScroll: true })
}

/** How to find again, in the same card drawn anew, what has the focus. */
function focusIn(card: HTMLElement): string | undefined {
  const here = document.activeElement
  if (!here || !card.contains(here)) return undefined
  return ['[data-handle]', 'summary', 'select', '[data-open]', '.pcard-name', 'button'].find((one) => here.matches(one))
}
