import { uuid7 } from '../live/uuid7'
import { askMerge } from './passage-merging'
import { askCards, askState } from './passage-asking'
import { Columns } from './passage-columns'
import { CardDrag, type Drop } from './passage-drag'
import { PassageForms } from './passage-forms'
import { Sender, type Network } from './passage-sending'
import { arrowMove, filled, lacked, withMoves, type Move, type State } from './passage-state'
import { Waiting, type Gesture } from './passage-waiting'
import { element, readWords, type PassageWords } from './passage-words'

const LOOK_MS = 1500

/**
 * `<passage-board state="…" cards="…" board="…" words="…">` around the board: cards are dragged, moved with arrows,
 * worded in place; what others do shows within two seconds; what is done without network waits on this screen and
 * leaves when it is back. Without script each form does the same and the page comes again.
 */
export class PassageBoard extends HTMLElement {
  #stop = new AbortController()
  #words: PassageWords = {}
  #columns = new Columns(this)
  #waiting = new Waiting(localStorage, '')
  #sender: Sender | undefined
  #drag: CardDrag | undefined
  #forms: PassageForms | undefined
  #timer = 0
  #isLooking = false

  connectedCallback(): void {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    this.#words = readWords(this.getAttribute('words'))
    const prefix = `passage:${this.getAttribute('board') ?? ''}`
    this.#waiting = new Waiting(localStorage, prefix)
    this.#sender = new Sender(this.#waiting, () => this.#token(), {
      waits: this.#tellWaiting,
      done: this.#done,
      refused: ({ card }) => {
        this.#columns.card(card)?.setAttribute('data-look', '') // it shows ours: theirs is to be fetched
        this.setAttribute('stamp', '')
        this.#tellRefused()
        void this.#look(true)
      },
    })
    const board = this.querySelector<HTMLElement>('.passage')
    if (board) this.#drag = new CardDrag(board, { lifted: this.#lifted, dropped: this.#dropped, givenUp: this.#givenUp }, signal)
    this.#forms = new PassageForms(this, prefix, (verb, url, card, fields) => this.#send(verb, url, card, fields), signal)
    this.addEventListener('keydown', this.#arrow, { signal })
    for (const handle of this.querySelectorAll('[data-handle]')) handle.removeAttribute('hidden')
    this.#tellRefused()
    this.#tellWaiting(this.#sender.network)
    for (const gesture of this.#waiting.all()) this.#showWaiting(gesture)
    void this.#sender.send()
    this.#soon()
  }

  disconnectedCallback(): void {
    this.#stop.abort()
    this.#sender?.close()
    clearTimeout(this.#timer)
  }

  #token(): string {
    return this.querySelector<HTMLInputElement>('[name="csrfmiddlewaretoken"]')?.value ?? ''
  }

  #say(sentence: string, values: Record<string, string | number>): void {
    const place = this.querySelector('[data-aloud]')
    if (place) place.textContent = filled(this.#words[sentence], values)
  }

  #send(verb: string, url: string, card: string, fields: Record<string, string>): void {
    const gesture = { key: uuid7(), verb, url, card, fields }
    this.#showWaiting(gesture)
    this.#sender?.add(gesture)
  }

  /** What was done here shows at once, before the server knows. */
  #showWaiting({ verb, card: id, fields }: Gesture): void {
    const card = this.#columns.card(id)
    if (verb === 'move' && card) return this.#move({ card: id, kind: fields['kind'] ?? '', after: fields['after'] ?? 'last' })
    if (verb === 'reword' && card) {
      const text = card.querySelector('[data-text]')
      if (text) text.textContent = fields['text'] ?? ''
      card.classList.add('is-waiting')
    }
    if ((verb === 'write' || verb === 'lead') && !card) this.#showNew(id, fields)
  }

  #showNew(id: string, fields: Readonly<Record<string, string>>): void {
    const list = this.#columns.of(fields['kind'] ?? '')?.querySelector('[data-cards]')
    const card = element('li', '', `pcard is-waiting kind-${fields['kind'] ?? ''}`)
    card.dataset['card'] = id
    card.append(element('p', this.#words['new_card'], 'pcard-head soft'), element('p', fields['text'], 'pcard-text'))
    list?.append(card)
  }

  #move({ card: id, kind, after }: Move): void {
    const card = this.#columns.card(id)
    const from = card?.closest<HTMLElement>('[data-column]')?.dataset['column']
    if (!card || from === undefined) return
    const shown = this.#columns.shown().find((column) => column.kind === kind)
    const last = shown?.cards.filter((one) => one !== id).at(-1)
    const neighbour = after === 'first' ? undefined : (this.#columns.card(after) ?? this.#columns.card(last ?? ''))
    this.#columns.place(card, kind, neighbour)
    if (from !== kind) {
      this.#columns.count(from, -1)
      this.#columns.count(kind, 1)
    }
  }

  #moveAndSend(move: Move): void {
    const card = this.#columns.card(move.card)
    if (!card) return
    this.#send('move', `${card.dataset['url']}deplacer/`, move.card, { kind: move.kind, after: move.after })
    const column = this.#columns.of(move.kind)
    const cards = this.#columns.shown().find(({ kind }) => kind === move.kind)?.cards ?? []
    this.#say('placed', {
      card: card.dataset['name'] ?? '',
      column: column?.dataset['label'] ?? '',
      place: cards.indexOf(move.card) + 1,
      count: cards.length,
    })
  }

  #arrow = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-handle]')) return
    const card = event.target.closest<HTMLElement>('[data-card]')?.dataset['card']
    const move = card === undefined ? undefined : arrowMove(this.#columns.shown(), card, event.key)
    if (event.key.startsWith('Arrow')) event.preventDefault()
    if (!move) return
    this.#moveAndSend(move)
    event.target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  #lifted = (card: HTMLElement): void => this.#say('lifted', { card: card.dataset['name'] ?? '' })

  #givenUp = (card: HTMLElement): void => {
    this.#say('given_up', { card: card.dataset['name'] ?? '' })
  }

  #dropped = ({ card, column, after, onto }: Drop): void => {
    if (onto) return void this.#merge(card, onto)
    const kind = column.dataset['column'] ?? ''
    this.#moveAndSend({ card: card.dataset['card'] ?? '', kind, after: after?.dataset['card'] ?? 'first' })
  }

  async #merge(card: HTMLElement, onto: HTMLElement): Promise<void> {
    const text = await askMerge(this.#words, card, onto)
    if (text === undefined) return this.#givenUp(card)
    const fields = { onto: onto.dataset['card'] ?? '', text, card: uuid7() }
    for (const one of [card, onto]) one.classList.add('is-waiting')
    this.#send('merge', `${card.dataset['url']}fusionner/`, card.dataset['card'] ?? '', fields)
  }

  #done = (gesture: Gesture, name: string): void => {
    if (gesture.verb === 'write' || gesture.verb === 'lead') this.#say('written', { card: name })
    void this.#look(true)
  }

  #tellWaiting = (network: Network): void => {
    const count = this.#waiting.all().length
    const place = this.querySelector<HTMLElement>('[data-state]')
    if (!place) return
    const away = network === 'signed-out' ? 'signed_out' : count === 1 ? 'waiting_one' : 'waiting_many'
    const key = count === 0 ? 'kept' : network === 'here' ? 'saving' : away
    const sentence = filled(this.#words[key], { count })
    place.classList.toggle('is-loud', count > 0 && network !== 'here')
    if (place.textContent !== sentence) place.textContent = sentence
  }

  #tellRefused(): void {
    const place = this.querySelector<HTMLElement>('[data-refused]')
    const told = this.#waiting.refusals().map((refusal) => {
      const { gesture, sentence, theirs, revision } = refusal
      const box = element('div', '', 'notice notice-error')
      const words = element('div')
      words.append(element('p', filled(this.#words['refused'], { sentence }), 'notice-title'))
      if (theirs) words.append(element('p', filled(this.#words['theirs'], { text: theirs })))
      if (gesture.fields['text']) words.append(element('p', filled(this.#words['my_words'], { text: gesture.fields['text'] })))
      const actions = element('p', '', 'actions')
      const answer = (label: string | undefined, kind: string, act: () => void): void => {
        const button = element('button', label, `button ${kind}`)
        button.type = 'button'
        button.addEventListener('click', () => {
          act()
          this.#waiting.forget(refusal)
          this.#tellRefused()
        })
        actions.append(button)
      }
      const card = gesture.verb === 'reword' && revision ? this.#columns.card(gesture.card) : undefined
      if (card) answer(this.#words['take_up'], '', () => this.#forms?.takeUp(card, gesture.fields, revision))
      answer(this.#words['forget'], 'button-secondary', () => undefined)
      words.append(actions)
      box.append(words)
      return box
    })
    place?.replaceChildren(...told)
  }

  #soon(): void {
    clearTimeout(this.#timer)
    if (!this.#stop.signal.aborted) this.#timer = window.setTimeout(() => void this.#look(), LOOK_MS)
  }

  /** Asks what changed. While a card is in the hand nothing moves under it. */
  async #look(isOwn = false): Promise<void> {
    if (this.#isLooking || this.#drag?.isOn || (document.visibilityState === 'hidden' && !isOwn)) return this.#soon()
    this.#isLooking = true
    try {
      const state = await askState(this, this.#stop.signal)
      if (state) await this.#take(state, isOwn)
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException)) throw error
    } finally {
      this.#isLooking = false
      this.#soon()
    }
  }

  async #take(state: State, isOwn: boolean): Promise<void> {
    if (state.shape !== this.getAttribute('shape')) return this.#reload()
    const known = this.#columns.looks()
    const fresh = await askCards(this, lacked(state, known), this.#stop.signal)
    if (this.#drag?.isOn) return
    for (const card of fresh.values()) card.querySelector('[data-handle]')?.removeAttribute('hidden')
    const waiting = new Set(this.#waiting.all().map(({ card }) => card))
    const stays = (card: HTMLElement): boolean => waiting.has(card.dataset['card'] ?? '') || !!card.querySelector('.pcard-form')
    this.#columns.apply(withMoves(state, this.#waiting.moves()), fresh, stays)
    this.setAttribute('stamp', lacked(state, this.#columns.looks()).length ? '' : state.stamp)
    for (const gesture of this.#waiting.all()) if (gesture.verb === 'reword') this.#showWaiting(gesture)
    const arrived = [...fresh.values()].find((card) => !known.has(card.dataset['card'] ?? ''))
    if (arrived && !isOwn) this.#sayArrived(arrived)
  }

  #sayArrived(card: HTMLElement): void {
    const column = card.closest<HTMLElement>('[data-column]')
    this.#say('arrived', { card: card.dataset['name'] ?? '', column: column?.dataset['label'] ?? '' })
  }

  #reload(): void {
    if (!this.querySelector('.pcard-form')) return location.reload()
    const place = this.querySelector<HTMLElement>('[data-state]')
    if (place) place.textContent = this.#words['reload'] ?? ''
  }
}
