import { reordered } from './order'

/**
 * `<drag-order><form>…<input name="order"></form><ol><li data-sequence="12">…`: drag a sequence, the form is sent.
 * The buttons of each sequence do the same with the keyboard; without script they are all there is.
 */
export class DragOrder extends HTMLElement {
  #dragged: HTMLElement | undefined

  connectedCallback(): void {
    for (const item of this.#items()) item.draggable = true
    this.addEventListener('dragstart', this.#start)
    this.addEventListener('dragover', this.#over)
    this.addEventListener('drop', this.#drop)
    this.addEventListener('dragend', this.#end)
  }

  disconnectedCallback(): void {
    this.removeEventListener('dragstart', this.#start)
    this.removeEventListener('dragover', this.#over)
    this.removeEventListener('drop', this.#drop)
    this.removeEventListener('dragend', this.#end)
  }

  #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-sequence]')]
  }

  #start = (event: DragEvent): void => {
    const item = itemOf(event.target)
    if (!item) return
    this.#dragged = item
    event.dataTransfer?.setData('text/plain', item.dataset['sequence'] ?? '')
    // later: a browser gives up a drag whose element changes while it begins
    requestAnimationFrame(() => item.classList.toggle('is-dragged', this.#dragged === item))
  }

  #over = (event: DragEvent): void => {
    if (!this.#dragged) return
    event.preventDefault()
    for (const item of this.#items()) item.classList.toggle('is-below', item === itemOf(event.target))
  }

  #drop = (event: DragEvent): void => {
    const moved = this.#dragged?.dataset['sequence']
    if (moved === undefined) return
    event.preventDefault()
    const keys = this.#items().map((item) => item.dataset['sequence'] ?? '')
    const order = reordered(keys, moved, itemOf(event.target)?.dataset['sequence'])
    const input = this.querySelector<HTMLInputElement>('input[name="order"]')
    if (!input || order.join() === keys.join()) return
    input.value = order.join(',')
    input.form?.requestSubmit()
  }

  #end = (): void => {
    this.#dragged = undefined
    for (const item of this.#items()) item.classList.remove('is-dragged', 'is-below')
  }
}

function itemOf(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-sequence]') ?? undefined) : undefined
}
