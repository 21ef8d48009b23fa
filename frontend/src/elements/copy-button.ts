const SHOWN_MS = 2000

/**
 * `<copy-button text="ABC DEF" done="Copied"><button hidden>Copy the code</button></copy-button>`:
 * shows its button where the browser lets a page write to the clipboard (https or localhost).
 */
export class CopyButton extends HTMLElement {
  #timer = 0
  #label = ''

  connectedCallback(): void {
    const button = this.querySelector('button')
    if (!button || !navigator.clipboard) return
    this.#label = button.textContent ?? ''
    button.hidden = false
    button.setAttribute('aria-live', 'polite')
    button.addEventListener('click', this.#copy)
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
    this.querySelector('button')?.removeEventListener('click', this.#copy)
  }

  #copy = async (): Promise<void> => {
    const button = this.querySelector('button')
    if (!button) return
    await navigator.clipboard.writeText(this.getAttribute('text') ?? '')
    button.textContent = this.getAttribute('done') ?? this.#label
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => {
      button.textContent = this.#label
    }, SHOWN_MS)
  }
}
