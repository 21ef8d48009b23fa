import type { Person } from '../../contract/live'
import { namedSeats, type NamedSeat, type PilotProps } from '../../live/pilot'

/** Who is who, for keepers: read again when somebody unknown sits down, and after each gesture on people. */
export class Roster {
  seats: readonly NamedSeat[] = $state.raw([])
  #isReading = false
  #isStale = false

  constructor(private readonly props: PilotProps) {}

  async read(): Promise<void> {
    this.#isStale = true
    if (this.#isReading) return
    this.#isReading = true
    while (this.#isStale) {
      this.#isStale = false
      this.seats = (await namedSeats(this.props)) ?? this.seats
    }
    this.#isReading = false
  }

  /** Read again if one of these is not known. */
  meet(people: readonly Person[]): void {
    const known = new Set(this.seats.map(({ seat }) => seat))
    if (people.some(({ seat }) => !known.has(seat))) void this.read()
  }

  /** The same people under their names. */
  named(people: readonly Person[]): readonly Person[] {
    const names = new Map(this.seats.map(({ seat, name }) => [seat, name]))
    return people.map((person) => (person.name ? person : { ...person, name: names.get(person.seat) ?? '' }))
  }
}
