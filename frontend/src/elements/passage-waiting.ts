/**
 * Gestures of a board that wait for the network, one line of storage each: two tabs do not write over each other, and
 * a page reloaded in the cut loses none. Sent twice, a gesture is done once: the server knows it by its identifiers.
 */
import type { Move } from './passage-state'

/** A form to send. `card`: the card it is about, or the identifier of the one it writes. */
export interface Gesture {
  key: string
  verb: string
  url: string
  card: string
  fields: Readonly<Record<string, string>>
}

/** What the server did not take: its sentence, and the text that took the place of ours. */
export interface Refusal {
  gesture: Gesture
  sentence: string
  theirs: string
  revision: number
}

export class Waiting {
  constructor(
    private readonly storage: Storage,
    private readonly prefix: string,
  ) {}

  /** Gestures in the order they were made: their keys sort by time. */
  all(): Gesture[] {
    return this.entries('').map(([, text]) => parsed(text)).filter(isGesture)
  }

  add(gesture: Gesture): void {
    for (const older of this.all()) if (isOutdone(older, gesture)) this.remove(older)
    this.storage.setItem(`${this.prefix}:${gesture.key}`, JSON.stringify(gesture))
  }

  remove(gesture: Gesture): void {
    this.storage.removeItem(`${this.prefix}:${gesture.key}`)
  }

  /** The moves among them, as the board shows them before the server does. */
  moves(): Move[] {
    return this.all()
      .filter(({ verb }) => verb === 'move')
      .map(({ card, fields }) => ({ card, kind: fields['kind'] ?? '', after: fields['after'] ?? 'last' }))
  }

  refusals(): Refusal[] {
    return this.entries('!').map(([, text]) => parsed(text)).filter(isRefusal)
  }

  refuse(refusal: Refusal): void {
    this.storage.setItem(`${this.prefix}!:${refusal.gesture.key}`, JSON.stringify(refusal))
    this.remove(refusal.gesture)
  }

  forget(refusal: Refusal): void {
    this.storage.removeItem(`${this.prefix}!:${refusal.gesture.key}`)
  }

  private entries(mark: string): [string, string][] {
    const start = `${this.prefix}${mark}:`
    const keys = Array.from({ length: this.storage.length }, (_, at) => this.storage.key(at) ?? '')
    return keys
      .filter((key) => key.startsWith(start))
      .sort()
      .map((key) => [key, this.storage.getItem(key) ?? ''])
  }
}

/** Only the last place of a card counts: arrows pressed five times are one move. */
function isOutdone(older: Gesture, newer: Gesture): boolean {
  return older.verb === 'move' && newer.verb === 'move' && older.card === newer.card
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isGesture(value: unknown): value is Gesture {
  if (!isObject(value) || !isObject(value['fields'])) return false
  const { key, verb, url, card, fields } = value
  return [key, verb, url, card, ...Object.values(fields)].every((one) => typeof one === 'string')
}

function isRefusal(value: unknown): value is Refusal {
  if (!isObject(value) || !isGesture(value['gesture'])) return false
  return typeof value['sentence'] === 'string' && typeof value['theirs'] === 'string' && typeof value['revision'] === 'number'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
