import { readNews, type JobNews } from './job'

const EVERY_MS = 1000

/**
 * `<job-progress url="…"><p>sentence</p><progress max="100"></progress></job-progress>`: asks `url` for news every
 * second ({sentence, percent, is_over, url?}) and rewrites the sentence and the bar. Once the job is over it reloads
 * the page, which then shows the result; without script the person reloads it.
 */
export class JobProgress extends HTMLElement {
  #timer = 0
  #stop = new AbortController()

  connectedCallback(): void {
    this.#stop = new AbortController()
    if (this.getAttribute('url')) this.#timer = window.setTimeout(this.#ask, EVERY_MS)
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
    this.#stop.abort()
  }

  #ask = async (): Promise<void> => {
    const news = await this.#fetch()
    if (this.#stop.signal.aborted) return
    if (news) this.#show(news)
    if (news?.is_over) location.reload()
    else this.#timer = window.setTimeout(this.#ask, EVERY_MS)
  }

  /** A cut of the network is not news: ask again. */
  async #fetch(): Promise<JobNews | undefined> {
    try {
      const answer = await fetch(this.getAttribute('url') ?? '', {
        headers: { accept: 'application/json' },
        signal: this.#stop.signal,
      })
      return answer.ok ? readNews(await answer.json()) : undefined
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) return undefined
      throw error
    }
  }

  #show(news: JobNews): void {
    const sentence = this.querySelector('p')
    const bar = this.querySelector('progress')
    if (sentence && sentence.textContent !== news.sentence) sentence.textContent = news.sentence
    if (!bar) return
    if (news.percent === null) bar.removeAttribute('value')
    else bar.value = news.percent
  }
}
