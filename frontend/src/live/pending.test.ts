import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Thing } from '../contract/live'
import { gesture, type Gesture } from './arbitrary-operations'
import { WorkingCopy, UNNUMBERED, type PendingAct } from './pending'
import { SimulatedTable } from './simulated-table'

const US = 7
const OTHERS = 8

type Move =
  | { kind: 'ours' | 'theirs'; gesture: Gesture }
  | { kind: 'answer' | 'listen' | 'restart' }

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: gesture.map((one): Move => ({ kind: 'ours', gesture: one })) },
  { weight: 4, arbitrary: gesture.map((one): Move => ({ kind: 'theirs', gesture: one })) },
  { weight: 3, arbitrary: fc.constantFrom<Move>({ kind: 'answer' }, { kind: 'listen' }) },
  { weight: 1, arbitrary: fc.constant<Move>({ kind: 'restart' }) },
)

test('the view is always the confirmed state with our acts played on it, and tells every change', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      const screen = new Screen()
      for (const one of moves) {
        screen.do(one)
        expect(screen.told).toEqual(screen.copy.view)
        expect(screen.copy.view).toEqual(screen.playedAnew())
      }
      screen.settle()
      expect(screen.told).toEqual(screen.table.fold())
      expect(screen.copy.pending.size).toBe(0)
    }),
    { numRuns: 400 },
  )
})

test('an act of ours is shown at once, unnumbered, and numbered once the table has it', () => {
  const screen = new Screen()

  screen.do({ kind: 'ours', gesture: drawing('a') })
  const shown = screen.copy.view.get('a')
  screen.settle()

  expect(shown).toMatchObject({ seq: UNNUMBERED, seat: US, text: '' })
  expect(screen.copy.view.get('a')).toMatchObject({ seq: 1, seat: US, text: '' })
})

test('a piece of ours goes when the stroke was cut by someone else first', () => {
  const screen = new Screen()
  screen.do({ kind: 'theirs', gesture: drawing('a') })
  screen.do({ kind: 'listen' })
  screen.do({ kind: 'ours', gesture: cutting('a', 'p') })
  screen.do({ kind: 'theirs', gesture: cutting('a', 'q') })

  const before = [...screen.copy.view.keys()]
  screen.settle()

  expect(before).toEqual(['a', 'p'])
  expect([...screen.copy.view.keys()].toSorted()).toEqual(['a', 'q'])
})

test('a drawing of ours that the snapshot holds already, erased since, does not come back', () => {
  const screen = new Screen()
  screen.do({ kind: 'ours', gesture: drawing('a') })
  screen.table.enter(US, drawing('a')('op-1'))
  screen.table.enter(OTHERS, { kind: 'erase', op: 'x', object: 'a' })

  screen.do({ kind: 'restart' })

  expect(screen.copy.view.get('a')).toMatchObject({ erased: 2 })
})

test('things nobody touched are not told again', () => {
  const copy = new WorkingCopy('first', US)
  copy.confirm([entry(OTHERS, drawing('a')('1')), entry(OTHERS, drawing('b')('2'))])
  copy.add([{ operation: { kind: 'edit', op: '3', object: 'a', text: 'gué' }, at: 3 }])

  const changes = copy.confirm([entry(OTHERS, { kind: 'erase', op: '4', object: 'b' })])

  expect([...changes.keys()]).toEqual(['b'])
})

/** One screen, a table, and what is on its way between them. */
class Screen {
  readonly table = new SimulatedTable()
  readonly copy = new WorkingCopy('first', US)
  /** What a listener knows from the changes alone. */
  told = new Map<string, Thing>()
  private made = 0

  do(one: Move): void {
    if (one.kind === 'ours') this.learn(this.copy.add([{ operation: one.gesture(this.next()), at: this.made }]))
    if (one.kind === 'theirs') this.table.enter(OTHERS, one.gesture(this.next()))
    if (one.kind === 'answer') this.answerFirst()
    if (one.kind === 'listen') this.learn(this.copy.confirm(this.table.entries.slice(this.copy.seq)))
    if (one.kind === 'restart') {
      this.copy.restart(this.table.snapshot())
      this.told = new Map(this.copy.view)
    }
  }

  settle(): void {
    while (this.copy.pending.size > 0) this.answerFirst()
    this.do({ kind: 'listen' })
  }

  /** The same view made the slow way. */
  playedAnew(): Map<string, Thing> {
    const slow = new WorkingCopy('first', US)
    slow.confirm(this.table.entries.slice(0, this.copy.seq))
    slow.add([...this.copy.pending.values()])
    return slow.view
  }

  /** The table takes our first act, or refuses it, or has it already. */
  private answerFirst(): void {
    const act: PendingAct | undefined = this.copy.pending.values().next().value
    if (!act) return
    const { op } = act.operation
    const isKnown = this.table.entries.some((one) => one.operation.op === op)
    const code = isKnown ? undefined : this.table.enter(US, act.operation)
    if (code) this.learn(this.copy.drop([op]))
    else this.do({ kind: 'listen' })
    if (isKnown) this.learn(this.copy.drop([op]))
  }

  private learn(changes: ReadonlyMap<string, Thing | undefined>): void {
    for (const [id, thing] of changes) {
      if (thing) this.told.set(id, thing)
      else this.told.delete(id)
    }
  }

  private next(): string {
    return `op-${++this.made}`
  }
}

function drawing(id: string): Gesture {
  return (op) => ({ kind: 'draw', op, object: id, shape: 'stroke', overlay: 1, pencil: 'water', trace: [1, 2, 3, 4] })
}

function cutting(id: string, piece: string): Gesture {
  return (op) => ({ kind: 'cut', op, object: id, pieces: [{ object: piece, trace: [1, 1] }] })
}

function entry(seat: number, operation: ReturnType<Gesture>) {
  return { seat, at: 1, operation }
}
