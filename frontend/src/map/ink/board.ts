import type { Pencil, Thing } from '../../live/session'
import type { Mercator } from '../view'
import { type Box, boxesTouch } from './records'
import { Sheet } from './sheet'

export const UNKNOWN_PENCIL: Pencil = { key: '', meaning: '', color: '#4b4945', width: 3, shape: 'stroke' }

/** The sheets of a table, one per overlay, kept in step with its things. */
export class Board {
  readonly sheets = new Map<number, Sheet>()
  #pencils = new Map<string, Pencil>()
  readonly #sheetOf = new Map<string, number>()
  readonly #boxes = new Map<string, Box>()

  /** Which erased things are shown all the same, as ghosts: none for now. */
  constructor(
    readonly origin: Mercator,
    readonly showsErased = false,
  ) {}

  set pencils(pencils: readonly Pencil[]) {
    this.#pencils = new Map(pencils.map((pencil) => [pencil.key, pencil]))
  }

  apply(changed: ReadonlyMap<string, Thing | undefined>, things: ReadonlyMap<string, Thing>, reset: boolean): void {
    if (reset) this.rebuild(things)
    else for (const [id, thing] of changed) this.#change(id, thing)
    for (const [overlay, sheet] of this.sheets) if (sheet.isWorn) this.#renew(overlay, things)
  }

  rebuild(things: ReadonlyMap<string, Thing>): void {
    this.sheets.clear()
    this.#sheetOf.clear()
    this.#boxes.clear()
    for (const [id, thing] of things) this.#change(id, thing)
  }

  /** Things shown whose positions may come within `margin` of the box, in local units. */
  near(box: Box, margin: number): string[] {
    return [...this.#boxes].filter(([, other]) => boxesTouch(other, box, margin)).map(([id]) => id)
  }

  #change(id: string, thing: Thing | undefined): void {
    const overlay = this.#sheetOf.get(id)
    if (overlay !== undefined && overlay !== thing?.overlay) this.#take(id, overlay)
    if (!thing || (thing.erased && !this.showsErased)) this.#take(id, overlay)
    else this.#lay(thing)
  }

  #take(id: string, overlay: number | undefined): void {
    if (overlay !== undefined) this.sheets.get(overlay)?.remove(id)
    this.#sheetOf.delete(id)
    this.#boxes.delete(id)
  }

  #lay(thing: Thing): void {
    let sheet = this.sheets.get(thing.overlay)
    if (!sheet) this.sheets.set(thing.overlay, (sheet = new Sheet(this.origin)))
    const box = sheet.put(thing, this.#pencils.get(thing.pencil) ?? UNKNOWN_PENCIL)
    if (box) this.#boxes.set(thing.id, box)
    this.#sheetOf.set(thing.id, thing.overlay)
  }

  #renew(overlay: number, things: ReadonlyMap<string, Thing>): void {
    this.sheets.delete(overlay)
    for (const [id, on] of this.#sheetOf) {
      const thing = on === overlay ? things.get(id) : undefined
      if (thing) this.#lay(thing)
    }
  }
}
