/**
 * `<confirm-submit question="…" yes="…" no="…"><form>…</form></confirm-submit>`: asks before the form leaves.
 * Without script the form is sent at once; the server keeps a way back for everything this guards.
 */
export class ConfirmSubmit extends HTMLElement {
  #dialog: HTMLDialogElement | undefined
  #submitter: HTMLElement | undefined
  #agreed = false

  connectedCallback(): void {
    this.addEventListener('submit', this.#ask)
  }

  disconnectedCallback(): void {
    this.removeEventListener('submit', this.#ask)
    this.#dialog?.remove()
    this.#dialog = undefined
  }

  #ask = (event: SubmitEvent): void => {
    if (this.#agreed) {
      this.#agreed = false
      return
    }
    event.preventDefault()
    this.#submitter = event.submitter ?? undefined
    this.#dialog ??= this.#build()
    this.#dialog.returnValue = ''
    this.#dialog.showModal()
  }

  #close = (): void => {
    if (this.#dialog?.returnValue !== 'yes') return
    this.#agreed = true
    this.querySelector('form')?.requestSubmit(this.#submitter)
  }

  #build(): HTMLDialogElement {
    const dialog = document.createElement('dialog')
    dialog.className = 'sheet-dialog'
    const question = document.createElement('p')
    question.className = 'dialog-title'
    question.id = `${this.querySelector('form')?.id || 'confirm'}-question-${Date.now()}`
    question.textContent = this.getAttribute('question')
    dialog.setAttribute('aria-labelledby', question.id)
    const form = document.createElement('form')
    form.method = 'dialog'
    form.className = 'actions'
    form.append(answer('yes', this.getAttribute('yes'), 'button'), answer('', this.getAttribute('no'), 'button button-secondary'))
    dialog.append(question, form)
    dialog.addEventListener('close', this.#close)
    // the dialog stands outside this element: its own form must not be asked about
    document.body.append(dialog)
    return dialog
  }
}

function answer(value: string, label: string | null, className: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.value = value
  button.textContent = label
  button.className = className
  button.autofocus = value === ''
  return button
}
