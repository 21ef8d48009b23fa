import type { Act, Thing } from '../../live/session'

type Things = ReadonlyMap<string, Thing>

/**
 * What was erased and can come back. A stroke that the eraser cut comes back whole, and its pieces count only where
 * they were erased in their turn; pieces of a stroke that is whole again are no longer anything.
 */
export function restorable(things: Things): Thing[] {
  const all = [...things.values()]
  const cut = new Set(all.flatMap(({ parent }) => parent ?? []))
  return all.filter((thing) => thing.erased && (!thing.parent || (!cut.has(thing.id) && !standsWhole(thing, things))))
}

/** Whether the stroke that a piece comes from stands again, at any depth. */
function standsWhole({ parent }: Thing, things: Things): boolean {
  const whole = parent ? things.get(parent) : undefined
  return !!whole && (!whole.erased || standsWhole(whole, things))
}

/** What stands of a stroke that was cut, however many times. */
export function standingPieces(thing: Thing, things: Things): Thing[] {
  const pieces = new Map<string, Thing[]>()
  for (const one of things.values()) if (one.parent) pieces.set(one.parent, [...(pieces.get(one.parent) ?? []), one])
  const below = (id: string): Thing[] => (pieces.get(id) ?? []).flatMap((one) => [one, ...below(one.id)])
  return below(thing.id).filter(({ erased }) => !erased)
}

/** Bring a thing back; the pieces that stood for it go, so that nothing is there twice. One step to undo. */
export function restoreActs(thing: Thing, things: Things): Act[] {
  const gone = standingPieces(thing, things).map(({ id }): Act => ({ kind: 'erase', object: id }))
  return [{ kind: 'restore', object: thing.id }, ...gone]
}
