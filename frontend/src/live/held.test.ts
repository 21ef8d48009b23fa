import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Held, InboxNote } from '../contract/live'
import { notesAside, objectsWaiting, withHeld, withNotes } from './held'
import type { Act } from './session'
import { drawing, Screen } from './simulated-screen'
import { SimulatedTable } from './simulated-table'

const note = (id: string, text = `note ${id}`): Act & { object: string } => ({ ...drawing(id), text }) as Act & { object: string }

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-11-23T09:00:00Z') }))
afterEach(() => vi.useRealTimers())

async function waitingTable(): Promise<Screen> {
  const table = new SimulatedTable()
  table.notesWait = true
  return Screen.open(table)
}

describe('a note that waits for the facilitator', () => {
  it('is shown to its author, safe, and in no journal', async () => {
    const screen = await waitingTable()

    screen.session.act([note('a')])
    await screen.run()

    expect(screen.session.things.get('a')?.text).toBe('note a')
    expect(screen.session.state.unsaved).toBe(0)
    expect(objectsWaiting(screen.session.state.held)).toEqual(new Set(['a']))
    expect(screen.table.entries).toEqual([])
    expect(await screen.store.all()).toEqual([])
  })

  it('is there after a reload, and its later words on top of it', async () => {
    const screen = await waitingTable()
    screen.session.act([note('a')])
    screen.session.act([{ kind: 'edit', object: 'a', text: 'plus tard' }])
    await screen.run()

    const again = await Screen.open(screen.table)

    expect(again.session.things.get('a')?.text).toBe('plus tard')
    expect(again.session.state.unsaved).toBe(0)
  })

  it('waits once when its answer was lost', async () => {
    const screen = await waitingTable()
    screen.line!.isDeaf = true
    screen.session.act([note('a')])
    await screen.run()
    screen.cut()
    await screen.run()

    expect(screen.table.held.size).toBe(1)
    expect(screen.session.state.unsaved).toBe(0)
  })

  it('becomes an entry like any other once accepted', async () => {
    const screen = await waitingTable()
    screen.session.act([note('a')])
    await screen.run()

    screen.table.decide('a', 'accepted')
    await screen.run()

    expect(screen.session.things.get('a')).toMatchObject({ seq: 1, text: 'note a' })
    expect(screen.session.state.held.size).toBe(0)
  })

  it('is found accepted when its author comes back from a cut', async () => {
    const screen = await waitingTable()
    screen.session.act([note('a')])
    await screen.run()
    screen.cut()
    screen.table.decide('a', 'accepted')

    await screen.run()

    expect(screen.session.things.get('a')).toMatchObject({ seq: 1 })
    expect(screen.session.state).toMatchObject({ unsaved: 0, seq: 1 })
    expect(screen.session.state.held.size).toBe(0)
  })

  it('leaves the table when set aside, and its author reads why', async () => {
    const screen = await waitingTable()
    screen.session.act([note('a')])
    screen.session.act([{ kind: 'edit', object: 'a', text: 'dernier mot' }])
    await screen.run()

    screen.table.decide('a', 'set_aside', 'Hors sujet')
    await screen.run()

    expect(screen.session.things.get('a')).toBeUndefined()
    expect(notesAside(screen.session.state.held)).toMatchObject([{ text: 'dernier mot', reason: 'Hors sujet' }])
    const again = await Screen.open(screen.table)
    expect(notesAside(again.session.state.held)).toHaveLength(1)
  })

  it('is withdrawn and taken back by its author with undo', async () => {
    const screen = await waitingTable()
    screen.session.act([note('a')])
    await screen.run()

    screen.session.act([{ kind: 'erase', object: 'a' }])
    await screen.run()
    const withdrawn = !!screen.session.things.get('a')?.erased
    screen.session.undo()
    await screen.run()

    expect(withdrawn).toBe(true)
    expect(screen.session.things.get('a')?.erased).toBeFalsy()
    expect([...screen.table.held.values()].map(({ operation }) => operation.kind)).toEqual(['draw', 'erase', 'restore'])
    expect(screen.refusals).toEqual([])
  })
})

describe('lists of what waits', () => {
  const held = (op: string, fate: Held['fate']): Held => ({ at: 1, operation: { kind: 'erase', op, object: `o${op}` }, fate })
  const inboxed = (op: string, at: number, is_gone = false): InboxNote =>
    ({ op, thing: { id: op, at }, is_gone }) as unknown as InboxNote

  it('takes news in, and everything anew with a welcome', () => {
    const before = withHeld(new Map(), [held('a', 'waiting'), held('b', 'waiting')], true)

    expect([...withHeld(before, [held('a', 'accepted'), held('c', 'set_aside')], false).keys()]).toEqual(['b', 'c'])
    expect([...withHeld(before, [held('d', 'waiting')], true).keys()]).toEqual(['d'])
  })

  it('keeps the inbox by the hour, without what is gone', () => {
    const before = withNotes([], [inboxed('b', 2), inboxed('a', 1)], true)

    expect(before.map(({ op }) => op)).toEqual(['a', 'b'])
    expect(withNotes(before, [inboxed('a', 1, true), inboxed('c', 3)], false).map(({ op }) => op)).toEqual(['b', 'c'])
  })
})
