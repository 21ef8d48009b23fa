const KINDS: Record<string, string> = { l: 'line', s: 'area', p: 'point' }

/**
 * `<sheet-review>` around the drawing and the list of marks: pointing at one shows the other, keys go from mark to mark
 * and change the one that is open, and every form of the list is sent without leaving the page.
 */
export class SheetReview extends HTMLElement {
  #stop = new AbortController()

  connectedCallback(): void {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    this.addEventListener('pointerover', (event) => this.#point(event), { signal })
    this.addEventListener('click', (event) => this.#click(event), { signal })
    this.addEventListener('toggle', (event) => this.#opened(event), { signal, capture: true })
    this.addEventListener('submit', (event) => this.#submit(event), { signal })
    document.addEventListener('keydown', (event) => this.#key(event), { signal })
    this.#openHash()
  }

  disconnectedCallback(): void {
    this.#stop.abort()
  }

  #point(event: Event): void {
    const found = event.target instanceof Element ? event.target.closest('[data-mark]') : null
    this.#light(found?.getAttribute('data-mark') ?? this.#openRow()?.dataset['mark'] ?? '')
  }

  #click(event: Event): void {
    const link = event.target instanceof Element ? event.target.closest('a.review-mark') : null
    if (!link) return
    event.preventDefault()
    this.#open(link.getAttribute('data-mark') ?? '')
  }

  #opened(event: Event): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.review-row') : null
    if (!(event.target instanceof HTMLDetailsElement) || !row || !event.target.open) return
    this.#closeOthers(event.target)
    this.#light(row.dataset['mark'] ?? '')
  }

  #closeOthers(details: HTMLDetailsElement): void {
    for (const other of this.querySelectorAll<HTMLDetailsElement>('.review-row details[open]'))
      if (other !== details) other.open = false
  }

  #light(mark: string): void {
    for (const one of this.querySelectorAll('.is-lit')) one.classList.remove('is-lit')
    if (!mark) return
    for (const one of this.querySelectorAll(`[data-mark="${CSS.escape(mark)}"]`)) one.classList.add('is-lit')
  }

  #rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.review-row')]
  }

  #openRow(): HTMLElement | undefined {
    return this.#rows().find((row) => row.querySelector('details')?.open)
  }

  #open(mark: string): void {
    const row = this.#rows().find((one) => one.dataset['mark'] === mark)
    const details = row?.querySelector('details')
    if (!row || !details) return
    this.#closeOthers(details) // at once: the toggle event comes later, and keys may come before it
    details.open = true
    details.querySelector('summary')?.focus()
    row.scrollIntoView({ block: 'nearest' })
  }

  #openHash(): void {
    const mark = /^#mark-(\d+)$/.exec(location.hash)?.[1]
    if (mark) this.#open(mark)
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof Element && event.target.closest('input, select, textarea')) return
    const key = event.key.toLowerCase()
    if (key === 'j' || key === 'k') this.#step(key === 'j' ? 1 : -1)
    else if (key === 'h') this.classList.toggle('is-bare')
    else if (!this.#change(key)) return
    event.preventDefault()
  }

  #step(by: number): void {
    const rows = this.#rows()
    const at = rows.findIndex((row) => row === this.#openRow())
    const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))]
    if (next) this.#open(next.dataset['mark'] ?? '')
  }

  /** Whether the key was for the open mark. */
  #change(key: string): boolean {
    const form = this.#openRow()?.querySelector('form')
    if (!form) return false
    if (key === 'x') return this.#press(form, 'drop')
    const name = KINDS[key] ? 'kind' : /^[1-9]$/.test(key) ? 'pen' : ''
    const field = name && form.querySelector<HTMLSelectElement>(`select[name=${name}]`)
    const wanted = KINDS[key] ?? String(Number(key) - 1)
    if (!field || ![...field.options].some((option) => option.value === wanted)) return false
    field.value = wanted
    return this.#press(form, 'change')
  }

  #press(form: HTMLFormElement, asked: string): boolean {
    form.querySelector<HTMLButtonElement>(`button[value=${asked}]`)?.click()
    return true
  }

  /** Forms of marks are sent in the background; what the server answers takes the place of what was shown. */
  #submit(event: SubmitEvent): void {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.closest('.review-marks, .fold')) return
    event.preventDefault()
    const said = new FormData(form, event.submitter)
    const mark = form.closest<HTMLElement>('.review-row')?.dataset['mark'] ?? ''
    void this.#send(form.action, said, mark).catch(() => form.submit())
  }

  /** The row stays open, or the next one where it is no more. An answer's address tells no fragment. */
  async #send(url: string, said: FormData, mark: string): Promise<void> {
    const next = this.#after()
    const answer = await fetch(url, { method: 'POST', body: said })
    const shown = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = shown.getElementById(this.id)
    if (!answer.ok || !fresh) throw new TypeError('no review in the answer')
    this.replaceChildren(...fresh.childNodes)
    if (this.#rows().some((row) => row.dataset['mark'] === mark)) this.#open(mark)
    else if (next) this.#open(next)
    this.#announce(shown)
  }

  /** The mark after the open one: where one goes on when it is dropped. */
  #after(): string | undefined {
    const rows = this.#rows()
    return rows[rows.findIndex((row) => row === this.#openRow()) + 1]?.dataset['mark']
  }

  /** Sentences of the server (a mark somebody else changed meanwhile) are shown as on a page of its own. */
  #announce(shown: Document): void {
    const said = shown.querySelector('main .messages')
    document.querySelector('main .messages')?.remove()
    if (said) this.before(said)
  }
}
