/** A table's state over HTTP. */
import type { Snapshot } from '../contract/live'

/** The format this screen reads; another one means that the page is older or newer than the server. */
const FORMAT = 1
const PATIENCE_MS = 60_000

/** We may not see this table, or no more. */
export class NoRight extends Error {}

/** Throws NoRight, or another error when the network or the server fails: try again later. */
export async function loadSnapshot(url: string, fetched: typeof fetch): Promise<Snapshot> {
  const answer = await fetched(url, {
    cache: 'no-cache',
    credentials: 'same-origin',
    headers: { Accept: 'application/json' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if ([401, 403, 404].includes(answer.status)) throw new NoRight(url)
  if (!answer.ok) throw new Error(`snapshot: HTTP ${answer.status}`)
  const snapshot = (await answer.json()) as Snapshot
  if (snapshot.format !== FORMAT) throw new Error(`snapshot of format ${snapshot.format}`)
  return snapshot
}
