import type { Pencil, Person, SessionState, Thing } from '../../live/session'
import type { Words } from './words'

export interface Speakers {
  readonly people: readonly Person[]
  readonly pencils: readonly Pencil[]
  readonly colleges: Record<string, { readonly label: string }>
  readonly mySeat: number
  readonly lang: string
}

/** "Trait, blocage, par Jeanne (Habitants), il y a 3 min": what a row of the list says. */
export function sentenceOf(thing: Thing, speakers: Speakers, say: Words, nowMs: number): string {
  const meaning = speakers.pencils.find(({ key }) => key === thing.pencil)?.meaning
  const place = thing.shape === 'note' && thing.trace.length === 0 ? say.noPlace : undefined
  const shape = say.shapes[thing.shape]
  const parts = [shape, meaning && meaning !== shape && lowerFirst(meaning), place, originOf(thing, speakers, say)]
  const when = ago(thing.at, nowMs, speakers.lang)
  return [...parts, when].filter(Boolean).join(', ')
}

/** "par Jeanne (Habitants)", or for what a scribe wrote "dit par Odette (Habitants), noté par Jeanne". */
export function originOf({ seat, said_by }: Pick<Thing, 'seat' | 'said_by'>, speakers: Speakers, say: Words): string {
  if (said_by === undefined || said_by === null || said_by === seat) return makerOf(seat, speakers, say)
  const hand = seat === speakers.mySeat ? say.notedByMe : say.notedBy(nameOf(seat, speakers, say))
  const voice = said_by === 0 ? say.saidAtTable : say.saidBy(nameOf(said_by, speakers, say), collegeOf(said_by, speakers))
  return `${voice}, ${hand}`
}

export function nameOf(seat: number, { people }: Speakers, say: Words): string {
  return people.find((one) => one.seat === seat)?.name || say.someone
}

export function collegeOf(seat: number, { people, colleges }: Speakers): string {
  return colleges[people.find((one) => one.seat === seat)?.college ?? '']?.label ?? ''
}

export function makerOf(seat: number, speakers: Speakers, say: Words): string {
  if (seat === speakers.mySeat) return say.byMe
  return say.by(nameOf(seat, speakers, say), collegeOf(seat, speakers))
}

/** "effacé par Malik (Élus), il y a 3 min"; by whom and when only where the table knows. */
export function erasureOf(thing: Thing, speakers: Speakers, say: Words, nowMs: number): string {
  const by = thing.erased_by ? makerOf(thing.erased_by, speakers, say) : ''
  const when = thing.erased_at ? ago(thing.erased_at, nowMs, speakers.lang) : ''
  return [[say.erasedState, by].filter(Boolean).join(' '), when].filter(Boolean).join(', ')
}

/** Time since, in the language's own short words; `at` in milliseconds, or in seconds as old servers count. */
export function ago(at: number, nowMs: number, lang: string): string {
  const seconds = Math.max(0, (nowMs - milliseconds(at)) / 1000)
  const format = new Intl.RelativeTimeFormat(lang, { numeric: 'auto', style: 'short' })
  if (seconds < 45) return format.format(0, 'second')
  if (seconds < 3600) return format.format(-Math.max(1, Math.round(seconds / 60)), 'minute')
  if (seconds < 86_400) return format.format(-Math.round(seconds / 3600), 'hour')
  return format.format(-Math.round(seconds / 86_400), 'day')
}

export const milliseconds = (at: number): number => (at < 1e11 ? at * 1000 : at)

/** The state of the connection, for people. */
export function connectionSentence({ connection, unsaved }: Pick<SessionState, 'connection' | 'unsaved'>, say: Words): string {
  if (connection === 'closed') return say.closedConnection
  if (connection === 'live') return unsaved === 0 ? say.saved : say.toSend(unsaved)
  if (connection === 'connecting' && unsaved === 0) return say.connecting
  return unsaved === 0 ? say.offline : say.offlineWith(unsaved)
}

export const refusalSentence = (code: string, say: Words): string => say.refused[code] ?? say.refusedOther

/** The first words of a note, for its slip on the map. */
export function firstWords(text: string, most = 64): string {
  const line = text.trim().replace(/\s+/g, ' ')
  if (line.length <= most) return line
  const cut = line.lastIndexOf(' ', most)
  return `${line.slice(0, cut > most / 2 ? cut : most)}…`
}

const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
