import type { Connection } from '../../live/session'

/** One word for the connections of all the tables: the wall is live when every table is, closed when all are. */
export function connectionOf(all: readonly Connection[]): Connection {
  if (all.length > 0 && all.every((one) => one === 'closed')) return 'closed'
  if (all.includes('waiting')) return 'waiting'
  if (all.includes('connecting')) return 'connecting'
  return 'live'
}
