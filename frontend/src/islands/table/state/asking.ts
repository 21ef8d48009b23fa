/** What a facilitator's or a scribe's screen asks of the server, outside the journal. */
export type Answer = { isDone: true; said: Record<string, unknown> } | { isDone: false; sentence: string }

/** POST a form; a refusal, or no answer, comes back as a sentence. */
export async function ask(
  url: string,
  csrf: string,
  fields: Readonly<Record<string, string>>,
  failed: string,
  fetched: typeof fetch = fetch,
): Promise<Answer> {
  try {
    const headers = { Accept: 'application/json', 'X-CSRFToken': csrf }
    const answer = await fetched(url, { method: 'POST', headers, body: new URLSearchParams(fields), credentials: 'same-origin' })
    const said = (await answer.json()) as Record<string, unknown>
    if (answer.ok) return { isDone: true, said }
    return { isDone: false, sentence: typeof said['sentence'] === 'string' ? said['sentence'] : failed }
  } catch {
    return { isDone: false, sentence: failed }
  }
}
