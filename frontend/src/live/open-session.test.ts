import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { gesture } from './arbitrary-operations'
import { SimulatedTable } from './simulated-table'
import { drawing, RememberingStore, Screen, type Move } from './simulated-screen'

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

test('what the disk does not hold yet is told apart from what it keeps', async () => {
  const screen = await Screen.open()
  screen.cut()

  screen.session.act([drawing('a')])
  const before = screen.session.state
  await vi.advanceTimersByTimeAsync(0)

  expect(before).toMatchObject({ unsaved: 1, unwritten: 1 })
  expect(screen.session.state).toMatchObject({ unsaved: 1, unwritten: 0 })
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

test('the table’s hour is learnt with its answer, however wrong our clock is', async () => {
  const screen = await Screen.open()

  const { clockOffsetMs } = screen.session.state

  expect(Math.abs((clockOffsetMs ?? 0) - 90_000)).toBeLessThan(2_000)
})

test('names that the facilitator hides are forgotten, and a view that is led is followed from its word', async () => {
  const screen = await Screen.open()
  const word = screen.session.state.table
  const look = { west: 1, south: 2, east: 3, north: 4 }
  screen.line!.tell({ people: [{ seat: 3, name: 'Jeanne', college: 'elected', screens: 1 }] })
  await screen.run()
  const before = screen.session.state.people.map(({ name }) => name)

  screen.line!.tell({ table: { ...word, shows_names: false, lead: { seat: 3, look } } })
  screen.line!.tell({ look: { ...look, west: 0 } })
  await screen.run()

  const { people, table } = screen.session.state
  expect([before, people.map(({ name }) => name)]).toEqual([['Jeanne'], ['']])
  expect(table.lead).toEqual({ seat: 3, look: { ...look, west: 0 } })
})
