/** Dragging cards with a pointer: a mouse from anywhere on the card, a finger from its handle. */

import { cardsIn } from './passage-columns'

export interface Drop {
  card: HTMLElement
  column: HTMLElement
  /** The card it comes after; undefined for the first place. */
  after: HTMLElement | undefined
  /** The card it was laid on, and held on, to merge the two. */
  onto: HTMLElement | undefined
}

export interface Drags {
  lifted: (card: HTMLElement) => void
  dropped: (drop: Drop) => void
  givenUp: (card: HTMLElement) => void
}

const THRESHOLD_PX = 6
/** How long a card is held over the middle of another before the two would merge: passing over is no merging. */
const DWELL_MS = 500
const EDGE_PX = 70
const SCROLL_PX = 14
const SCROLL_EVERY_MS = 16
const NOT_A_HOLD = 'a, button:not([data-handle]), input, select, textarea, summary, label, form'

interface Held {
  card: HTMLElement
  x: number
  y: number
  isLifted: boolean
  pointer: number
}

export class CardDrag {
  private held: Held | undefined
  private gap = document.createElement('li')
  private over: HTMLElement | undefined
  private onto: HTMLElement | undefined
  private dwell = 0
  private scrolling = 0
  private at = { x: 0, y: 0 }

  constructor(
    private readonly board: HTMLElement,
    private readonly drags: Drags,
    signal: AbortSignal,
  ) {
    this.gap.className = 'pcard-gap'
    this.gap.ariaHidden = 'true'
    board.addEventListener('pointerdown', this.start, { signal })
    // a card taken by its body is dragged, not selected: its words are copied from its page
    board.addEventListener('mousedown', (event) => this.held && event.preventDefault(), { signal })
    window.addEventListener('pointermove', this.move, { signal })
    window.addEventListener('pointerup', this.end, { signal })
    window.addEventListener('pointercancel', this.giveUp, { signal })
    window.addEventListener('keydown', (event) => event.key === 'Escape' && this.giveUp(), { signal })
  }

  get isOn(): boolean {
    return this.held?.isLifted ?? false
  }

  private start = (event: PointerEvent): void => {
    if (event.button !== 0 || this.held || !(event.target instanceof Element)) return
    const card = event.target.closest<HTMLElement>('.pcard[data-card]')
    const byHandle = !!event.target.closest('[data-handle]')
    const byBody = event.pointerType === 'mouse' && !event.target.closest(NOT_A_HOLD)
    if (!card || !(byHandle || byBody) || !card.querySelector('[data-handle]')) return
    this.held = { card, x: event.clientX, y: event.clientY, isLifted: false, pointer: event.pointerId }
  }

  private move = (event: PointerEvent): void => {
    const held = this.held
    if (held?.pointer !== event.pointerId) return
    this.at = { x: event.clientX, y: event.clientY }
    if (!held.isLifted && Math.hypot(event.clientX - held.x, event.clientY - held.y) < THRESHOLD_PX) return
    if (!held.isLifted) this.lift(held)
    event.preventDefault()
    held.card.style.transform = `translate(${event.clientX - held.x}px, ${event.clientY - held.y}px) rotate(1deg)`
    this.look()
  }

  private lift(held: Held): void {
    held.isLifted = true
    held.card.classList.add('is-dragged')
    this.board.classList.add('is-dragging')
    this.scrolling = window.setInterval(this.scroll, SCROLL_EVERY_MS)
    this.drags.lifted(held.card)
  }

  /** Where the pointer is: a gap opens there, or, held over the middle of a card, that card offers to merge. */
  private look(): void {
    const under = document.elementFromPoint(this.at.x, this.at.y)
    const column = under?.closest<HTMLElement>('[data-column]')
    if (!column || !this.board.contains(column)) return
    const card = under?.closest<HTMLElement>('.pcard[data-card]') ?? undefined
    if (card) this.lookAt(card)
    else if (!under?.closest('.pcard-gap')) {
      this.leave()
      const below = cardsIn(column).find((one) => one !== this.held?.card && one.getBoundingClientRect().top > this.at.y)
      if (below) below.before(this.gap)
      else column.querySelector('[data-cards]')?.append(this.gap)
    }
  }

  private lookAt(card: HTMLElement): void {
    const box = card.getBoundingClientRect()
    const part = (this.at.y - box.top) / box.height
    const isMiddle = part > 0.3 && part < 0.7
    if (isMiddle) {
      if (this.over === card) return
      this.leave()
      this.over = card
      this.dwell = window.setTimeout(() => this.offer(card), DWELL_MS)
      return
    }
    this.leave()
    if (part <= 0.3) card.before(this.gap)
    else card.after(this.gap)
  }

  private offer(card: HTMLElement): void {
    this.onto = card
    this.gap.remove()
    card.classList.add('is-merging')
  }

  private leave(): void {
    clearTimeout(this.dwell)
    this.onto?.classList.remove('is-merging')
    this.over = this.onto = undefined
  }

  /** Near an edge the page follows the hand, and the hand is over something else. */
  private scroll = (): void => {
    const { x, y } = this.at
    const down = y < EDGE_PX ? -SCROLL_PX : y > window.innerHeight - EDGE_PX ? SCROLL_PX : 0
    const right = x < EDGE_PX ? -SCROLL_PX : x > window.innerWidth - EDGE_PX ? SCROLL_PX : 0
    if (!down && !right) return
    window.scrollBy(0, down)
    this.board.scrollBy(right, 0)
    this.look()
  }

  private end = (event: PointerEvent): void => {
    const held = this.held
    if (held?.pointer !== event.pointerId) return
    const { onto, gap } = this
    const column = (onto ?? gap).closest<HTMLElement>('[data-column]')
    const after = before(gap, held.card)
    this.clear()
    if (!held.isLifted) return
    if (column) this.drags.dropped({ card: held.card, column, after, onto })
    else this.drags.givenUp(held.card)
  }

  private giveUp = (): void => {
    const held = this.held
    this.clear()
    if (held?.isLifted) this.drags.givenUp(held.card)
  }

  private clear(): void {
    clearInterval(this.scrolling)
    this.leave()
    this.gap.remove()
    this.board.classList.remove('is-dragging')
    this.held?.card.classList.remove('is-dragged')
    if (this.held) this.held.card.style.transform = ''
    this.held = undefined
  }
}

/** The card above the gap, but for the dragged one. */
function before(gap: HTMLElement, dragged: HTMLElement): HTMLElement | undefined {
  let one = gap.previousElementSibling
  while (one === dragged) one = one.previousElementSibling
  return one instanceof HTMLElement ? one : undefined
}
