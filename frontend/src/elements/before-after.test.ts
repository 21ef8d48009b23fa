// @vitest-environment jsdom
import { afterEach, beforeAll, expect, test } from 'vitest'
import { BeforeAfter } from './before-after'
import { CiteCards } from './cite-cards'

beforeAll(() => {
  customElements.define('before-after', BeforeAfter)
  customElements.define('cite-cards', CiteCards)
})

afterEach(() => document.body.replaceChildren())

function put(tag: string, inside: string): HTMLElement {
  const parsed = new DOMParser().parseFromString(`<${tag} label="Avant">${inside}</${tag}>`, 'text/html')
  const element = document.importNode(parsed.body.children[0] as HTMLElement, true)
  document.body.append(element)
  return element
}

test('before-after lays two pictures over each other, and a slider with a name cuts between them', () => {
  const figure = '<figure><img alt="La digue"><figcaption>Avant</figcaption></figure>'
  const pair = put('before-after', `<div class="pair-pictures">${figure}${figure}</div>`)
  const slider = pair.querySelector<HTMLInputElement>('input[type=range]')

  expect(slider?.getAttribute('aria-label')).toBe('Avant')
  expect(pair.style.getPropertyValue('--cut')).toBe('50%')
  if (slider) slider.value = '20'
  slider?.dispatchEvent(new Event('input'))
  expect(pair.style.getPropertyValue('--cut')).toBe('20%')
  expect(slider?.getAttribute('aria-valuetext')).toBe('20 %')

  pair.remove()
  expect(pair.querySelector('input')).toBeNull()
  expect(pair.classList.contains('is-live')).toBe(false)
})

test('before-after leaves a lone picture as it is', () => {
  const alone = put('before-after', '<div class="pair-pictures"><figure><img alt="La digue"></figure></div>')

  expect(alone.querySelector('input')).toBeNull()
})

test('cite-cards shows its buttons and cites where one was writing', () => {
  const desk = put('cite-cards', '<textarea></textarea><button type="button" data-cite="C-4" hidden>Citer</button>')
  const box = desk.querySelector('textarea')
  const button = desk.querySelector('button')

  expect(button?.hidden).toBe(false)
  if (box) box.value = 'Le rivage bouge.'
  box?.setSelectionRange(15, 15)
  button?.click()

  expect(box?.value).toBe('Le rivage bouge [C-4].')
  expect(document.activeElement).toBe(box)
})
