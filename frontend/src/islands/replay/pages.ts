import type { JournalPage } from '../../contract/live'
import type { Entry } from '../../live/fold'

const FORMAT = 1

/** The journal does not answer, or is no longer the one this page was made for. */
export class JournalLost extends Error {}

/** The journal, page after page, until its end. */
export async function* journalPages(url: string, epoch: string, pageEntries: number, signal: AbortSignal): AsyncGenerator<Entry[]> {
  for (let after = 0, isFull = true; isFull; ) {
    const address = new URL(url, location.href)
    address.searchParams.set('apres', String(after))
    const answer = await fetch(address, { signal, headers: { Accept: 'application/json' } })
    if (!answer.ok) throw new JournalLost(`journal: ${answer.status}`)
    const page = (await answer.json()) as JournalPage
    if (page.format !== FORMAT || page.epoch !== epoch || page.seq !== after + 1) throw new JournalLost('another journal')
    yield page.ops.map((entry, at) => ({ ...entry, seq: page.seq + at }))
    after += page.ops.length
    isFull = page.ops.length === pageEntries
  }
}
