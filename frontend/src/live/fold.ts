/**
 * The state of a table is the fold of its journal. The same rule stands in
 * src/atelier/engines/journal/state.py; tests/fixtures/journal_cases.json holds them together.
 */
import type { Cut, Draw, Edit, NumberedOperation, Thing } from '../contract/live'
import type { Operation } from './session'

/** An operation in the journal: numbered, attributed to a seat, dated in milliseconds since 1970. */
export interface Entry extends NumberedOperation {
  seq: number
}

/** The journal names an object it never drew: what we hold is not this table's state. */
export class UnknownObject extends Error {}

/**
 * Fold one entry into `things`; the things it touched, the object of the operation first.
 * The map is changed, its things never are: a touched thing is a new object.
 */
export function applyEntry(things: Map<string, Thing>, entry: Entry): Thing[] {
  const touched = touchedBy(things, entry)
  for (const thing of touched) things.set(thing.id, thing)
  return touched
}

/** A thing with every property said, as the fold makes them; the wire leaves defaults out. */
export function whole(thing: Thing): Thing {
  return {
    ...thing,
    pressures: thing.pressures ?? null,
    text: thing.text ?? '',
    erased: thing.erased ?? 0,
    erased_by: thing.erased_by ?? 0,
    erased_at: thing.erased_at ?? 0,
    parent: thing.parent ?? null,
    said_by: thing.said_by ?? null,
  }
}

/** The things an operation touches, whatever their state. */
export function objectsOf(operation: Operation): string[] {
  const pieces = operation.kind === 'cut' ? operation.pieces.map((piece) => piece.object) : []
  return [operation.object, ...pieces]
}

function touchedBy(things: ReadonlyMap<string, Thing>, entry: Entry): Thing[] {
  const { operation, seq, seat } = entry
  if (operation.kind === 'draw') return [drawn(operation, entry)]
  const found = things.get(operation.object)
  if (!found) throw new UnknownObject(operation.object)
  const thing = { ...found, seq, touched_by: seat }
  if (operation.kind === 'cut') return [{ ...thing, ...erasure(entry) }, ...piecesOf(thing, operation)]
  if (operation.kind === 'erase') return [{ ...thing, ...erasure(entry) }]
  if (operation.kind === 'restore') return [{ ...thing, ...STANDING }]
  return [edited(thing, operation)]
}

const STANDING = { erased: 0, erased_by: 0, erased_at: 0 }

const erasure = ({ seq, seat, at }: Entry) => ({ erased: seq, erased_by: seat, erased_at: at })

function edited(thing: Thing, operation: Edit): Thing {
  const { overlay = thing.overlay, pencil = thing.pencil, trace = thing.trace, text = thing.text ?? '' } = operation
  const pressures = thing.pressures ?? null
  const isOutOfStep = operation.trace !== undefined && !!pressures?.length && pressures.length * 2 !== trace.length
  return { ...thing, overlay, pencil, trace, text, pressures: isOutOfStep ? null : pressures }
}

function drawn(operation: Draw, { seq, seat, at }: Entry): Thing {
  const { object: id, shape, overlay, pencil, trace, pressures = null, text = '', said_by = null } = operation
  const fresh = { ...STANDING, parent: null, said_by }
  return { id, shape, overlay, pencil, trace, pressures, text, seat, at, seq, touched_by: seat, ...fresh }
}

/** Pieces keep the hand and the hour of their parent: an eraser is not an author. */
function piecesOf(parent: Thing, operation: Cut): Thing[] {
  return operation.pieces.map(({ object: id, trace, pressures = null }) => ({
    ...parent,
    id,
    trace,
    pressures,
    ...STANDING,
    parent: parent.id,
  }))
}
