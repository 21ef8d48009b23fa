import { clockAt } from './order'

const EVERY_MS = 5_000

/** `<day-clock began="…" minutes="45" left="min left" over="min over"><p>…</p>`: keeps its minutes true. */
export class DayClock extends HTMLElement {
  #timer: number | undefined

  connectedCallback(): void {
    this.#show()
    this.#timer = window.setInterval(this.#show, EVERY_MS)
  }

  disconnectedCallback(): void {
    window.clearInterval(this.#timer)
  }

  #show = (): void => {
    const began = Date.parse(this.getAttribute('began') ?? '')
    const words = this.querySelector('p')
    if (Number.isNaN(began) || !words) return
    const clock = clockAt(began, Number(this.getAttribute('minutes')), Date.now())
    const text = `${clock.minutes} ${this.getAttribute(clock.isOver ? 'over' : 'left') ?? ''}`
    if (words.textContent !== text) words.textContent = text
    words.classList.toggle('is-over', clock.isOver)
  }
}
