import { readNews, takeChange, type Change, type News } from './co-writing-news'

const PAUSE_MS = 900
const AGAIN_MS = 4000
const LOOK_MS = 8000

interface Box {
  name: string
  area: HTMLTextAreaElement
  base: HTMLInputElement
  state: HTMLElement
  known: string
  timer: number
  isSaving: boolean
  isHeld: boolean
}

/**
 * `<co-writing save="…" presence="…" …words>` around the form of a section: saves each field a breath after the last
 * key, says who else is there, shows what they changed. A text written on an older one is held by the server and a link
 * leads to the page where both are compared. Without script the Save button does the same.
 */
export class CoWriting extends HTMLElement {
  #boxes = new Map<string, Box>()
  #looking = 0
  #stop = new AbortController()

  connectedCallback(): void {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    for (const area of this.querySelectorAll('textarea')) this.#adopt(area, signal)
    this.querySelector('form')?.addEventListener('submit', this.#leave, { signal })
    window.addEventListener('pagehide', this.#flush, { signal })
    this.#looking = window.setInterval(this.#look, LOOK_MS)
  }

  disconnectedCallback(): void {
    this.#leave()
    this.#stop.abort()
    this.#boxes.clear()
  }

  #adopt(area: HTMLTextAreaElement, signal: AbortSignal): void {
    const field = area.closest<HTMLElement>('[data-field]')
    const base = field?.querySelector<HTMLInputElement>('input[type=hidden]')
    const state = field?.querySelector<HTMLElement>('.field-state')
    if (!base || !state) return
    const box = { name: area.name, area, base, state, known: area.value, timer: 0, isSaving: false, isHeld: false }
    this.#boxes.set(area.name, box)
    area.addEventListener('input', () => this.#soon(box, PAUSE_MS), { signal })
    area.addEventListener('blur', () => void this.#save(box), { signal })
    area.addEventListener('focus', this.#look, { signal })
  }

  #soon(box: Box, wait: number): void {
    clearTimeout(box.timer)
    box.timer = window.setTimeout(() => void this.#save(box), wait)
  }

  /** The form leaves by itself: nothing more is sent field by field. */
  #leave = (): void => {
    clearInterval(this.#looking)
    for (const box of this.#boxes.values()) clearTimeout(box.timer)
    window.removeEventListener('pagehide', this.#flush)
  }

  /** The page is left by another way: what is not saved yet goes along with it. */
  #flush = (): void => {
    for (const box of this.#boxes.values()) {
      if (box.area.value !== box.known) void fetch(this.#url('save'), { ...this.#post(this.#words(box)), keepalive: true })
    }
  }

  async #save(box: Box): Promise<void> {
    clearTimeout(box.timer)
    if (box.isSaving || box.area.value === box.known) return
    box.isSaving = true
    const text = box.area.value
    this.#say(box, this.getAttribute('saving') ?? '')
    const answer = await this.#ask('save', this.#words(box))
    box.isSaving = false
    if (this.#stop.signal.aborted) return
    if (!answer) {
      this.#say(box, this.getAttribute('offline') ?? '', true)
      return this.#soon(box, AGAIN_MS)
    }
    this.#answered(box, text, answer)
    if (answer.ok && box.area.value !== text) this.#soon(box, PAUSE_MS)
  }

  #answered(box: Box, text: string, answer: Answer): void {
    const { news } = answer
    if (!news) return this.#say(box, this.getAttribute('signed-out') ?? '', true)
    if (answer.ok && news.number !== undefined) {
      box.known = text
      box.isHeld = false
      box.base.value = String(news.number)
      this.#say(box, news.sentence ?? '')
      return this.#show(news)
    }
    if (answer.status === 409) {
      box.known = text
      box.isHeld = true
    }
    this.#say(box, news.sentence ?? '', true, news.url)
  }

  #look = async (): Promise<void> => {
    const words = new FormData()
    const here = document.activeElement
    words.set('field', here instanceof HTMLTextAreaElement && this.#boxes.has(here.name) ? here.name : '')
    for (const box of this.#boxes.values()) words.append('known', `${box.name}:${box.base.value}`)
    const answer = await this.#ask('presence', words)
    if (!answer?.ok || !answer.news || this.#stop.signal.aborted) return
    this.#show(answer.news)
    for (const [name, change] of Object.entries(answer.news.changed)) this.#take(this.#boxes.get(name), change)
  }

  #take(box: Box | undefined, change: Change): void {
    if (!box || box.isSaving || box.isHeld) return
    const isFocused = document.activeElement === box.area
    const held = { base: Number(box.base.value), known: box.known, text: box.area.value, isFocused }
    const verb = takeChange(held, change)
    if (verb === 'show') {
      box.area.value = box.known = change.text
      box.base.value = String(change.number)
      this.#say(box, (this.getAttribute('refreshed') ?? '').replace('{name}', change.by))
    } else if (verb === 'wait') this.#say(box, (this.getAttribute('waiting') ?? '').replace('{name}', change.by))
  }

  #show(news: News): void {
    const others = this.querySelector('[data-others]')
    const sentences = news.others.map((one) => one.sentence)
    if (others && [...others.children].map((one) => one.textContent).join('|') !== sentences.join('|'))
      others.replaceChildren(...sentences.map((sentence) => words('span', sentence, 'other')))
    for (const [section, [filled]] of Object.entries(news.progress)) {
      const place = document.querySelector(`[data-section="${CSS.escape(section)}"] [data-filled]`)
      if (place) place.textContent = String(filled)
    }
  }

  #say(box: Box, sentence: string, isLoud = false, url?: string): void {
    const said: Node[] = [words('span', sentence, isLoud ? 'error' : 'soft')]
    if (url) {
      const link = words('a', this.getAttribute('compare') ?? url, '')
      link.href = url
      said.push(document.createTextNode(' '), link)
    }
    box.state.replaceChildren(...said)
  }

  #words(box: Box): FormData {
    const said = new FormData()
    said.set('field', box.name)
    said.set('text', box.area.value)
    said.set('base', box.base.value)
    return said
  }

  #url(name: string): string {
    return this.getAttribute(name) ?? ''
  }

  #post(body: FormData): RequestInit {
    const token = this.querySelector<HTMLInputElement>('[name=csrfmiddlewaretoken]')?.value ?? ''
    body.set('csrfmiddlewaretoken', token)
    return { method: 'POST', body, headers: { accept: 'application/json' } }
  }

  /** Undefined: the network is away. Without `news`: a page came instead, one is signed out. */
  async #ask(name: string, body: FormData): Promise<Answer | undefined> {
    try {
      const answer = await fetch(this.#url(name), { ...this.#post(body), signal: this.#stop.signal })
      const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false
      const { ok, status } = answer
      return isJson ? { ok, status, news: readNews(await answer.json()) } : { ok: false, status }
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) return undefined
      throw error
    }
  }
}

interface Answer {
  ok: boolean
  status: number
  news?: News
}

function words<K extends 'span' | 'a'>(tag: K, text: string, className: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.textContent = text
  if (className) element.className = className
  return element
}
