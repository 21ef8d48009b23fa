import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Thing } from '../contract/live'
import { gesture, type Gesture } from './arbitrary-operations'
import { openSession } from './open-session'
import type { Act, SessionEvent, SessionOptions, TableSession } from './session'
import { SimulatedLine, SimulatedTable } from './simulated-table'
import type { PendingAct } from './pending'
import { MemoryStore } from './store'

const OTHERS = 8

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-11-23T09:00:00Z') }))
afterEach(() => vi.useRealTimers())

test('what we draw is shown at once, then kept, then sent, then confirmed', async () => {
  const screen = await Screen.open()

  screen.session.act([drawing('a')])
  const shown = [...screen.session.things.keys()]
  const { unsaved } = screen.session.state
  const kept = await screen.store.all()
  await screen.run()

  expect(shown).toEqual(['a'])
  expect(unsaved).toBe(1)
  expect(kept).toHaveLength(1)
  expect(screen.session.state).toMatchObject({ connection: 'live', unsaved: 0, seq: 1, canUndo: true, canRedo: false })
  expect(screen.table.entries.map((entry) => entry.seat)).toEqual([7])
  expect(await screen.store.all()).toEqual([])
})

test('work done without network is sent once when the network returns, and others’ work is caught up', async () => {
  const screen = await Screen.open()
  screen.cut()
  for (const id of ['a', 'b', 'c']) screen.session.act([drawing(id)])
  screen.table.enter(OTHERS, { ...drawing('x'), op: 'x' })
  const { connection, unsaved } = screen.session.state

  await screen.run()

  expect({ connection, unsaved }).toEqual({ connection: 'waiting', unsaved: 3 })
  expect(screen.table.entries.map((entry) => entry.operation.object)).toEqual(['x', 'a', 'b', 'c'])
  expect(screen.session.state).toMatchObject({ connection: 'live', unsaved: 0, seq: 4 })
})

test('an answer lost with the line is not a second entry', async () => {
  const screen = await Screen.open()
  screen.session.act([drawing('a')])
  await vi.advanceTimersByTimeAsync(0)
  screen.line!.isDeaf = true
  await screen.run()
  const taken = screen.table.entries.length
  screen.cut()
  await screen.run()

  expect(taken).toBe(1)
  expect(screen.table.entries).toHaveLength(1)
  expect(screen.session.state).toMatchObject({ unsaved: 0, seq: 1 })
})

test('a lost frame is asked for again', async () => {
  const screen = await Screen.open()
  screen.table.enter(OTHERS, { ...drawing('x'), op: 'x' })
  screen.line!.lose()
  screen.table.enter(OTHERS, { ...drawing('y'), op: 'y' })

  await screen.run()

  expect([...screen.session.things.keys()]).toEqual(['x', 'y'])
})

test('a refused act is taken back and told with its code', async () => {
  const screen = await Screen.open()
  screen.table.isOpen = false

  screen.session.act([drawing('a')])
  await screen.run()

  expect(screen.session.things.size).toBe(0)
  expect(screen.refusals).toEqual([{ kind: 'refused', code: 'table_closed', act: drawing('a') }])
  expect(await screen.store.all()).toEqual([])
})

test('work left in a closed tab is shown and sent by the next one', async () => {
  const screen = await Screen.open()
  screen.cut()
  screen.session.act([drawing('a')])
  await vi.advanceTimersByTimeAsync(0)
  screen.session.close()

  const next = await Screen.open(screen.table, screen.store)
  const shown = [...next.session.things.keys()]
  await next.run()

  expect(shown).toEqual(['a'])
  expect(next.table.entries).toHaveLength(1)
  expect(next.session.state.unsaved).toBe(0)
})

test('without network the screen opens on its own work, and finds the table later', async () => {
  const store = new RememberingStore()
  await store.save([{ operation: { ...drawing('a'), op: 'a' }, at: 1 }])
  const table = new SimulatedTable()
  table.enter(OTHERS, { ...drawing('x'), op: 'x' })
  const screen = new Screen(table, store)
  screen.hasNetwork = false
  await screen.start()
  const before = { things: [...screen.session.things.keys()], ...screen.session.state }

  screen.hasNetwork = true
  await screen.run()

  expect(before).toMatchObject({ things: ['a'], connection: 'connecting', unsaved: 1, seq: 0 })
  expect([...screen.session.things.keys()].toSorted()).toEqual(['a', 'x'])
  expect(screen.session.state).toMatchObject({ connection: 'live', unsaved: 0, seq: 2 })
})

test('a table of another epoch is read anew, and our work goes on', async () => {
  const screen = await Screen.open()
  screen.table.enter(OTHERS, { ...drawing('x'), op: 'x' })
  await screen.run()
  screen.cut()
  screen.session.act([drawing('a')])
  screen.table.forgetEverything('second')

  await screen.run()

  expect([...screen.session.things.keys()]).toEqual(['a'])
  expect(screen.table.entries).toHaveLength(1)
  expect(screen.events.some((event) => event.kind === 'things' && event.reset)).toBe(true)
})

test('a screen too far behind starts again from the snapshot', async () => {
  const screen = await Screen.open()
  screen.cut()
  for (let at = 0; at < 60; at++) screen.table.enter(OTHERS, { ...drawing(`x${at}`), op: `x${at}` })

  await screen.run()

  expect(screen.session.things.size).toBe(60)
  expect(screen.session.state).toMatchObject({ connection: 'live', seq: 60 })
})

test('a line that died without a word is noticed and replaced', async () => {
  const screen = await Screen.open()
  screen.line!.isDead = true
  screen.session.act([drawing('a')])

  await vi.advanceTimersByTimeAsync(24_000)
  await screen.run()

  expect(screen.opened).toBe(2)
  expect(screen.session.state).toMatchObject({ connection: 'live', unsaved: 0 })
})

