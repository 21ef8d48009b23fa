/**
 * Undo and redo of one's own acts, among others who keep working. Nothing is rewound: to undo is to act
 * again, the other way round, and only where what we did still stands:
 * - an edit puts back the properties that still have the value we gave them; another's later value stays;
 * - what we drew is erased, what we erased is restored, unless someone has done it or undone it already;
 * - a cut is undone when its pieces are as we left them, else the line would be there twice.
 * An act that was refused no longer stands, so undoing it does nothing.
 */
import type { Thing } from '../contract/live'
import type { Act } from './session'

type EditAct = Extract<Act, { kind: 'edit' }>
type Values = Pick<EditAct, 'overlay' | 'pencil' | 'trace' | 'text'>
const PROPERTIES = ['overlay', 'pencil', 'trace', 'text'] as const

/** An act of ours, and for an edit what it replaced. */
interface Done {
  act: Act
  before: Values
}

/** What one undo takes back: all the acts made at once. */
export type Step = readonly Done[]

/** What to remember of an act about to be done on `things`. */
export function remembered(act: Act, things: ReadonlyMap<string, Thing>): Done {
  const thing = things.get(act.object)
  return { act, before: act.kind === 'edit' && thing ? valuesReplaced(act, thing) : {} }
}

/** The acts that take a step back, last done first; none where nothing of it stands. */
export function inverseOf(step: Step, things: ReadonlyMap<string, Thing>, seat: number): Act[] {
  return step.toReversed().flatMap((done) => inverses(done, things, seat))
}

/** Two piles of steps; `take` hands over the next step whose undoing (or redoing) changes something. */
export class History {
  private done: Step[] = []
  private undone: Step[] = []

  get canUndo(): boolean {
    return this.done.length > 0
  }

  get canRedo(): boolean {
    return this.undone.length > 0
  }

  record(step: Step): void {
    if (step.length === 0) return
    this.done.push(step)
    this.undone = []
  }

  /** `perform` does the acts and gives back their step, which goes on the other pile. */
  undo(inverse: (step: Step) => Act[], perform: (acts: Act[]) => Step): void {
    move(this.done, this.undone, inverse, perform)
  }

  redo(inverse: (step: Step) => Act[], perform: (acts: Act[]) => Step): void {
    move(this.undone, this.done, inverse, perform)
  }
}

function move(from: Step[], to: Step[], inverse: (step: Step) => Act[], perform: (acts: Act[]) => Step): void {
  for (let step = from.pop(); step; step = from.pop()) {
    const acts = inverse(step)
    if (acts.length === 0) continue
    to.push(perform(acts))
    return
  }
}

function inverses({ act, before }: Done, things: ReadonlyMap<string, Thing>, seat: number): Act[] {
  const thing = things.get(act.object)
  if (!thing) return []
  const isErasedByUs = !!thing.erased && thing.touched_by === seat
  switch (act.kind) {
    case 'draw':
    case 'restore':
      return thing.erased ? [] : [{ kind: 'erase', object: act.object }]
    case 'erase':
      return isErasedByUs ? [{ kind: 'restore', object: act.object }] : []
    case 'cut':
      return isErasedByUs ? uncut(act, things, seat) : []
    case 'edit':
      return unedited(act, before, thing)
  }
}

function uncut(act: Extract<Act, { kind: 'cut' }>, things: ReadonlyMap<string, Thing>, seat: number): Act[] {
  const pieces = act.pieces.map((piece) => things.get(piece.object))
  if (!pieces.every((piece) => piece && !piece.erased && piece.touched_by === seat)) return []
  const erasures = act.pieces.map(({ object }): Act => ({ kind: 'erase', object }))
  return [{ kind: 'restore', object: act.object }, ...erasures]
}

function unedited(act: EditAct, before: Values, thing: Thing): Act[] {
  const standing = PROPERTIES.filter((name) => act[name] !== undefined && isEqual(act[name], thing[name]))
  const values = Object.fromEntries(standing.map((name) => [name, before[name]])) as Values
  const isNews = standing.some((name) => !isEqual(before[name], thing[name]))
  return isNews ? [{ kind: 'edit', object: act.object, ...values }] : []
}

function valuesReplaced(act: EditAct, thing: Thing): Values {
  const { overlay, pencil, trace, text = '' } = thing
  const all = { overlay, pencil, trace, text }
  return Object.fromEntries(PROPERTIES.filter((name) => act[name] !== undefined).map((name) => [name, all[name]]))
}

function isEqual(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other
  return one === other || (one.length === other.length && one.every((value, at) => value === other[at]))
}
