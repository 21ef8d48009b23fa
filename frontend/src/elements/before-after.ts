/**
 * `<before-after label="…"><div class="pair-pictures"><figure>…</figure><figure>…</figure></div></before-after>`:
 * the second picture laid over the first, and a slider between the two. Without script they stand side by side, and
 * each keeps its words.
 */
export class BeforeAfter extends HTMLElement {
  #slider: HTMLInputElement | undefined

  connectedCallback(): void {
    const pictures = this.querySelector<HTMLElement>('.pair-pictures')
    if (!pictures || this.querySelectorAll('img').length !== 2) return
    this.#slider = document.createElement('input')
    this.#slider.type = 'range'
    this.#slider.min = '0'
    this.#slider.max = '100'
    this.#slider.value = '50'
    this.#slider.className = 'pair-slider'
    this.#slider.setAttribute('aria-label', this.getAttribute('label') ?? '')
    this.#slider.addEventListener('input', this.#cut)
    pictures.prepend(this.#slider)
    this.classList.add('is-live')
    this.#cut()
  }

  disconnectedCallback(): void {
    this.#slider?.remove()
    this.#slider = undefined
    this.classList.remove('is-live')
  }

  #cut = (): void => {
    const value = this.#slider?.value ?? '50'
    this.style.setProperty('--cut', `${value}%`)
    this.#slider?.setAttribute('aria-valuetext', `${value} %`)
  }
}
