import { vi } from 'vitest'
import type { Thing } from '../contract/live'
import type { Gesture } from './arbitrary-operations'
import { openSession } from './open-session'
import type { PendingAct } from './pending'
import type { Act, SessionEvent, SessionOptions, TableSession } from './session'
import { SimulatedLine, SimulatedTable } from './simulated-table'
import { MemoryStore } from './store'

/** For tests: what may happen to screens and their table, in any order. */
export type Move =
  | { kind: 'ours'; seat: 0 | 1; gesture: Gesture }
  | { kind: 'theirs'; gesture: Gesture }
  | { kind: 'pass'; seat: 0 | 1; frames: number }
  | { kind: 'cut' | 'lose' | 'undo' | 'reload'; seat: 0 | 1 }
  | { kind: 'wait'; ms: number }

/** What a screen ever promised to keep. */
export class RememberingStore extends MemoryStore {
  readonly saved = new Set<string>()

  override async save(acts: readonly PendingAct[]): Promise<void> {
    for (const act of acts) this.saved.add(act.operation.op)
    await super.save(acts)
  }
}

/** A screen whose browser and network are the test's. */
export class Screen {
  session!: TableSession
  line: SimulatedLine | undefined
  opened = 0
  hasNetwork = true
  status = 200
  events: SessionEvent[] = []
  /** What a listener knows from the events alone. */
  told = new Map<string, Thing>()

  constructor(
    readonly table = new SimulatedTable(),
    readonly store = new RememberingStore(),
  ) {}

  static async open(table?: SimulatedTable, store?: RememberingStore): Promise<Screen> {
    const screen = new Screen(table, store)
    await screen.start()
    await screen.run()
    return screen
  }

  async start(): Promise<void> {
    this.session = await openSession(OPTIONS, {
      fetch: () => this.answer(),
      openStore: async () => this.store,
      socket: { open: () => this.newLine().asSocket(), random: () => 0.5 },
      base: 'http://table.test/',
    })
    this.told = new Map(this.session.things)
    this.session.subscribe((event) => this.learn(event))
  }

  get refusals(): SessionEvent[] {
    return this.events.filter((event) => event.kind === 'refused')
  }

  cut(): void {
    this.line?.cut()
  }

  /** Let time and frames pass until nothing moves, at least `ms`. */
  async run(ms = 1_000): Promise<void> {
    for (let passed = 0; passed <= ms; passed += 250) {
      await vi.advanceTimersByTimeAsync(250)
      while (this.pass()) await vi.advanceTimersByTimeAsync(0)
    }
  }

  async suffer(move: Exclude<Move, { kind: 'theirs' | 'wait' }>): Promise<void> {
    if (move.kind === 'ours') this.session.act([withoutOp(move.gesture('none'))])
    if (move.kind === 'undo') this.session.undo()
    if (move.kind === 'cut') this.cut()
    if (move.kind === 'lose') this.line?.lose()
    if (move.kind === 'pass') this.pass(move.frames)
    if (move.kind === 'reload') await this.reload()
    await vi.advanceTimersByTimeAsync(0)
  }

  private async reload(): Promise<void> {
    await vi.advanceTimersByTimeAsync(0)
    this.session.close()
    await this.start()
  }

  pass(frames?: number): boolean {
    if (this.line?.readyState === 0 && this.hasNetwork) this.line.open()
    if (this.line?.readyState === 0) this.line.cut()
    return this.line?.pass(frames) ?? false
  }

  private newLine(): SimulatedLine {
    this.opened += 1
    this.line = new SimulatedLine(this.table, OPTIONS.seat)
    return this.line
  }

  private async answer(): Promise<Response> {
    if (this.status !== 200) return new Response(null, { status: this.status })
    if (!this.hasNetwork) throw new TypeError('network')
    return Response.json(this.table.snapshot())
  }

  private learn(event: SessionEvent): void {
    this.events.push(event)
    if (event.kind !== 'things') return
    if (event.reset) this.told.clear()
    for (const [id, thing] of event.changed) {
      if (thing) this.told.set(id, thing)
      else this.told.delete(id)
    }
  }
}

export const OPTIONS: SessionOptions = {
  storageKey: 'table:7',
  socketUrl: '/ws/tables/t/',
  snapshotUrl: '/tables/t/snapshot/',
  epoch: 'first',
  seat: 7,
  table: { name: 'Arques', is_open: true, own_work_only: false, shows_names: true, phase: null, lead: null, wall_pick: null, pencils: [], overlays: [] },
  people: [],
  abilities: ['draw'],
}

type DrawAct = Extract<Act, { kind: 'draw' }>

export function drawing(object: string): DrawAct {
  return { kind: 'draw', object, shape: 'stroke', overlay: 1, pencil: 'water', trace: [1, 2, 3, 4] }
}

export function withoutOp({ op: _, ...act }: ReturnType<Gesture>): Act {
  return act as Act
}
