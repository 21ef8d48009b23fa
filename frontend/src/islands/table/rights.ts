import type { SessionState, Thing } from '../../live/session'
import type { Panel } from './state/tools'
import type { Words } from './words'

/** What the server said one may do; a keeper (facilitator) passes closed tables, locks and ownership. */
export type Sight = Pick<SessionState, 'abilities' | 'table' | 'seat'>

const isKeeper = ({ abilities }: Sight): boolean => abilities.includes('manage')

/** Why one cannot draw at all now; undefined when one can. */
export function whyNoDrawing(sight: Sight, say: Words): string | undefined {
  if (isKeeper(sight)) return undefined
  if (!sight.table.is_open) return say.tableClosed
  return sight.abilities.includes('draw') ? undefined : say.notAllowed
}

/** Why one cannot draw on this overlay; undefined when one can. */
export function whyNoDrawingOn(overlayId: number, sight: Sight, say: Words): string | undefined {
  const overlay = sight.table.overlays.find(({ id }) => id === overlayId)
  const isLocked = !isKeeper(sight) && (overlay?.is_locked ?? true)
  return whyNoDrawing(sight, say) ?? (isLocked ? say.overlayLocked(overlay?.name ?? '') : undefined)
}

/** Why one cannot change this thing; undefined when one can. */
export function whyNoChange(thing: Thing, sight: Sight, say: Words): string | undefined {
  const locked = whyNoDrawingOn(thing.overlay, sight, say)
  if (locked) return locked
  if (isKeeper(sight) || sight.abilities.includes('alter_any')) return undefined
  if (thing.seat !== sight.seat && thing.said_by !== sight.seat) return say.othersWork
  return sight.abilities.includes('alter_own') ? undefined : say.cannotAlter
}

/** Whether this screen has this panel: the inbox is the facilitators', writing for others the scribes'. */
export function mayOpen(panel: Panel, { abilities }: Pick<Sight, 'abilities'>): boolean {
  if (panel === 'inbox') return abilities.includes('manage')
  return panel !== 'scribe' || abilities.includes('capture')
}

/** Whether what one writes is read by a facilitator before the others. */
export const notesWait = ({ abilities, table }: Sight): boolean =>
  !!table.notes_wait && !abilities.includes('manage') && !abilities.includes('capture')
