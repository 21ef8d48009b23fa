import { otherTheme, themeCookie, type Theme } from './theme'

/**
 * `<theme-toggle light="…" dark="…"><button hidden>…<span></span></button></theme-toggle>`:
 * passes from the light board to the dark one and remembers it in a cookie, from which the server writes
 * `data-theme` on the next page: no flash, no inline script. Until it is pressed, the system decides.
 */
export class ThemeToggle extends HTMLElement {
  #system = matchMedia('(prefers-color-scheme: dark)')

  connectedCallback(): void {
    const button = this.querySelector('button')
    if (!button) return
    button.hidden = false
    button.addEventListener('click', this.#toggle)
    this.#system.addEventListener('change', this.#name)
    this.#name()
  }

  disconnectedCallback(): void {
    this.querySelector('button')?.removeEventListener('click', this.#toggle)
    this.#system.removeEventListener('change', this.#name)
  }

  get #shown(): Theme {
    const chosen = document.documentElement.dataset['theme']
    if (chosen === 'light' || chosen === 'dark') return chosen
    return this.#system.matches ? 'dark' : 'light'
  }

  #toggle = (): void => {
    const theme = otherTheme(this.#shown)
    document.documentElement.dataset['theme'] = theme
    document.cookie = themeCookie(theme, location.protocol === 'https:')
    this.#name()
  }

  /** The button says what it will do. */
  #name = (): void => {
    const words = this.getAttribute(otherTheme(this.#shown)) ?? ''
    const button = this.querySelector('button')
    const label = button?.querySelector('span')
    if (button) button.title = words
    if (label) label.textContent = words
  }
}
