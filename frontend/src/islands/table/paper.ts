import type { Thing } from '../../live/session'

/** What is laid from paper is said by the table as a whole; nothing else is asked. */
export const mayBePaper = (thing: Pick<Thing, 'said_by'>): boolean => thing.said_by === 0

const known = new Map<string, string>()

/** Sheet, photograph and hour of a thing that was drawn on paper; '' when it was not, or when the network is away. */
export async function paperBehind(paperUrl: string, id: string, ask: typeof fetch = fetch): Promise<string> {
  const url = `${paperUrl}${id}.json`
  const kept = known.get(url)
  if (kept !== undefined) return kept
  try {
    const answer = await ask(url, { headers: { Accept: 'application/json' } })
    if (!answer.ok) return ''
    const { said } = (await answer.json()) as { said: string }
    known.set(url, said)
    return said
  } catch {
    return ''
  }
}
