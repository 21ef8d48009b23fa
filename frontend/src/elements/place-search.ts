import { readPlaces, type FoundPlace } from './places-found'

const PAUSE_MS = 150
const SHORTEST = 2
let count = 0

/**
 * `<place-search url="/lieux/" kind="commune" choose="suggestions"><… input …></place-search>`: names of communes and
 * groupings under the input while one types, by arrows and Enter or by pressing. `kind`: only those. In a form of
 * search, choosing one searches it. Without script the form's own button searches.
 */
export class PlaceSearch extends HTMLElement {
  #input: HTMLInputElement | null = null
  #list = document.createElement('ul')
  #found: FoundPlace[] = []
  #at = -1
  #timer = 0
  #stop = new AbortController()

  connectedCallback(): void {
    this.#input = this.querySelector('input')
    if (!this.#input) return
    this.#stop = new AbortController()
    this.#list.id = `places-${++count}`
    this.#list.className = 'suggestions'
    this.#list.hidden = true
    this.#list.setAttribute('role', 'listbox')
    this.#list.setAttribute('aria-label', this.getAttribute('choose') ?? '')
    this.#input.after(this.#list)
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': this.#list.id }))
      this.#input.setAttribute(name, value)
    const { signal } = this.#stop
    this.#input.addEventListener('input', this.#soon, { signal })
    this.#input.addEventListener('keydown', this.#press, { signal })
    this.#input.addEventListener('blur', this.#close, { signal })
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
    this.#stop.abort()
    this.#list.remove()
  }

  #soon = (): void => {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#search(), PAUSE_MS)
  }

  async #search(): Promise<void> {
    const typed = this.#input?.value.trim() ?? ''
    if (typed.length < SHORTEST) return this.#close()
    try {
      const url = `${this.getAttribute('url') ?? ''}?q=${encodeURIComponent(typed)}`
      const answer = await fetch(url, { signal: this.#stop.signal })
      const kind = this.getAttribute('kind')
      this.#found = readPlaces(await answer.json()).filter((place) => !kind || place.kind === kind)
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) return this.#close()
      throw error
    }
    if (this.#input?.value.trim() === typed && document.activeElement === this.#input) this.#open()
  }

  #open(): void {
    this.#at = -1
    this.#list.replaceChildren(...this.#found.map((place, at) => this.#option(place, at)))
    this.#list.hidden = this.#found.length === 0
    this.#input?.setAttribute('aria-expanded', String(!this.#list.hidden))
    this.#input?.removeAttribute('aria-activedescendant')
  }

  #close = (): void => {
    clearTimeout(this.#timer)
    this.#found = []
    this.#open()
  }

  #option(place: FoundPlace, at: number): HTMLLIElement {
    const option = document.createElement('li')
    option.id = `${this.#list.id}-${at}`
    option.setAttribute('role', 'option')
    option.setAttribute('aria-selected', 'false')
    const detail = document.createElement('span')
    detail.className = 'soft'
    detail.textContent = place.detail
    option.append(place.name, ' ', detail)
    // before the input loses the focus, which closes the list
    option.addEventListener('pointerdown', (event) => {
      event.preventDefault()
      this.#choose(place)
    })
    return option
  }

  #press = (event: KeyboardEvent): void => {
    if (this.#list.hidden) return
    if (event.key === 'Escape') return this.#close()
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      this.#point((this.#at + step + this.#found.length + (this.#at < 0 && step < 0 ? 1 : 0)) % this.#found.length)
    }
    const place = this.#found[this.#at]
    if (event.key === 'Enter' && place) {
      event.preventDefault()
      this.#choose(place)
    }
  }

  #point(at: number): void {
    this.#at = at
    for (const [number, option] of [...this.#list.children].entries()) {
      option.setAttribute('aria-selected', String(number === at))
      if (number === at) option.scrollIntoView({ block: 'nearest' })
    }
    this.#input?.setAttribute('aria-activedescendant', `${this.#list.id}-${at}`)
  }

  #choose(place: FoundPlace): void {
    if (!this.#input) return
    this.#input.value = place.words
    this.#close()
    if (this.#input.form?.method === 'get') this.#input.form.requestSubmit()
  }
}
