/** The live session of a table's screen: what the drawing side sees of all this folder. */
import type { ClientFrame, Ink, Look, ServerFrame, TableWord, Thing } from '../contract/live'
import { believed, type ClockSample, sampleOf } from './clock'
import { Ephemera } from './ephemera'
import { Exchange } from './exchange'
import { WorkingCopy, type Changes, type PendingAct } from './pending'
import type { Act, Connection, Operation, SessionEvent, SessionOptions, SessionState, TableSession } from './session'
import { withHeld, withNotes } from './held'
import { withoutNames, withPeople } from './people'
import { loadSnapshot, NoRight } from './snapshot'
import { socketAddress, type SocketMaker } from './socket'
import { openStore, type PendingStore } from './store'
import { History, inverseOf, remembered, type Step } from './undo'
import { uuid7 } from './uuid7'
import { onWake } from './wake'

/** What a session takes from the browser; tests bring their own. */
export interface Surroundings {
  fetch: typeof fetch
  openStore(place: string): Promise<PendingStore>
  socket: SocketMaker
  base: string
}

/** How long a screen waits for the table before it opens on the work it keeps itself. */
const PATIENCE_MS = 8_000

/**
 * Open the table: its snapshot if it can be had, our unsent work on top, and the connection.
 * Always resolves: without network the session starts with our own work and keeps trying.
 */
export async function openSession(options: SessionOptions, given: Partial<Surroundings> = {}): Promise<TableSession> {
  const surroundings = { ...theBrowser(), ...given }
  const store = await surroundings.openStore(options.storageKey)
  const session = new LiveSession(options, surroundings, store)
  await session.start()
  return session
}

class LiveSession implements TableSession {
  state: SessionState
  private readonly copy: WorkingCopy
  private readonly exchange: Exchange
  private readonly ephemera: Ephemera
  private readonly history = new History()
  private readonly listeners = new Set<(event: SessionEvent) => void>()
  private readonly ownInk = new Set<string>()
  private readonly sleep: () => void
  private unwritten = 0
  private clock: ClockSample | undefined

  constructor(
    options: SessionOptions,
    surroundings: Surroundings,
    private readonly store: PendingStore,
  ) {
    this.state = firstState(options, store)
    this.copy = new WorkingCopy(options.epoch, options.seat)
    this.exchange = new Exchange(
      this.copy,
      store,
      {
        changed: (changes, reset) => this.tellThings(changes, reset),
        refused: (code, operation) => this.emit({ kind: 'refused', code, act: operation && actOf(operation) }),
        welcomed: ({ seat, abilities, now }, askedAt) => {
          if (askedAt !== undefined) this.clock = believed(this.clock, sampleOf(askedAt, Date.now(), now))
          this.publish({ seat, abilities })
        },
        said: (frame) => this.said(frame),
        moved: () => this.publish({}),
      },
      () => loadSnapshot(options.snapshotUrl, surroundings.fetch),
      { url: socketAddress(options.socketUrl, surroundings.base), maker: surroundings.socket },
    )
    const { socket } = this.exchange
    this.ephemera = new Ephemera(
      (frame) => socket.send(frame),
      () => this.exchange.phase === 'live' && socket.isClear,
    )
    this.sleep = onWake(() => socket.wake())
  }

  get things(): ReadonlyMap<string, Thing> {
    return this.copy.view
  }

  /** Resolves when there is something to show; without the right to look, on a closed session. */
  async start(): Promise<void> {
    await this.exchange.takeUpWorkLeft()
    const loaded = this.exchange.refresh().catch((error) => {
      if (error instanceof NoRight) this.exchange.shut()
    })
    await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
    this.exchange.socket.connect()
  }

  act(acts: readonly Act[]): void {
    this.history.record(this.perform(acts))
    this.publish({})
  }

  undo(): void {
    this.history.undo((step) => this.inverse(step), (acts) => this.perform(acts))
    this.publish({})
  }

  redo(): void {
    this.history.redo((step) => this.inverse(step), (acts) => this.perform(acts))
    this.publish({})
  }

  showInk(ink: Ink): void {
    this.ownInk.add(ink.object)
    this.ephemera.showInk(ink)
  }

  showCursor(cursor: NonNullable<ClientFrame['cursor']>): void {
    this.ephemera.showCursor(cursor)
  }

  showLook(look: Look): void {
    if (this.exchange.phase === 'live' && this.exchange.socket.isClear) this.exchange.socket.send({ look })
  }

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  close(): void {
    this.sleep()
    this.ephemera.close()
    this.exchange.shut()
    this.listeners.clear()
    this.store.close()
  }

