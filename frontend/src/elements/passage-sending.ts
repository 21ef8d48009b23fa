/** Sends waiting gestures one after the other; the first that fails waits for the network with all the others. */
import { waitBefore } from '../live/backoff'
import { onWake } from '../live/wake'
import type { Gesture, Waiting } from './passage-waiting'

export type Network = 'here' | 'away' | 'signed-out'

export interface Listener {
  /** Something waits, or waits no more. */
  waits: (network: Network) => void
  /** The server did it, or had done it already. */
  done: (gesture: Gesture, name: string) => void
  /** The server will never do it. */
  refused: (gesture: Gesture, answer: Refused) => void
}

export interface Refused {
  sentence: string
  theirs: string
  revision: number
}

type Went = { how: 'done'; name: string } | ({ how: 'refused' } & Refused) | { how: 'later'; network: Network }

export class Sender {
  network: Network = 'here'
  private isSending = false
  private failures = 0
  private timer = 0
  private readonly stop = new AbortController()
  private readonly forgetWake = onWake(() => void this.send())

  constructor(
    private readonly waiting: Waiting,
    private readonly token: () => string,
    private readonly listener: Listener,
  ) {}

  add(gesture: Gesture): void {
    this.waiting.add(gesture)
    this.listener.waits(this.network)
    void this.send()
  }

  close(): void {
    this.stop.abort()
    this.forgetWake()
    clearTimeout(this.timer)
  }

  async send(): Promise<void> {
    if (this.isSending || this.stop.signal.aborted) return
    this.isSending = true
    clearTimeout(this.timer)
    try {
      for (let next = this.waiting.all()[0]; next; next = this.waiting.all()[0]) {
        const went = await this.post(next)
        if (this.stop.signal.aborted) return
        if (went.how === 'later') return this.later(went.network)
        this.failures = 0
        this.network = 'here'
        this.settle(next, went)
      }
    } finally {
      this.isSending = false
    }
  }

  private settle(gesture: Gesture, went: Exclude<Went, { how: 'later' }>): void {
    if (went.how === 'done') {
      this.waiting.remove(gesture)
      this.listener.done(gesture, went.name)
    } else {
      this.waiting.refuse({ gesture, sentence: went.sentence, theirs: went.theirs, revision: went.revision })
      this.listener.refused(gesture, went)
    }
    this.listener.waits(this.network)
  }

  private later(network: Network): void {
    this.network = network
    this.timer = window.setTimeout(() => void this.send(), waitBefore(this.failures++, Math.random()))
    this.listener.waits(network)
  }

  private async post(gesture: Gesture): Promise<Went> {
    const body = new FormData()
    body.set('csrfmiddlewaretoken', this.token())
    for (const [name, value] of Object.entries(gesture.fields)) body.set(name, value)
    try {
      const headers = { accept: 'application/json' }
      const answer = await fetch(gesture.url, { method: 'POST', body, headers, signal: this.stop.signal })
      if (answer.status >= 500) return { how: 'later', network: 'away' }
      const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false
      if (!isJson) return { how: 'later', network: 'signed-out' }
      return read(answer.ok, (await answer.json()) as Answer)
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException)
        return { how: 'later', network: 'away' }
      throw error
    }
  }
}

interface Answer {
  name?: string
  sentence?: string
  now?: { text?: string; revision?: number }
}

function read(isDone: boolean, answer: Answer): Went {
  if (isDone) return { how: 'done', name: answer.name ?? '' }
  const { sentence = '', now } = answer
  return { how: 'refused', sentence, theirs: now?.text ?? '', revision: now?.revision ?? 0 }
}
