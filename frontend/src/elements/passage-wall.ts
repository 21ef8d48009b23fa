import { keepLit } from '../islands/wall/age'
import { askCards, askState } from './passage-asking'
import { cardsIn, Columns } from './passage-columns'
import { lacked } from './passage-state'
import { cutToFit, turnFor, turnMs, turnsOf, type Turn } from './passage-turns'

const LOOK_MS = 2000
/** Widest at 40 px letters: some 30 characters a line, three columns on a wide wall. */
const COLUMN_EM = 14.5
const MOST_ABREAST = 3

/**
 * `<passage-wall state="…" cards="…">`: the board on a projector, page after page without a touch; what arrives is
 * shown at once. Space holds the page, arrows turn it. Without script all the cards are there, to scroll.
 */
export class PassageWall extends HTMLElement {
  #stop = new AbortController()
  #columns = new Columns(this)
  #letDark: (() => void) | undefined
  #turns: Turn[] = []
  #at = 0
  #isHeld = false
  #turning = 0
  #looking = 0

  connectedCallback(): void {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    this.classList.add('is-live')
    this.#letDark = keepLit()
    window.addEventListener('resize', () => this.#layOut(), { signal })
    window.addEventListener('keydown', this.#key, { signal })
    void document.fonts.ready.then(() => this.#layOut())
    this.#looking = window.setTimeout(() => void this.#look(), LOOK_MS)
  }

  disconnectedCallback(): void {
    this.#stop.abort()
    this.#letDark?.()
    clearTimeout(this.#turning)
    clearTimeout(this.#looking)
  }

  /** Measures every card at the width it will have, then cuts the board into pages. */
  #layOut(arrived?: string): void {
    if (this.#stop.signal.aborted) return
    const full = this.#columns.all().filter((column) => cardsIn(column).length > 0)
    const em = parseFloat(getComputedStyle(this).fontSize)
    const abreast = Math.max(1, Math.min(MOST_ABREAST, full.length, Math.floor(innerWidth / (COLUMN_EM * em))))
    this.style.setProperty('--abreast', String(abreast))
    for (const hidden of this.querySelectorAll<HTMLElement>('[data-part]')) hidden.remove()
    for (const card of this.querySelectorAll<HTMLElement>('[data-card]')) whole(card)
    for (const column of this.#columns.all()) column.hidden = !full.includes(column)
    const list = full[0]?.querySelector('[data-cards]')
    const room = list ? innerHeight - list.getBoundingClientRect().top - scrollY - em / 2 : 0
    for (const card of this.querySelectorAll<HTMLElement>('[data-card]')) cut(card, room, this.getAttribute('more') ?? '')
    const tall = full.map((column) => ({
      kind: column.dataset['column'] ?? '',
      cards: cardsIn(column).map((card) => ({ id: card.dataset['card'] ?? '', height: card.offsetHeight })),
    }))
    this.#turns = turnsOf(tall, room, em * 0.6, abreast)
    this.#show(turnFor(this.#turns, arrived, this.#at))
  }

  #show(at: number): void {
    clearTimeout(this.#turning)
    this.#at = at
    const turn = this.#turns[at] ?? []
    const shown = new Set(turn.flatMap(({ cards }) => cards))
    let characters = 0
    for (const column of this.#columns.all()) {
      const kind = column.dataset['column'] ?? ''
      column.hidden = turn.length > 0 && !turn.some((one) => one.kind === kind)
      this.querySelector(`[data-kind="${CSS.escape(kind)}"]`)?.classList.toggle('is-shown', !column.hidden)
      for (const card of cardsIn(column)) {
        card.hidden = !shown.has(card.dataset['card'] ?? '')
        if (!card.hidden) characters += card.textContent.length
      }
    }
    const place = this.querySelector('[data-turn]')
    if (place) place.textContent = this.#turns.length > 1 ? `${at + 1} / ${this.#turns.length}${this.#isHeld ? ' ⏸' : ''}` : ''
    if (!this.#isHeld) this.#turning = window.setTimeout(() => this.#next(), turnMs(characters))
  }

  /** After the last page, the next cards of a board longer than one answer. */
  #next(): void {
    const rest = this.querySelector<HTMLAnchorElement>('[data-next]')
    if (rest && this.#at + 1 >= this.#turns.length) return location.assign(rest.href)
    this.#show(this.#turns.length ? (this.#at + 1) % this.#turns.length : 0)
  }

  #key = (event: KeyboardEvent): void => {
    const count = this.#turns.length
    if (event.key === ' ') this.#isHeld = !this.#isHeld
    else if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
    event.preventDefault()
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (count) this.#show((this.#at + step + count) % count)
  }

  async #look(): Promise<void> {
    try {
      const state = await askState(this, this.#stop.signal)
      this.#tell(true)
      if (state && state.shape !== this.getAttribute('shape')) return location.reload()
      if (state) {
        const known = new Map([...this.#columns.looks()].filter(([id]) => !id.includes('~')))
        const fresh = await askCards(this, lacked(state, known), this.#stop.signal)
        for (const part of this.querySelectorAll('[data-part]')) part.remove()
        this.#columns.apply(state, fresh, () => false)
        for (const { kind, count } of state.columns) this.#count(kind, count)
        this.setAttribute('stamp', lacked(state, this.#columns.looks()).length ? '' : state.stamp)
        const arrived = [...fresh.keys()].at(-1)
        for (const [id, card] of fresh) card.classList.toggle('is-new', known.get(id) === undefined)
        this.#layOut(arrived)
      }
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException)) throw error
      this.#tell(false)
    }
    if (!this.#stop.signal.aborted) this.#looking = window.setTimeout(() => void this.#look(), LOOK_MS)
  }

  #count(kind: string, count: number): void {
    const place = this.querySelector(`[data-kind="${CSS.escape(kind)}"] [data-count]`)
    if (place) place.textContent = String(count)
  }

  #tell(isHere: boolean): void {
    const place = this.querySelector('[data-lost]')
    const sentence = isHere ? '' : (this.getAttribute('lost') ?? '')
    if (place && place.textContent !== sentence) place.textContent = sentence
  }
}

/** A card as it came, its text whole. */
function whole(card: HTMLElement): void {
  card.hidden = false
  for (const text of card.querySelectorAll<HTMLElement>('[data-text]')) {
    text.hidden = false
    text.textContent = text.dataset['whole'] ??= text.textContent
  }
}

/** A card taller than the wall goes on in another, which says so: first by its paragraphs, then between words. */
function cut(card: HTMLElement, room: number, more: string): void {
  if (card.offsetHeight <= room) return
  const texts = [...card.querySelectorAll<HTMLElement>('[data-text]')].filter((text) => !text.hidden)
  const [text, ...others] = texts
  const words = text?.textContent.split(' ') ?? []
  if (!text || (others.length === 0 && words.length < 2)) return
  const rest = card.cloneNode(true)
  if (!(rest instanceof HTMLElement)) return
  const [first, ...later] = [...rest.querySelectorAll<HTMLElement>('[data-text]')].filter((one) => !one.hidden)
  if (others.length > 0) {
    for (const other of others) other.hidden = true
    if (first) first.hidden = true
  } else {
    const count = cutToFit(words, (tried) => {
      text.textContent = `${words.slice(0, tried).join(' ')}…`
      return card.offsetHeight <= room
    })
    text.textContent = `${words.slice(0, count).join(' ')}…`
    if (first) first.textContent = `${more} ${words.slice(count).join(' ')}`
    if (words.length <= count) return
  }
  for (const one of later) one.hidden = others.length === 0
  rest.dataset['part'] = ''
  rest.dataset['card'] = `${card.dataset['card']}~`
  card.after(rest)
  cut(card, room, more)
  cut(rest, room, more)
}
