/** For property tests: operations that mostly make sense, on few objects, so that they meet. */
import fc from 'fast-check'
import type { Operation } from './session'

const OBJECTS = ['a', 'b', 'c', 'd'] as const

/** What to do, before the objects it is done to are known to exist or not. */
export type Gesture = (op: string) => Operation

const object = fc.constantFrom(...OBJECTS)
const trace = fc
  .array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 6 })
  .map((one) => one.slice(0, one.length & ~1))
const property = fc.record(
  {
    overlay: fc.integer({ min: 1, max: 3 }),
    pencil: fc.constantFrom('water', 'road'),
    trace,
    text: fc.constantFrom('', 'gué'),
  },
  { requiredKeys: [] },
)

export const gesture: fc.Arbitrary<Gesture> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(object, trace).map(([id, line]) => draw(id, line)) },
  { weight: 3, arbitrary: fc.tuple(target(), property).map(([id, values]) => edit(id, values)) },
  { weight: 2, arbitrary: fc.tuple(target(), fc.integer({ min: 0, max: 2 }), trace).map(cut) },
  { weight: 1, arbitrary: target().map((id): Gesture => (op) => ({ kind: 'erase', op, object: id })) },
  { weight: 1, arbitrary: target().map((id): Gesture => (op) => ({ kind: 'restore', op, object: id })) },
)

/** An object, or a piece of one. */
function target(): fc.Arbitrary<string> {
  return fc.oneof(
    object,
    fc.tuple(object, fc.constantFrom('/0', '/1')).map(([id, end]) => id + end),
  )
}

function draw(id: string, line: number[]): Gesture {
  const pressures = line.slice(line.length / 2)
  return (op) => ({ kind: 'draw', op, object: id, shape: 'stroke', overlay: 1, pencil: 'water', trace: line, pressures })
}

type Values = Omit<Extract<Operation, { kind: 'edit' }>, 'kind' | 'op' | 'object'>

function edit(id: string, values: Values): Gesture {
  return (op) => ({ kind: 'edit', op, object: id, ...values })
}

function cut([id, count, line]: [string, number, number[]]): Gesture {
  const pieces = Array.from({ length: count }, (_, at) => ({ object: `${id}/${at}`, trace: line }))
  return (op) => ({ kind: 'cut', op, object: id, pieces })
}
