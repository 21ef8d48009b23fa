import type { Upload } from 'tus-js-client'
import { readPhotos, type PhotoNews } from './photo-news'

const EVERY_MS = 1500
const RETRIES_MS = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000]
const PIECE_BYTES = 1024 * 1024

/**
 * `<photo-sender to="…" news="…" cut="…" sending="…">` around the form that sends photographs: each goes by itself as
 * soon as it is chosen, piece by piece, on and on through cuts and reloads; `.photo-news` tells what became of it.
 */
export class PhotoSender extends HTMLElement {
  #stop = new AbortController()
  #timer = 0
  #uploads = new Set<Upload>()

  connectedCallback(): void {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    const input = this.querySelector('input[type=file]')
    if (!(input instanceof HTMLInputElement)) return
    this.querySelector<HTMLElement>('form button')?.setAttribute('hidden', '')
    input.required = false
    input.addEventListener('change', () => void this.#send(input), { signal })
    this.#timer = window.setTimeout(this.#ask, EVERY_MS)
  }

  disconnectedCallback(): void {
    this.#stop.abort()
    clearTimeout(this.#timer)
    for (const upload of this.#uploads) void upload.abort()
  }

  async #send(input: HTMLInputElement): Promise<void> {
    const files = [...(input.files ?? [])]
    input.value = ''
    const { Upload } = await import('tus-js-client')
    for (const file of files) await this.#sendOne(Upload, file)
  }

  #sendOne(Sender: typeof Upload, file: File): Promise<void> {
    const row = this.#row(`local-${file.name}-${file.size}`, file.name)
    return new Promise((done) => {
      const upload = new Sender(file, {
        endpoint: this.getAttribute('to') ?? '',
        headers: { 'X-CSRFToken': this.querySelector<HTMLInputElement>('[name=csrfmiddlewaretoken]')?.value ?? '' },
        metadata: { filename: file.name, filetype: file.type },
        chunkSize: PIECE_BYTES,
        retryDelays: RETRIES_MS,
        removeFingerprintOnSuccess: true,
        onProgress: (sent, total) => this.#say(row, `${this.#word('sending')} ${Math.round((100 * sent) / total)} %`),
        onShouldRetry: (error) => {
          const status = error.originalResponse?.getStatus() ?? 0
          if (status === 0) this.#say(row, this.#word('cut'))
          return status === 0 || status === 409 || status === 423 || status >= 500
        },
        onError: (error) => {
          const said = 'originalResponse' in error ? error.originalResponse?.getBody() : ''
          this.#say(row, said || this.#word('cut'))
          this.#uploads.delete(upload)
          done()
        },
        onSuccess: () => {
          row.remove()
          this.#uploads.delete(upload)
          void this.#ask()
          done()
        },
      })
      this.#uploads.add(upload)
      void this.#start(upload)
    })
  }

  /** From where it stopped, when this very file was being sent before a cut or a reload. */
  async #start(upload: Upload): Promise<void> {
    const [earlier] = await upload.findPreviousUploads()
    if (earlier) upload.resumeFromPreviousUpload(earlier)
    upload.start()
  }

  #word(name: string): string {
    return this.getAttribute(name) ?? ''
  }

  #ask = async (): Promise<void> => {
    clearTimeout(this.#timer)
    const photos = await this.#fetch()
    if (this.#stop.signal.aborted) return
    for (const photo of photos ?? []) this.#show(photo)
    this.#timer = window.setTimeout(this.#ask, EVERY_MS)
  }

  async #fetch(): Promise<PhotoNews[] | undefined> {
    try {
      const answer = await fetch(this.getAttribute('news') ?? '', { signal: this.#stop.signal })
      return answer.ok ? readPhotos(await answer.json()) : undefined
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) return undefined
      throw error
    }
  }

  #show(photo: PhotoNews): void {
    const row = this.#row(photo.id, photo.name)
    const badge = row.querySelector('.badge')
    if (badge && badge.textContent !== photo.label) badge.textContent = photo.label
    row.dataset['state'] = photo.state
    const said = photo.sentences.length > 0 ? photo.sentences : ['']
    const shown = [...row.querySelectorAll('.photo-sentence')].map((one) => one.textContent ?? '')
    if (said.join('\n') !== shown.join('\n')) this.#sentences(row, photo.sentences)
  }

  #say(row: HTMLElement, sentence: string): void {
    this.#sentences(row, [sentence])
  }

  #sentences(row: HTMLElement, sentences: string[]): void {
    for (const old of row.querySelectorAll('.photo-sentence')) old.remove()
    for (const sentence of sentences) {
      const line = document.createElement('p')
      line.className = 'photo-sentence'
      line.textContent = sentence
      row.firstElementChild?.append(line)
    }
  }

  /** The line of a photograph, made where it is not there yet. */
  #row(id: string, name: string): HTMLElement {
    const list = this.querySelector('.photo-news')
    const known = [...(list?.children ?? [])].find((one) => one instanceof HTMLElement && one.dataset['photo'] === id)
    if (known instanceof HTMLElement) return known
    this.querySelector('.photo-none')?.setAttribute('hidden', '')
    const row = document.createElement('li')
    row.className = 'row'
    row.dataset['photo'] = id
    const words = document.createElement('div')
    words.className = 'row-words'
    const title = document.createElement('strong')
    title.textContent = name
    const badge = document.createElement('span')
    badge.className = 'badge'
    words.append(title, ' ', badge)
    row.append(words)
    list?.prepend(row)
    return row
  }
}