  private inverse(step: Step): Act[] {
    return inverseOf(step, this.copy.view, this.copy.seat)
  }

  /** Show acts at once, keep them, and only then send them. */
  private perform(acts: readonly Act[]): Step {
    const changes = new Map<string, Thing | undefined>()
    const made: PendingAct[] = []
    const step = acts.map((act) => {
      const done = remembered(act, this.copy.view)
      const one: PendingAct = { operation: { ...act, op: uuid7() }, at: Date.now() }
      this.copy.add([one]).forEach((thing, id) => changes.set(id, thing))
      made.push(one)
      if (act.kind === 'draw') this.ephemera.forget(act.object)
      return done
    })
    this.tellThings(changes, false)
    void this.write(made)
    return step
  }

  /** On the disk first, so that a closed tab loses nothing; then to the table. */
  private async write(made: readonly PendingAct[]): Promise<void> {
    this.unwritten += made.length
    await this.store.save(made)
    this.unwritten -= made.length
    this.publish({})
    this.exchange.work.submit(made.map((one) => one.operation))
  }

  private said({ welcome, table, people, ink, cursors, look, held, inbox }: ServerFrame): void {
    if (held) this.publish({ held: withHeld(this.state.held, held, !!welcome) })
    if (inbox || welcome) this.publish({ inbox: withNotes(this.state.inbox, inbox ?? [], !!welcome) })
    if (table) this.hearWord(table)
    if (people) this.publish({ people: withPeople(this.state.people, people) })
    if (look && this.state.table.lead) this.publish({ table: { ...this.state.table, lead: { ...this.state.table.lead, look } } })
    const wet = ink?.filter((one) => !this.ownInk.has(one.ink.object) && !this.copy.view.has(one.ink.object)) ?? []
    if (wet.length > 0) this.emit({ kind: 'ink', ink: wet })
    const others = cursors?.filter((cursor) => cursor.seat !== this.state.seat) ?? []
    if (others.length > 0) this.emit({ kind: 'cursors', cursors: others })
  }

  private hearWord(table: TableWord): void {
    this.publish({ table, ...(table.shows_names ? {} : { people: withoutNames(this.state.people) }) })
  }

  private tellThings(changed: Changes, reset: boolean): void {
    if (changed.size > 0 || reset) this.emit({ kind: 'things', changed, reset })
  }

  /** The state as it now is, told if anything in it differs. */
  private publish(news: Partial<SessionState>): void {
    const { canUndo, canRedo } = this.history
    const { unwritten } = this
    const kept = { unsaved: this.copy.unsaved, unwritten, keepsUnsaved: this.store.keeps, seq: this.copy.seq }
    const connection = connectionOf(this.exchange.phase, this.state.connection)
    const clockOffsetMs = this.clock?.offsetMs
    const state = { ...this.state, ...news, ...kept, clockOffsetMs, connection, canUndo, canRedo }
    if (isSameState(state, this.state)) return
    this.state = state
    this.emit({ kind: 'state', state })
  }

  private emit(event: SessionEvent): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(event)
      } catch (error) {
        // Told as an error of the page, not as one of the conversation.
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }
}

/** "connecting" until the first time, "waiting" from a cut until the screen is level with the table again. */
function connectionOf(phase: Exchange['phase'], before: Connection): Connection {
  if (phase === 'live' || phase === 'closed') return phase
  return before === 'connecting' && phase !== 'away' ? 'connecting' : 'waiting'
}

function firstState({ seat, abilities, table, people }: SessionOptions, store: PendingStore): SessionState {
  const nothing = { unsaved: 0, unwritten: 0, seq: 0, canUndo: false, canRedo: false, held: new Map(), inbox: [] }
  return { ...nothing, clockOffsetMs: undefined, connection: 'connecting', keepsUnsaved: store.keeps, seat, abilities, table, people }
}

function isSameState(one: SessionState, other: SessionState): boolean {
  return (Object.keys(one) as (keyof SessionState)[]).every((key) => one[key] === other[key])
}

function actOf(operation: Operation): Act {
  const { op: _, ...act } = operation
  return act as Act
}

function theBrowser(): Surroundings {
  return {
    fetch: (...asked) => fetch(...asked),
    openStore,
    socket: { open: (url) => new WebSocket(url), random: Math.random },
    base: typeof location === 'undefined' ? 'http://localhost/' : location.href,
  }
}
