/** What the server says of a photograph that this telephone sent. */
export interface PhotoNews {
  id: string
  name: string
  state: string
  label: string
  sentences: string[]
}

/** Photographs read from an unknown JSON answer; what is not one is left out, undefined when there is no list. */
export function readPhotos(answer: unknown): PhotoNews[] | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  const { photos } = answer as Record<string, unknown>
  return Array.isArray(photos) ? photos.flatMap((one) => readPhoto(one) ?? []) : undefined
}

function readPhoto(one: unknown): PhotoNews | undefined {
  if (typeof one !== 'object' || one === null) return undefined
  const { id, name, state, label, sentences } = one as Record<string, unknown>
  const isRight = [id, name, state, label].every((word) => typeof word === 'string') && Array.isArray(sentences)
  return isRight ? { id, name, state, label, sentences: (sentences as unknown[]).map(String) } as PhotoNews : undefined
}
