import { waitBefore } from '../live/backoff'
import { onWake } from '../live/wake'
import { readAnswer, writeAnswer, type Answer } from './answer'

/**
 * `<kept-answer waits="…"><form>…</form><p data-waits role="status"></p></kept-answer>`: an answer given without
 * network stays on this telephone, even if the page is closed, and leaves once when the network is back; the server
 * knows it by its identifier. Without script the form is sent at once.
 */
export class KeptAnswer extends HTMLElement {
  #stop = new AbortController()
  #forgetWake = (): void => undefined
  #isSending = false
  #isPassed = false
  #failures = 0
  #timer = 0

  connectedCallback(): void {
    this.#stop = new AbortController()
    this.addEventListener('submit', this.#keep, { signal: this.#stop.signal })
    this.#forgetWake = onWake(() => void this.#send())
    void this.#send()
  }

  disconnectedCallback(): void {
    this.#stop.abort()
    this.#forgetWake()
    clearTimeout(this.#timer)
  }

  get #form(): HTMLFormElement | null {
    return this.querySelector('form')
  }

  get #key(): string {
    return `answer:${this.#form?.getAttribute('action') ?? ''}`
  }

  #keep = (event: SubmitEvent): void => {
    const form = this.#form
    if (!form || this.#isPassed) return
    event.preventDefault()
    const pairs = [...new FormData(form, event.submitter)]
    localStorage.setItem(this.#key, writeAnswer(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string')))
    this.#press(event.submitter)
    this.#failures = 0
    void this.#send()
  }

  async #send(): Promise<void> {
    const answer = readAnswer(localStorage.getItem(this.#key))
    const form = this.#form
    if (!answer || !form || this.#isSending || this.#stop.signal.aborted) return
    this.#isSending = true
    clearTimeout(this.#timer)
    try {
      const went = await this.#post(form, answer)
      if (went === 'later') return this.#later()
      localStorage.removeItem(this.#key)
      this.#follow(form, answer, went)
    } finally {
      this.#isSending = false
    }
  }

  async #post(form: HTMLFormElement, answer: Answer): Promise<Response | 'later'> {
    const body = new FormData()
    for (const [name, value] of answer) body.set(name, value)
    try {
      const heard = await fetch(form.action, { method: 'POST', body, signal: this.#stop.signal })
      return heard.status >= 500 ? 'later' : heard
    } catch (error) {
      if (error instanceof TypeError || error instanceof DOMException) return 'later'
      throw error
    }
  }

  /** Where the server leads; what it refuses is asked again by the form itself, so that its page says why. */
  #follow(form: HTMLFormElement, answer: Answer, heard: Response): void {
    this.#say('')
    if (heard.redirected) return location.assign(heard.url)
    const value = new Map(answer).get('value')
    const button = [...form.querySelectorAll('button')].find((one) => one.value === value)
    this.#isPassed = true
    form.requestSubmit(button)
  }

  #later(): void {
    this.#say(this.getAttribute('waits') ?? '')
    this.#timer = window.setTimeout(() => void this.#send(), waitBefore(this.#failures++, Math.random()))
  }

  #press(chosen: HTMLElement | null): void {
    for (const button of this.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button === chosen))
  }

  #say(words: string): void {
    const place = this.querySelector('[data-waits]')
    if (place && place.textContent !== words) place.textContent = words
  }
}
