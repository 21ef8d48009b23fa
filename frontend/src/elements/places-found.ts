/** A commune or grouping as `/lieux/` finds it. `words`: what to search to find this one and not its namesakes. */
export interface FoundPlace {
  name: string
  detail: string
  kind: string
  words: string
}

/** Places read from an unknown JSON answer; what is no place is left out. */
export function readPlaces(answer: unknown): FoundPlace[] {
  if (typeof answer !== 'object' || answer === null) return []
  const places = (answer as Record<string, unknown>)['places']
  return Array.isArray(places) ? places.flatMap(readPlace) : []
}

function readPlace(place: unknown): FoundPlace[] {
  if (typeof place !== 'object' || place === null) return []
  const { name, detail, kind } = place as Record<string, unknown>
  if (typeof name !== 'string' || typeof detail !== 'string' || typeof kind !== 'string') return []
  const postcode = kind === 'commune' ? (/\b(\d{5}|2[AB]\d{3})\b/.exec(detail)?.[0] ?? '') : ''
  return [{ name, detail, kind, words: `${name} ${postcode}`.trim() }]
}
