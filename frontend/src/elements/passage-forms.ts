/** The forms of a board, sent without leaving the page, and a card's words written in place. */
import { uuid7 } from '../live/uuid7'

type Send = (verb: string, url: string, card: string, fields: Record<string, string>) => void

/** Fields that the next card of the same scribe probably shares. */
const SHARED = ['kind', 'origin_name', 'college', 'said_name', 'has_consent']
const NOT_SENT = ['csrfmiddlewaretoken']

export class PassageForms {
  private readonly draftKey: string

  constructor(
    private readonly board: HTMLElement,
    prefix: string,
    private readonly send: Send,
    signal: AbortSignal,
  ) {
    this.draftKey = `${prefix}?draft`
    board.addEventListener('submit', this.submit, { signal })
    board.addEventListener('click', this.click, { signal })
    board.addEventListener('input', this.keepDraft, { signal })
    this.restoreDraft()
  }

  /** Open a card's wording again with words that were refused, now on the revision that was read. */
  takeUp(card: HTMLElement, fields: Readonly<Record<string, string>>, revision: number): void {
    const form = this.open(card, 'reword')
    if (form) fill(form, { ...fields, revision: String(revision) })
  }

  private submit = (event: SubmitEvent): void => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.dataset['send']) return
    const verb = form.dataset['send']
    const places = event.submitter?.getAttribute('name') === 'places' ? event.submitter.getAttribute('value') : null
    const card = form.closest<HTMLElement>('[data-card]')
    event.preventDefault()
    if (verb === 'move' && card) return places ? this.shift(card, places) : this.moveTo(card, form)
    const fields = fieldsOf(form)
    const id = verb === 'reword' ? (card?.dataset['card'] ?? '') : uuid7()
    if (verb !== 'reword') fields['card'] = id
    this.send(verb, form.action, id, fields)
    if (verb === 'write') this.begin(form)
    else this.close(form)
  }

  /** Up and down are those of the handle's arrows. */
  private shift(card: HTMLElement, places: string): void {
    const key = places === '-1' ? 'ArrowUp' : 'ArrowDown'
    card.querySelector('[data-handle]')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  }

  private moveTo(card: HTMLElement, form: HTMLFormElement): void {
    const { kind = '' } = fieldsOf(form)
    const details = card.querySelector('details')
    if (details) details.open = false
    this.send('move', new URL(form.action).pathname, card.dataset['card'] ?? '', { kind, after: 'last' })
    card.querySelector<HTMLElement>('[data-handle]')?.focus()
  }

  private click = (event: MouseEvent): void => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return
    const link = event.target.closest<HTMLElement>('[data-open]')
    const card = event.target.closest<HTMLElement>('[data-card]')
    if (link && card && this.open(card, link.dataset['open'] ?? '')) event.preventDefault()
    const cancel = event.target.closest<HTMLButtonElement>('button[name="cancel"]')
    if (cancel?.form) this.close(cancel.form)
  }

  private open(card: HTMLElement, verb: string): HTMLFormElement | undefined {
    const template = this.board.querySelector<HTMLTemplateElement>(`template[data-template="${verb}"]`)
    const form = template?.content.cloneNode(true).firstChild
    if (!(form instanceof HTMLFormElement)) return undefined
    card.querySelector('.pcard-form')?.remove()
    form.action = `${card.dataset['url']}${verb === 'reword' ? 'modifier' : 'mener'}/`
    if (verb === 'reword') {
      fill(form, { text: words(card, '[data-text]'), lift_condition: words(card, '[data-lift]'), revision: card.dataset['revision'] ?? '1' })
    }
    const select = form.querySelector('select')
    if (select) select.selectedIndex = Math.min(nextKind(card, select), select.options.length - 1)
    card.append(form)
    form.querySelector('textarea')?.focus()
    return form
  }

  private close(form: HTMLFormElement): void {
    const card = form.closest('[data-card]')
    form.remove()
    card?.querySelector<HTMLElement>('[data-handle]')?.focus()
  }

  /** The composer is ready for the next card: same table, same speaker, no words. */
  private begin(form: HTMLFormElement): void {
    for (const field of form.elements) {
      if (!isField(field) || SHARED.includes(field.name) || field.type === 'hidden') continue
      field.value = ''
    }
    localStorage.removeItem(this.draftKey)
    form.querySelector('textarea')?.focus()
  }

  private keepDraft = (event: Event): void => {
    const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>('form[data-draft]') : undefined
    if (form) localStorage.setItem(this.draftKey, JSON.stringify(fieldsOf(form)))
  }

  private restoreDraft(): void {
    const form = this.board.querySelector<HTMLFormElement>('form[data-draft]')
    const text = localStorage.getItem(this.draftKey)
    if (!form || !text) return
    const said: unknown = JSON.parse(text)
    if (typeof said !== 'object' || said === null) return
    const fields = Object.entries(said).filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[0] !== 'card')
    fill(form, Object.fromEntries(fields))
  }
}

/** The column after the card's own: what a finding leads to is rarely another finding. */
function nextKind(card: HTMLElement, select: HTMLSelectElement): number {
  const kind = card.closest<HTMLElement>('[data-column]')?.dataset['column']
  return [...select.options].findIndex((option) => option.value === kind) + 1
}

function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const pairs = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  return Object.fromEntries(pairs.filter(([name]) => !NOT_SENT.includes(name)))
}

function fill(form: HTMLFormElement, fields: Readonly<Record<string, string>>): void {
  for (const field of form.elements) {
    if (isField(field) && field.type !== 'checkbox' && fields[field.name] !== undefined) field.value = fields[field.name] ?? ''
  }
}

function words(card: HTMLElement, place: string): string {
  return card.querySelector<HTMLElement>(place)?.innerText.trim() ?? ''
}

function isField(field: Element): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement
}
