import type { SessionEvent, SessionState, TableSession, Thing } from '../../live/session'
import type { SeatInk } from '../../contract/live'
import type { Bounds } from '../../map/view'
import { type Tally, tallyOf } from './counts'
import { type Idea, ideasOf } from './feed'
import { around } from './fit'
import { type Changes, FlatTable } from './flat'
import { colorOf, letterOf } from './letters'
import type { WallTable } from './props'

/** What a map of the wall hears of a table. */
export interface Onlooker {
  things(table: TableOnWall, changed: Changes, reset: boolean): void
  ink(table: TableOnWall, ink: readonly SeatInk[]): void
}

export const MOST_IDEAS = 24
/** Figures and ideas change so often at most, however fast people draw. */
const COUNT_MS = 300

/** A table as the wall shows it: it looks and never acts. */
export class TableOnWall {
  readonly letter: string
  readonly color: string
  readonly flat = new FlatTable()
  status: SessionState = $state.raw() as SessionState
  tally: Tally = $state.raw(tallyOf([]))
  ideas: readonly Idea[] = $state.raw([])
  /** Things by pencil. */
  used: ReadonlyMap<string, number> = $state.raw(new Map<string, number>())
  drawn: Bounds | undefined = $state.raw()
  /** The thing of this table that is brought to the wall; undefined when erased, or when none is. */
  pickedThing: { readonly thing: Thing | undefined } = $state.raw({ thing: undefined })
  readonly #onlookers = new Set<Onlooker>()
  readonly #unsubscribe: () => void
  #counting: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly index: number,
    readonly props: WallTable,
    readonly session: TableSession,
  ) {
    this.letter = letterOf(index)
    this.color = colorOf(index)
    this.status = session.state
    this.flat.take(new Map(), session.things, true)
    this.#count()
    this.#look()
    this.#unsubscribe = session.subscribe((event) => this.#hear(event))
  }

  watch(onlooker: Onlooker): () => void {
    this.#onlookers.add(onlooker)
    return () => this.#onlookers.delete(onlooker)
  }

  close(): void {
    clearTimeout(this.#counting)
    this.#unsubscribe()
    this.session.close()
  }

  #hear(event: SessionEvent): void {
    if (event.kind === 'state') {
      this.status = event.state
      this.#look()
    }
    if (event.kind === 'ink') for (const onlooker of this.#onlookers) onlooker.ink(this, event.ink)
    if (event.kind !== 'things') return
    const changed = this.flat.take(event.changed, this.session.things, event.reset)
    for (const onlooker of this.#onlookers) onlooker.things(this, changed, event.reset)
    this.#look()
    this.#counting ??= setTimeout(() => this.#count(), COUNT_MS)
  }

  #look(): void {
    const id = this.status.table.wall_pick?.thing
    const found = id ? this.session.things.get(id) : undefined
    const thing = found?.erased ? undefined : found
    if (thing !== this.pickedThing.thing) this.pickedThing = { thing }
  }

  #count(): void {
    this.#counting = undefined
    const things = this.session.things
    this.tally = tallyOf(things.values())
    this.ideas = ideasOf(this.index, things.values(), MOST_IDEAS)
    this.drawn = around(this.flat.boxes.values())
    const used = new Map<string, number>()
    for (const { pencil, erased } of things.values()) if (!erased) used.set(pencil, (used.get(pencil) ?? 0) + 1)
    this.used = used
  }
}
