import { isFound, readTaps, withTap, withoutTap, writeTaps, type Taps } from './taps'

const AGAIN_MS = 4000

/**
 * `<tap-list note="…" list="…"><li><form><input name="contact"><button name="is_here">…</form></li></tap-list>`: each
 * tap shows at once and is sent behind; without network it waits in the browser and leaves when the network is back.
 * Also finds a name among the lines. Without script each tap is an ordinary form.
 */
export class TapList extends HTMLElement {
  #taps: Taps = new Map()
  #timer = 0
  #isSending = false
  #stop = new AbortController()

  connectedCallback(): void {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    this.addEventListener('submit', this.#tap, { signal })
    this.addEventListener('input', this.#find, { signal })
    window.addEventListener('online', this.#send, { signal })
    this.#taps = readTaps(localStorage.getItem(this.#key))
    for (const [person, isHere] of this.#taps) this.#show(person, isHere)
    this.#tell()
    void this.#send()
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
    this.#stop.abort()
  }

  get #key(): string {
    return `taps:${this.getAttribute('list') ?? ''}`
  }

  #tap = (event: SubmitEvent): void => {
    const form = event.target
    const button = event.submitter
    if (!(form instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement)) return
    event.preventDefault()
    const person = String(new FormData(form).get('contact'))
    const isHere = button.getAttribute('aria-pressed') !== 'true'
    this.#keep(withTap(this.#taps, person, isHere))
    this.#show(person, isHere)
    void this.#send()
  }

  #keep(taps: Taps): void {
    this.#taps = taps
    localStorage.setItem(this.#key, writeTaps(taps))
    this.#tell()
  }

  #show(person: string, isHere: boolean): void {
    const button = this.#button(person)
    if (!button) return
    const was = button.getAttribute('aria-pressed') === 'true'
    button.setAttribute('aria-pressed', String(isHere))
    button.value = isHere ? '0' : '1'
    const count = this.querySelector('[data-count]')
    if (count && was !== isHere) count.textContent = String(Number(count.textContent) + (isHere ? 1 : -1))
  }

  #button(person: string): HTMLButtonElement | null {
    const input = this.querySelector(`input[name="contact"][value="${CSS.escape(person)}"]`)
    return input?.closest('form')?.querySelector('button') ?? null
  }

  /** One after the other, in order; the first that fails waits for the network with all the others. */
  #send = async (): Promise<void> => {
    if (this.#isSending) return
    this.#isSending = true
    clearTimeout(this.#timer)
    try {
      for (let next = first(this.#taps); next; next = first(this.#taps)) {
        const went = await this.#post(...next)
        if (went === 'later') {
          this.#timer = window.setTimeout(() => void this.#send(), AGAIN_MS)
          return
        }
        this.#keep(withoutTap(this.#taps, ...next))
        if (went === 'refused') this.#say(this.getAttribute('refused') ?? '')
      }
    } finally {
      this.#isSending = false
    }
  }

  async #post(person: string, isHere: boolean): Promise<'kept' | 'refused' | 'later'> {
    const body = new FormData()
    body.set('csrfmiddlewaretoken', this.querySelector<HTMLInputElement>('[name="csrfmiddlewaretoken"]')?.value ?? '')
    body.set('contact', person)
    body.set('is_here', isHere ? '1' : '0')
    try {
      const answer = await fetch(this.getAttribute('note') ?? '', {
        method: 'POST',
        body,
        headers: { accept: 'application/json' },
        signal: this.#stop.signal,
      })
      if (answer.status >= 500) return 'later'
      return answer.ok && !answer.redirected ? 'kept' : 'refused'
    } catch (error) {
      if (error instanceof TypeError || error instanceof DOMException) return 'later'
      throw error
    }
  }

  #tell(): void {
    const count = this.#taps.size
    const said = this.getAttribute(count === 1 ? 'waiting-one' : 'waiting-many') ?? ''
    this.#say(count ? said.replace('#', String(count)) : '')
  }

  #say(words: string): void {
    const place = this.querySelector<HTMLElement>('[data-waiting]')
    if (!place) return
    place.textContent = words
    place.hidden = !words
  }

  #find = (event: Event): void => {
    const input = event.target
    if (!(input instanceof HTMLInputElement) || input.dataset['find'] === undefined) return
    for (const line of this.querySelectorAll<HTMLElement>('[data-name]')) {
      line.hidden = !isFound(line.dataset['name'] ?? '', input.value)
    }
  }
}

function first(taps: Taps): [string, boolean] | undefined {
  return taps.entries().next().value
}
