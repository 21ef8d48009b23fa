import { cited } from './citing'

/**
 * `<cite-cards><form>…<textarea>…</form>…<button data-cite="C-12" hidden>`: the buttons appear and cite their card
 * where one was writing. Without script the numbers are typed.
 */
export class CiteCards extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', this.#cite)
    for (const button of this.#buttons()) button.hidden = false
  }

  disconnectedCallback(): void {
    this.removeEventListener('click', this.#cite)
    for (const button of this.#buttons()) button.hidden = true
  }

  #buttons(): HTMLButtonElement[] {
    return [...this.querySelectorAll<HTMLButtonElement>('button[data-cite]')]
  }

  #cite = (event: MouseEvent): void => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-cite]') : null
    const box = this.querySelector('textarea')
    if (!button || !box) return
    const written = cited(box.value, box.selectionEnd, button.dataset['cite'] ?? '')
    box.value = written.text
    box.focus()
    box.setSelectionRange(written.caret, written.caret)
  }
}
