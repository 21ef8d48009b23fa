import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Thing } from '../contract/live'
import { gesture, type Gesture } from './arbitrary-operations'
import { applyEntry, objectsOf } from './fold'
import type { Act, Operation } from './session'
import { History, inverseOf, remembered, type Step } from './undo'

const US = 7
const OTHERS = 8

test('undo takes back a drawing, redo puts it back', () => {
  const desk = new DeskOfOne()
  desk.act(drawing('a'))

  desk.undo()
  const undone = desk.visible()
  desk.redo()

  expect(undone).toEqual([])
  expect(desk.visible()).toEqual(['a'])
})

test('undoing a cut brings the whole stroke back without its pieces, redo cuts it again', () => {
  const desk = new DeskOfOne()
  desk.act(drawing('a'))
  desk.act({ kind: 'cut', object: 'a', pieces: [{ object: 'p', trace: [1, 1] }, { object: 'q', trace: [2, 2] }] })

  desk.undo()
  const undone = desk.visible()
  desk.redo()

  expect(undone).toEqual(['a'])
  expect(desk.visible()).toEqual(['p', 'q'])
})

test('undoing an edit puts back what it changed, and leaves what another changed since', () => {
  const desk = new DeskOfOne()
  desk.act(drawing('a'))
  desk.act({ kind: 'edit', object: 'a', text: 'gué', pencil: 'road' })
  desk.others({ kind: 'edit', op: 'x', object: 'a', pencil: 'hedge', overlay: 3 })

  desk.undo()

  expect(desk.things.get('a')).toMatchObject({ text: '', pencil: 'hedge', overlay: 3 })
})

test('a cut whose piece another worked on is left, and the step before it is undone', () => {
  const desk = new DeskOfOne()
  desk.act(drawing('a'))
  desk.act(drawing('b'))
  desk.act({ kind: 'cut', object: 'a', pieces: [{ object: 'p', trace: [1, 1] }] })
  desk.others({ kind: 'edit', op: 'x', object: 'p', text: 'à garder' })

  desk.undo()

  expect(desk.visible()).toEqual(['p'])
})

test('what another restored, or erased too, is left as they want it', () => {
  const desk = new DeskOfOne()
  desk.act(drawing('a'))
  desk.act(drawing('b'))
  desk.act({ kind: 'erase', object: 'a' })
  desk.others({ kind: 'restore', op: 'x', object: 'a' })
  desk.others({ kind: 'erase', op: 'y', object: 'a' })
  desk.others({ kind: 'erase', op: 'z', object: 'b' })

  desk.undo()

  expect(desk.visible()).toEqual([])
})

test('several acts at once are one step', () => {
  const desk = new DeskOfOne()
  desk.act(drawing('a'), { kind: 'edit', object: 'a', text: 'gué' }, drawing('b'))

  desk.undo()

  expect(desk.visible()).toEqual([])
})

test('acting after an undo leaves nothing to redo', () => {
  const desk = new DeskOfOne()
  desk.act(drawing('a'))
  desk.undo()

  desk.act(drawing('b'))

  expect(desk.history.canRedo).toBe(false)
})

test('alone, undoing everything shows nothing, and redoing everything shows all of it again', () => {
  fc.assert(
    fc.property(fc.array(gesture, { maxLength: 30 }), (gestures) => {
      const desk = new DeskOfOne()
      gestures.forEach((one) => desk.actIfPossible(one))
      const shown = desk.shown()

      while (desk.history.canUndo) desk.undo()
      const undone = desk.shown()
      while (desk.history.canRedo) desk.redo()

      expect(undone).toEqual([])
      expect(desk.shown()).toEqual(shown)
    }),
    { numRuns: 500 },
  )
})

test('whatever others do meanwhile, undo and redo ask nothing impossible', () => {
  const move = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom('us', 'others'), gesture) },
    { weight: 1, arbitrary: fc.constantFrom(['undo'] as const, ['redo'] as const) },
  )
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      const desk = new DeskOfOne()
      for (const [who, one] of moves) {
        if (who === 'us') desk.actIfPossible(one!)
        else if (who === 'others') desk.othersIfPossible(one!)
        else desk[who as 'undo' | 'redo']()
      }
    }),
    { numRuns: 500 },
  )
})

/** Our acts on a table that takes them at once; an act it cannot take throws. */
class DeskOfOne {
  readonly things = new Map<string, Thing>()
  readonly history = new History()
  private seq = 0

  act(...acts: Act[]): void {
    this.history.record(this.perform(acts))
  }

  /** A gesture that does nothing is no test of undo: erasing what is erased, editing nothing, cutting what is gone. */
  actIfPossible(one: Gesture): void {
    const { op: _, ...act } = one('none')
    const thing = this.things.get(act.object)
    const isNews = act.kind === 'restore' ? !!thing?.erased : act.kind === 'draw' || !thing?.erased
    if (isNews && this.isPossible(one('none'))) this.act(act as Act)
  }

  othersIfPossible(one: Gesture): void {
    if (this.isPossible(one('none'))) this.others(one('x'))
  }

  others(operation: Operation): void {
    this.enter(OTHERS, operation)
  }

  undo(): void {
    this.history.undo((step) => inverseOf(step, this.things, US), (acts) => this.perform(acts))
  }

  redo(): void {
    this.history.redo((step) => inverseOf(step, this.things, US), (acts) => this.perform(acts))
  }

  visible(): string[] {
    return [...this.things.values()].filter((thing) => !thing.erased).map((thing) => thing.id)
  }

  /** What one sees: everything of visible things but their numbers. */
  shown(): Partial<Thing>[] {
    const seen = [...this.things.values()].filter((thing) => !thing.erased)
    return seen.map(({ id, overlay, pencil, trace, text }) => ({ id, overlay, pencil, trace, text: text ?? '' }))
  }

  private perform(acts: readonly Act[]): Step {
    return acts.map((act) => {
      const done = remembered(act, this.things)
      this.enter(US, { ...act, op: `${this.seq}` })
      return done
    })
  }

  private enter(seat: number, operation: Operation): void {
    if (!this.isPossible(operation)) throw new Error(`${operation.kind} of ${operation.object} is impossible`)
    applyEntry(this.things, { seq: ++this.seq, seat, at: this.seq, operation })
  }

  private isPossible(operation: Operation): boolean {
    const thing = this.things.get(operation.object)
    if (operation.kind === 'draw') return !thing
    if (operation.kind !== 'cut') return !!thing
    return !!thing && !thing.erased && !objectsOf(operation).slice(1).some((id) => this.things.has(id))
  }
}

function drawing(object: string): Act {
  return { kind: 'draw', object, shape: 'stroke', overlay: 1, pencil: 'water', trace: [1, 2, 3, 4] }
}