test('a quiet line that answers is kept', async () => {
  const screen = await Screen.open()

  for (let seconds = 0; seconds < 300; seconds++) await screen.run(1_000)

  expect(screen.opened).toBe(1)
  expect(screen.session.state.connection).toBe('live')
  expect(screen.line!.heard.length).toBeLessThan(20)
})

test.each([4401, 4403])('a right that is gone (%i) closes the session for good', async (code) => {
  const screen = await Screen.open()

  screen.line!.cut(code)
  await screen.run(60_000)

  expect(screen.session.state.connection).toBe('closed')
  expect(screen.opened).toBe(1)
})

test('handshakes refused for want of a right close the session, since the snapshot is refused too', async () => {
  const screen = await Screen.open()
  screen.cut()
  screen.status = 403
  screen.hasNetwork = false

  await screen.run(60_000)

  expect(screen.session.state.connection).toBe('closed')
})

test('undo and redo go through the journal like any act', async () => {
  const screen = await Screen.open()
  screen.session.act([drawing('a')])
  screen.session.act([{ kind: 'edit', object: 'a', text: 'gué' }])

  screen.session.undo()
  screen.session.undo()
  await screen.run()
  const undone = screen.session.things.get('a')
  screen.session.redo()
  screen.session.redo()
  await screen.run()

  expect(undone).toMatchObject({ erased: 4, text: '' })
  expect(screen.session.things.get('a')).toMatchObject({ erased: 0, text: 'gué' })
  expect(screen.session.state).toMatchObject({ canUndo: true, canRedo: false, unsaved: 0, seq: 6 })
})

test('a listener that fails harms neither the others nor the conversation', async () => {
  const screen = await Screen.open()
  const failures: unknown[] = []
  vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => void failures.push(task))
  screen.session.subscribe(() => {
    throw new Error('listener')
  })

  screen.session.act([drawing('a')])
  await screen.run()
  vi.restoreAllMocks()

  expect(failures.length).toBeGreaterThan(0)
  expect(screen.session.state).toMatchObject({ unsaved: 0, seq: 1 })
})

type Move =
  | { kind: 'ours'; seat: 0 | 1; gesture: Gesture }
  | { kind: 'theirs'; gesture: Gesture }
  | { kind: 'pass'; seat: 0 | 1; frames: number }
  | { kind: 'cut' | 'lose' | 'undo' | 'reload'; seat: 0 | 1 }
  | { kind: 'wait'; ms: number }

const MISHAPS = ['cut', 'lose', 'undo', 'reload'] as const
const seat = fc.constantFrom<0 | 1>(0, 1)
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('ours' as const), seat, gesture }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('theirs' as const), gesture }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('pass' as const), seat, frames: fc.constantFrom(1, 2, 3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom(...MISHAPS), seat }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(0, 20, 600, 30_000) }) },
)

test('whatever is cut, lost or reloaded, all screens end with the fold of the journal, nothing twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 50 }), fc.boolean(), async (moves, areTabs) => {
      const table = new SimulatedTable()
      // Two tabs of a seat share what they keep; two devices of it do not.
      const first = await Screen.open(table)
      const screens = [first, await Screen.open(table, areTabs ? first.store : undefined)] as const
      let made = 0
      for (const one of moves) {
        if (one.kind === 'theirs') table.enter(OTHERS, one.gesture(`theirs-${++made}`))
        else if (one.kind === 'wait') await vi.advanceTimersByTimeAsync(one.ms)
        else await screens[one.seat].suffer(one)
      }
      await settled(screens)

      const fold = table.fold()
      const ids = table.entries.map((entry) => entry.operation.op)
      expect(new Set(ids).size).toBe(ids.length)
      for (const screen of screens) {
        expect(new Map(screen.session.things)).toEqual(fold)
        expect(screen.told).toEqual(fold)
        expect(screen.session.state).toMatchObject({ connection: 'live', unsaved: 0, seq: ids.length })
        expect(await screen.store.all()).toEqual([])
        expect([...screen.store.saved].filter((op) => !ids.includes(op) && !table.refused.has(op))).toEqual([])
        screen.session.close()
      }
    }),
    { numRuns: 150 },
  )
}, 60_000)

/** Let time and frames pass for all until nothing can be left to happen. */
async function settled(screens: readonly Screen[]): Promise<void> {
  for (let seconds = 0; seconds < 90; seconds++) {
    await vi.advanceTimersByTimeAsync(1_000)
    while (screens.map((screen) => screen.pass()).includes(true)) await vi.advanceTimersByTimeAsync(0)
  }
}

/** What a screen ever promised to keep. */
class RememberingStore extends MemoryStore {
  readonly saved = new Set<string>()

  override async save(acts: readonly PendingAct[]): Promise<void> {
    for (const act of acts) this.saved.add(act.operation.op)
    await super.save(acts)
  }
}

/** A screen whose browser and network are the test's. */
class Screen {
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

const OPTIONS: SessionOptions = {
  storageKey: 'table:7',
  socketUrl: '/ws/tables/t/',
  snapshotUrl: '/tables/t/snapshot/',
  epoch: 'first',
  seat: 7,
  table: { name: 'Arques', is_open: true, own_work_only: false, pencils: [], overlays: [] },
  people: [],
  abilities: ['draw'],
}

type DrawAct = Extract<Act, { kind: 'draw' }>

function drawing(object: string): DrawAct {
  return { kind: 'draw', object, shape: 'stroke', overlay: 1, pencil: 'water', trace: [1, 2, 3, 4] }
}

function withoutOp({ op: _, ...act }: ReturnType<Gesture>): Act {
  return act as Act
}
