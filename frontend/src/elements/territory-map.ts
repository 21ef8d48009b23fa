/**
 * `<territory-map src="….svg"><figure><img></figure><form>…checkboxes of communes…</form></territory-map>`: draws the map
 * in the page and ties it to the list: pressing a commune ticks it, ticking one fills it. The list is the keyboard's way
 * in; without script the picture stays a picture.
 */
export class TerritoryMap extends HTMLElement {
  #stop = new AbortController()

  connectedCallback(): void {
    this.#stop = new AbortController()
    void this.#draw()
  }

  disconnectedCallback(): void {
    this.#stop.abort()
  }

  async #draw(): Promise<void> {
    const svg = await this.#fetch()
    const picture = this.querySelector('figure img')
    if (!svg || !picture || this.#stop.signal.aborted) return
    svg.setAttribute('aria-hidden', 'true')
    picture.replaceWith(svg)
    const boxes = new Map<string, HTMLInputElement>()
    for (const box of this.querySelectorAll<HTMLInputElement>('input[type=checkbox]')) boxes.set(box.value, box)
    const { signal } = this.#stop
    svg.addEventListener('click', (event) => this.#press(event, boxes), { signal })
    this.addEventListener('change', () => this.#fill(svg, boxes), { signal })
    this.#fill(svg, boxes)
  }

  #press(event: Event, boxes: Map<string, HTMLInputElement>): void {
    const path = event.target instanceof Element ? event.target.closest<SVGElement>('[data-code]') : null
    const box = boxes.get(path?.dataset['code'] ?? '')
    if (!box) return
    box.checked = !box.checked
    box.dispatchEvent(new Event('change', { bubbles: true }))
    box.scrollIntoView({ block: 'nearest' })
  }

  #fill(svg: Element, boxes: Map<string, HTMLInputElement>): void {
    for (const path of svg.querySelectorAll<SVGElement>('[data-code]'))
      path.classList.toggle('chosen', boxes.get(path.dataset['code'] ?? '')?.checked ?? false)
  }

  async #fetch(): Promise<Element | undefined> {
    try {
      const answer = await fetch(this.getAttribute('src') ?? '', { signal: this.#stop.signal })
      if (!answer.ok) return undefined
      const drawn = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml')
      return drawn.documentElement.localName === 'svg' ? document.importNode(drawn.documentElement, true) : undefined
    } catch (error) {
      if (error instanceof TypeError || error instanceof DOMException) return undefined
      throw error
    }
  }
}
