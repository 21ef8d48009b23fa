import type { Phase } from '../../contract/live'
import { clockKey } from '../../live/phase'
import type { TableOnWall } from './table-on-wall.svelte'

type WithPhase = Pick<TableOnWall, 'index' | 'letter' | 'color'> & { readonly status: { readonly table: { readonly phase: Phase | null } } }

export interface SharedPhase<One> {
  readonly key: string
  readonly phase: Phase
  readonly tables: readonly One[]
}

/** The phases that tables are at, each with its tables; clocks that agree to the second are one. */
export function phasesOf<One extends WithPhase>(tables: readonly One[]): SharedPhase<One>[] {
  const shared = new Map<string, SharedPhase<One>>()
  for (const table of tables) {
    const { phase } = table.status.table
    if (!phase) continue
    const key = clockKey(phase)
    shared.set(key, { key, phase, tables: [...(shared.get(key)?.tables ?? []), table] })
  }
  return [...shared.values()]
}
