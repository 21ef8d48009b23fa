import { element, type PassageWords } from './passage-words'
import { filled } from './passage-state'

/** Asks whether two cards become one, and under which words; resolves to them, or to undefined. */
export function askMerge(words: PassageWords, card: HTMLElement, onto: HTMLElement): Promise<string | undefined> {
  const dialog = element('dialog', '', 'sheet-dialog')
  const title = element('p', '', 'dialog-title')
  title.id = 'merge-question'
  title.textContent = filled(words['merge_question'], { card: name(card), other: name(onto) })
  const label = element('label', words['merge_text'])
  const area = element('textarea')
  area.rows = 5
  area.maxLength = 4000
  area.required = true
  area.value = [text(onto), text(card)].join('\n')
  label.append(area)
  const form = element('form')
  form.method = 'dialog'
  const actions = element('p', '', 'actions')
  const yes = element('button', words['merge_yes'], 'button')
  yes.value = 'yes'
  const no = element('button', words['merge_no'], 'button button-secondary')
  no.type = 'button'
  no.addEventListener('click', () => dialog.close(''))
  actions.append(yes, no)
  form.append(label, actions)
  dialog.setAttribute('aria-labelledby', title.id)
  dialog.append(title, form)
  document.body.append(dialog)
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes' && area.value.trim() ? area.value : undefined)
    })
    dialog.showModal()
    area.focus()
  })
}

function name(card: HTMLElement): string {
  return card.dataset['name'] ?? ''
}

function text(card: HTMLElement): string {
  return card.querySelector<HTMLElement>('[data-text]')?.innerText.trim() ?? ''
}
