// @vitest-environment jsdom
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'

beforeAll(async () => {
  vi.stubGlobal('matchMedia', () => new EventTarget())
  await import('./index')
})

beforeEach(() => vi.useFakeTimers())

afterEach(() => {
  document.body.replaceChildren()
  delete document.documentElement.dataset['theme']
  vi.unstubAllGlobals()
  vi.stubGlobal('matchMedia', () => new EventTarget())
  vi.useRealTimers()
})

/** An element in the page: `tag` around children made by `inside`. */
function put(tag: string, attributes: Record<string, string>, ...children: HTMLElement[]): HTMLElement {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  document.body.append(element)
  return element
}

function make<K extends keyof HTMLElementTagNameMap>(tag: K, text = '', hidden = false): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.textContent = text
  element.hidden = hidden
  return element
}

test('code-input writes the code as it is read aloud and keeps the caret after the letter typed', () => {
  const input = make('input')
  put('code-input', { length: '6' }, input)

  input.value = 'k7mb'
  input.setSelectionRange(4, 4)
  input.dispatchEvent(new Event('input', { bubbles: true }))

  expect(input.value).toBe('K7M B')
  expect(input.selectionStart).toBe(5)
})

test('code-input leaves the input alone once removed from the page', () => {
  const input = make('input')
  const element = put('code-input', { length: '6' }, input)
  element.remove()

  input.value = 'k7mb'
  input.dispatchEvent(new Event('input', { bubbles: true }))

  expect(input.value).toBe('k7mb')
})

test('theme-toggle shows its button, changes the theme, and says what pressing again will do', () => {
  const button = make('button', '', true)
  button.append(make('span'))
  put('theme-toggle', { light: 'Clair', dark: 'Sombre' }, button)
  expect(button.hidden).toBe(false)
  expect(button.textContent).toBe('Sombre')

  button.click()

  expect(document.documentElement.dataset['theme']).toBe('dark')
  expect(document.cookie).toContain('theme=dark')
  expect(button.textContent).toBe('Clair')
})

test('copy-button stays hidden where the clipboard cannot be written', () => {
  const button = make('button', 'Copier', true)
  put('copy-button', { text: 'K7M BTX', done: 'Copié' }, button)

  expect(button.hidden).toBe(true)
})

test('copy-button copies its text, says so, and takes its words back', async () => {
  const written: string[] = []
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void written.push(text) } })
  const button = make('button', 'Copier', true)
  put('copy-button', { text: 'K7M BTX', done: 'Copié' }, button)

  button.click()
  await vi.advanceTimersByTimeAsync(0)
  expect([written, button.textContent]).toEqual([['K7M BTX'], 'Copié'])

  await vi.advanceTimersByTimeAsync(2000)
  expect(button.textContent).toBe('Copier')
})

test('job-progress rewrites the sentence and the bar each second, through a cut of the network', async () => {
  const answers = [
    async () => Response.json({ sentence: 'Page 2', percent: 20, is_over: false }),
    async () => Promise.reject(new TypeError('network')),
    async () => Response.json({ sentence: 'Page 3', percent: null, is_over: false }),
  ]
  vi.stubGlobal('fetch', () => (answers.shift() ?? (() => new Promise(() => undefined)))())
  const bar = make('progress')
  bar.max = 100
  const sentence = make('p', 'Page 1')
  put('job-progress', { url: '/x/' }, sentence, bar)

  await vi.advanceTimersByTimeAsync(1000)
  expect([sentence.textContent, bar.value]).toEqual(['Page 2', 20])

  await vi.advanceTimersByTimeAsync(2000)
  expect([sentence.textContent, bar.hasAttribute('value')]).toEqual(['Page 3', false])
})

test('job-progress asks nothing more once removed from the page', async () => {
  const asked = vi.fn(async () => Response.json({ sentence: 'x', percent: 1, is_over: false }))
  vi.stubGlobal('fetch', asked)
  const element = put('job-progress', { url: '/x/' }, make('p'))
  element.remove()

  await vi.advanceTimersByTimeAsync(5000)

  expect(asked).not.toHaveBeenCalled()
})

test('confirm-submit holds the form until the person agrees', () => {
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true
  }
  const form = make('form')
  const sent = vi.fn((event: Event) => event.preventDefault())
  const element = put('confirm-submit', { question: 'Retirer ?', yes: 'Retirer', no: 'Annuler' }, form)
  element.parentElement?.addEventListener('submit', (event) => {
    if (!event.defaultPrevented) sent(event)
  })

  form.requestSubmit()
  expect(sent).not.toHaveBeenCalled()
  const dialog = document.querySelector('dialog')
  expect(dialog?.textContent).toContain('Retirer ?')

  if (dialog) dialog.returnValue = 'yes'
  dialog?.dispatchEvent(new Event('close'))
  expect(sent).toHaveBeenCalledTimes(1)

  form.requestSubmit()
  expect(sent).toHaveBeenCalledTimes(1)
  document.body.replaceWith(document.createElement('body'))
})
