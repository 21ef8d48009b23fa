/** What is drawn where, in words, for whoever cannot see the block; follows the tables. */
import { decodeTrace } from '../../geometry/trace'
import type { Pencil, Thing } from '../../live/session'
import type { Ground } from './ground'
import type { ScenePlace } from './scene'

export interface Told {
  readonly id: string
  readonly meaning: string
  readonly color: string
  readonly text: string
  /** 0 north-west, 1 north, 2 north-east, 3 west, 4 middle… 8 south-east. */
  readonly corner: number
  readonly near: string
  readonly heightM: number
}

const NEAR = 0.22

/** Things that stand on the block, in the order they were drawn. */
export function tell(things: Iterable<Thing>, pencils: readonly Pencil[], ground: Ground, places: readonly ScenePlace[]): Told[] {
  const byKey = new Map(pencils.map((pencil) => [pencil.key, pencil]))
  const standing = [...things].filter((thing) => !thing.erased).toSorted((one, other) => one.seq - other.seq)
  return standing.flatMap((thing) => {
    const inside = decodeTrace(thing.trace).map((place) => ground.extent.share(place)).filter(([u, v]) => ground.isInside(u, v))
    const at = inside[Math.floor(inside.length / 2)]
    const pencil = byKey.get(thing.pencil)
    if (!at) return []
    const told = { id: thing.id, meaning: pencil?.meaning ?? thing.pencil, color: pencil?.color ?? '#3a3733', text: thing.text ?? '' }
    return [{ ...told, corner: cornerOf(...at), near: nearest(at, ground, places), heightM: ground.surfaceAt(...at) }]
  })
}

export function cornerOf(u: number, v: number): number {
  return Math.min(2, Math.floor(v * 3)) * 3 + Math.min(2, Math.floor(u * 3))
}

/** The named place next to a spot; '' when none is near. */
function nearest([u, v]: readonly [number, number], ground: Ground, places: readonly ScenePlace[]): string {
  const { widthM, depthM, share } = ground.extent
  let [best, name] = [NEAR * Math.max(widthM, depthM), '']
  for (const place of places) {
    if (place.rank > 4) continue
    const [s, t] = share([place.lon, place.lat])
    const distance = Math.hypot((s - u) * widthM, (t - v) * depthM)
    if (distance < best) [best, name] = [distance, place.name]
  }
  return name
}
