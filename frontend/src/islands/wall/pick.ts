import type { Thing } from '../../live/session'
import type { Bounds } from '../../map/view'
import { boxOf } from './flat'
import { roomy } from './fit'
import type { TableOnWall } from './table-on-wall.svelte'

/** What the facilitator brought to the wall, as it can be shown. */
export interface Pick {
  readonly key: string
  readonly table: TableOnWall
  /** Absent for a view of the map. */
  readonly thing: Thing | undefined
  /** Where to look; undefined for a note without a place. */
  readonly bounds: Bounds | undefined
}

/** Undefined of nothing, and of a thing that was erased meanwhile. */
export function pickOf(tables: readonly TableOnWall[]): Pick | undefined {
  const table = tables.find(({ status }) => status.table.wall_pick)
  const picked = table?.status.table.wall_pick
  if (!table || !picked) return undefined
  if (picked.look) {
    const { west, south, east, north } = picked.look
    return { key: `${table.index} ${[west, south, east, north].join()}`, table, thing: undefined, bounds: [west, south, east, north] }
  }
  const { thing } = table.pickedThing
  if (!thing || thing.id !== picked.thing) return undefined
  const box = boxOf(thing.trace)
  return { key: thing.id, table, thing, bounds: box && roomy(box) }
}
