import { decodeTrace } from '../../geometry/trace'
import type { Thing } from '../../live/session'
import type { Bounds } from '../../map/view'

export type Changes = ReadonlyMap<string, Thing | undefined>

/** The one sheet of tracing paper that a whole table is on the wall. */
const SHEET = 0

/** A table's things as the wall lays them: all its overlays on one sheet, each thing with the box around it. */
export class FlatTable {
  readonly things = new Map<string, Thing>()
  readonly boxes = new Map<string, Bounds>()

  /** The changes, flattened; on a reset, everything. */
  take(changed: Changes, all: ReadonlyMap<string, Thing>, reset: boolean): Changes {
    if (reset) {
      this.things.clear()
      this.boxes.clear()
      for (const thing of all.values()) this.#put(thing)
      return this.things
    }
    const flat = new Map<string, Thing | undefined>()
    for (const [id, thing] of changed) {
      if (thing) flat.set(id, this.#put(thing))
      else {
        this.things.delete(id)
        this.boxes.delete(id)
        flat.set(id, undefined)
      }
    }
    return flat
  }

  #put(thing: Thing): Thing {
    const flat = { ...thing, overlay: SHEET }
    const box = thing.erased ? undefined : boxOf(thing.trace)
    this.things.set(thing.id, flat)
    if (box) this.boxes.set(thing.id, box)
    else this.boxes.delete(thing.id)
    return flat
  }
}

/** West, south, east, north of a trace; undefined of one without a place. */
export function boxOf(trace: readonly number[]): Bounds | undefined {
  if (trace.length < 2) return undefined
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon, lat] of decodeTrace(trace)) {
    west = Math.min(west, lon)
    south = Math.min(south, lat)
    east = Math.max(east, lon)
    north = Math.max(north, lat)
  }
  return [west, south, east, north]
}
