import { caretAfter, spaceCode, tidyCode } from './code'

/**
 * `<code-input length="6"><input …></code-input>`: shows the code as it is read aloud (ABC DEF) while it is typed.
 * The server accepts any spacing and case, so that nothing is lost without it.
 */
export class CodeInput extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('input', this.#write)
  }

  disconnectedCallback(): void {
    this.removeEventListener('input', this.#write)
  }

  #write = (event: Event): void => {
    const input = event.target
    if (!(input instanceof HTMLInputElement)) return
    const length = Number(this.getAttribute('length')) || 6
    const before = tidyCode(input.value.slice(0, input.selectionEnd ?? input.value.length), length).length
    const shown = spaceCode(tidyCode(input.value, length), length)
    if (shown === input.value) return
    input.value = shown
    const caret = caretAfter(before, length)
    input.setSelectionRange(caret, caret)
  }
}
