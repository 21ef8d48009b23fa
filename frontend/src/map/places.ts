import type { Bounds } from './view'

export interface Place {
  readonly name: string
  readonly detail: string
  readonly lon: number
  readonly lat: number
  /** Where its ground ends; a place without outline has none. */
  readonly bounds?: Bounds
}

/** Places that answer `words`; throws where the server does not answer. */
export async function findPlaces(url: string, words: string, signal: AbortSignal): Promise<Place[]> {
  const address = new URL(url, location.href)
  address.searchParams.set('q', words)
  const answer = await fetch(address, { signal, headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`places: ${answer.status}`)
  return readPlaces(await answer.json())
}

/** Only what is a place; anything else is left out. */
export function readPlaces(written: unknown): Place[] {
  const places: unknown = typeof written === 'object' && written !== null && 'places' in written ? written.places : []
  return Array.isArray(places) ? places.flatMap((place: unknown) => readPlace(place) ?? []) : []
}

function readPlace(written: unknown): Place | undefined {
  if (typeof written !== 'object' || written === null) return undefined
  const { name, detail, lon, lat, bounds } = written as Record<string, unknown>
  if (typeof name !== 'string' || typeof lon !== 'number' || typeof lat !== 'number') return undefined
  return { name, detail: typeof detail === 'string' ? detail : '', lon, lat, ...(isBounds(bounds) ? { bounds } : {}) }
}

const isBounds = (written: unknown): written is Bounds =>
  Array.isArray(written) && written.length === 4 && written.every((value) => typeof value === 'number')
