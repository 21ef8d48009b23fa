import type { Entry } from '../../live/fold'
import type { Pencil, Person, Thing } from '../../live/session'
import type { ReplayProps } from './props'
import type { Words } from './words'
import type { Deed } from './words-fr'

const MOST_WORDS = 80

/** Says what happens, for those who do not see it. */
export class Teller {
  readonly #people: ReadonlyMap<number, Person>
  readonly #pencils: ReadonlyMap<string, Pencil>
  readonly #hour: Intl.DateTimeFormat
  readonly #day: Intl.DateTimeFormat

  constructor(
    private readonly props: Pick<ReplayProps, 'people' | 'table' | 'colleges'>,
    private readonly say: Words,
    lang: string,
    timeZone?: string,
  ) {
    this.#people = new Map(props.people.map((person) => [person.seat, person]))
    this.#pencils = new Map(props.table.pencils.map((pencil) => [pencil.key, pencil]))
    this.#hour = new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone })
    this.#day = new Intl.DateTimeFormat(lang, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone })
  }

  hour = (at: number): string => this.#hour.format(at)
  day = (at: number): string => this.#day.format(at)

  /** "Jeanne (Habitants)"; the college alone where the name is not told. */
  who(seat: number): string {
    const person = this.#people.get(seat)
    const college = this.props.colleges[person?.college ?? '']
    return this.say.who(person?.name || this.say.someone, college?.label ?? '')
  }

  /** The name on the map: short. */
  tag(seat: number): { readonly name: string; readonly color: string } {
    const person = this.#people.get(seat)
    const college = this.props.colleges[person?.college ?? '']
    return { name: person?.name || college?.label || this.say.someone, color: college?.color ?? '#4b4945' }
  }

  /** `thing`: what the gesture made or touched, as it stands after. */
  sentence({ seat, operation }: Entry, thing: Thing | undefined): string {
    const { say } = this
    const what = thing ? say.things[thing.shape] : say.something
    const meaning = thing && this.#pencils.get(thing.pencil)?.meaning
    const said = say.saying(shortened(thing?.text ?? ''))
    const named = meaning && meaning.toLowerCase() !== what ? say.quoted(meaning) : ''
    if (operation.kind === 'draw') return say.draws(this.who(seat), thing?.shape ?? 'stroke', named) + said
    const whole = [what, named].filter(Boolean).join(' ')
    return say.does(this.who(seat), operation.kind === 'edit' ? editKind(operation) : operation.kind, whole) + said
  }
}

function editKind(operation: Extract<Entry['operation'], { kind: 'edit' }>): Deed {
  if (operation.text !== undefined) return 'writes'
  if (operation.pencil !== undefined) return 'renames'
  return operation.overlay !== undefined ? 'shifts' : 'moves'
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  return line.length > MOST_WORDS ? `${line.slice(0, MOST_WORDS - 1)}…` : line
}
