import type { Pencil, Thing } from '../../live/session'
import type { Mercator } from '../view'
import { type Box, boxesTouch } from './records'
import { Sheet } from './sheet'

export const UNKNOWN_PENCIL: Pencil = { key: '', meaning: '', color: '#4b4945', width: 3, shape: 'stroke' }

/** The key, among the sheets, of an overlay's ghosts: overlays are counted from 0. */
export const ghostsOf = (overlay: number): number => -1 - overlay

/** Whether an erased thing haunts the map: a piece of a cut stroke does not, its whole stroke does. */
export const isGhost = (thing: Thing): boolean => !!thing.erased && !thing.parent

const keyOf = (thing: Thing): number => (thing.erased ? ghostsOf(thing.overlay) : thing.overlay)

/** Whether two states of a thing are drawn alike: the journal gave it a number, or a name to who touched it. */
const isDrawnAlike = (one: Thing, other: Thing): boolean =>
  one.shape === other.shape &&
  one.pencil === other.pencil &&
  keyOf(one) === keyOf(other) &&
  areEqual(one.trace, other.trace) &&
  areEqual(one.pressures ?? [], other.pressures ?? [])

const areEqual = (one: readonly number[], other: readonly number[]): boolean =>
  one === other || (one.length === other.length && one.every((value, at) => value === other[at]))

/** The sheets of a table, one per overlay and one for its ghosts, kept in step with its things. */
export class Board {
  readonly sheets = new Map<number, Sheet>()
  #pencils: readonly Pencil[] = []
  #byKey = new Map<string, Pencil>()
  /** Things as they lie on the sheets. */
  readonly #laid = new Map<string, Thing>()
  readonly #boxes = new Map<string, Box>()

  /** showsErased: erased things are kept too, as ghosts on sheets of their own. */
  constructor(
    readonly origin: Mercator,
    readonly showsErased = false,
  ) {}

  get pencils(): readonly Pencil[] {
    return this.#pencils
  }

  set pencils(pencils: readonly Pencil[]) {
    this.#pencils = pencils
    this.#byKey = new Map(pencils.map((pencil) => [pencil.key, pencil]))
  }

  /** Something is not painted yet as it lies. */
  get isDirty(): boolean {
    return [...this.sheets.values()].some((sheet) => sheet.isDirty)
  }

  apply(changed: ReadonlyMap<string, Thing | undefined>, things: ReadonlyMap<string, Thing>, reset: boolean): void {
    if (reset) this.rebuild(things)
    else for (const [id, thing] of changed) this.#change(id, thing)
    for (const [key, sheet] of this.sheets) if (sheet.isWorn) this.#renew(key, things)
  }

  rebuild(things: ReadonlyMap<string, Thing>): void {
    this.sheets.clear()
    this.#laid.clear()
    this.#boxes.clear()
    for (const [id, thing] of things) this.#change(id, thing)
  }

  /** Things shown whose positions may come within `margin` of the box, in local units. */
  near(box: Box, margin: number): string[] {
    return [...this.#boxes].filter(([, other]) => boxesTouch(other, box, margin)).map(([id]) => id)
  }

  #change(id: string, thing: Thing | undefined): void {
    const laid = this.#laid.get(id)
    const isShown = !!thing && (!thing.erased || (this.showsErased && isGhost(thing)))
    if (laid && isShown && isDrawnAlike(laid, thing)) return
    if (laid && (!isShown || keyOf(laid) !== keyOf(thing))) this.#take(id, keyOf(laid))
    if (isShown) this.#lay(thing)
  }

  #take(id: string, key: number): void {
    this.sheets.get(key)?.remove(id)
    this.#laid.delete(id)
    this.#boxes.delete(id)
  }

  #lay(thing: Thing): void {
    const key = keyOf(thing)
    let sheet = this.sheets.get(key)
    if (!sheet) this.sheets.set(key, (sheet = new Sheet(this.origin, !!thing.erased)))
    const box = sheet.put(thing, this.#byKey.get(thing.pencil) ?? UNKNOWN_PENCIL)
    if (box) this.#boxes.set(thing.id, box)
    this.#laid.set(thing.id, thing)
  }

  #renew(key: number, things: ReadonlyMap<string, Thing>): void {
    this.sheets.delete(key)
    for (const [id, laid] of this.#laid) {
      const thing = keyOf(laid) === key ? things.get(id) : undefined
      if (thing) this.#lay(thing)
    }
  }
}
