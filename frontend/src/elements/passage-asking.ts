/** What a board asks the server: what changed since the stamp it knows, then the cards it lacks. */
import { cardsOf } from './passage-columns'
import { readState, type State } from './passage-state'

const MOST_ASKED = 100

/** Undefined when nothing changed, or when one may not look any more. Throws TypeError without network. */
export async function askState(board: Element, signal: AbortSignal): Promise<State | undefined> {
  const address = addressOf(board, 'state')
  address.searchParams.set('known', board.getAttribute('stamp') ?? '')
  const answer = await fetch(address, { cache: 'no-store', headers: { accept: 'application/json' }, signal })
  const isJson = answer.ok && answer.headers.get('content-type')?.startsWith('application/json')
  return isJson ? readState(await answer.json()) : undefined
}

export async function askCards(board: Element, ids: readonly string[], signal: AbortSignal): Promise<Map<string, HTMLElement>> {
  const found = new Map<string, HTMLElement>()
  for (let first = 0; first < ids.length; first += MOST_ASKED) {
    const address = addressOf(board, 'cards')
    for (const id of ids.slice(first, first + MOST_ASKED)) address.searchParams.append('id', id)
    const answer = await fetch(address, { cache: 'no-store', signal })
    if (answer.ok) for (const [id, card] of cardsOf(await answer.text())) found.set(id, card)
  }
  return found
}

function addressOf(board: Element, name: string): URL {
  return new URL(board.getAttribute(name) ?? '', document.baseURI)
}
