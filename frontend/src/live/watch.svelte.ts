/**
 * A table seen from the facilitator's hand: its word, its people, what arrives, without its drawings. It says hello
 * from the last entry, so that nothing of the past is sent.
 */
import type { Person, ServerFrame, TableWord, Welcome } from '../contract/live'
import { believed, type ClockSample, sampleOf } from './clock'
import { withPeople } from './people'
import type { Connection } from './session'
import { socketAddress, TableSocket } from './socket'
import { onWake } from './wake'

export interface WatchedProps {
  readonly id: string
  readonly socketUrl: string
  readonly tableUrl: string
  readonly manageUrl: string
  readonly table: TableWord
  readonly people: readonly Person[]
  /** Things that stand on the table when the page was made. */
  readonly count: number
  /** The last words written there. */
  readonly last: string
}

export class WatchedTable {
  word: TableWord = $state.raw() as TableWord
  people: readonly Person[] = $state.raw([])
  connection: Connection = $state('connecting')
  /** Drawings and notes that came since the page opened. */
  arrived = $state(0)
  last = $state('')
  clock: ClockSample | undefined = $state.raw()
  readonly id: string
  readonly #socket: TableSocket
  readonly #sleep: () => void
  #epoch = ''
  #seq = 0
  #askedAt = 0

  constructor(readonly props: WatchedProps) {
    this.id = props.id
    this.word = props.table
    this.people = props.people
    this.last = props.last
    this.#socket = new TableSocket(
      socketAddress(props.socketUrl, location.href),
      {
        opened: () => this.#hello(),
        heard: (frame) => this.#hear(frame),
        lost: () => (this.connection = 'waiting'),
        refused: () => (this.connection = 'closed'),
        probe: () => this.#hello(),
        isOwedAnswers: () => false,
      },
      { open: (url) => new WebSocket(url), random: Math.random },
    )
    this.#sleep = onWake(() => this.#socket.wake())
    this.#socket.connect()
  }

  close(): void {
    this.#sleep()
    this.#socket.close()
  }

  #hello(): void {
    this.#askedAt = Date.now()
    this.#socket.send({ hello: { since: this.#seq, epoch: this.#epoch } })
  }

  #hear(frame: ServerFrame): void {
    if (frame.welcome) this.#welcome(frame.welcome)
    if (frame.table) this.word = frame.table
    if (frame.people) this.people = withPeople(this.people, frame.people)
    if (frame.look && this.word.lead) this.word = { ...this.word, lead: { ...this.word.lead, look: frame.look } }
    if (!frame.ops || !frame.seq) return
    this.#seq = frame.seq + frame.ops.length - 1
    for (const { operation } of frame.ops) {
      if (operation.kind === 'draw') this.arrived++
      if (operation.kind === 'draw' && operation.text?.trim()) this.last = operation.text.trim()
    }
  }

  #welcome(welcome: Welcome): void {
    this.clock = believed(this.clock, sampleOf(this.#askedAt, Date.now(), welcome.now))
    this.#epoch = welcome.epoch
    if (!welcome.restart) {
      this.connection = 'live'
      this.#socket.settle()
      return
    }
    this.#seq = welcome.seq
    this.#hello()
  }
}
