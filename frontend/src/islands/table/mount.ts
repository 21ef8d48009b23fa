import { mount as mountSvelte } from 'svelte'
import { openSession } from '../../live/open-session'
import type { TableProps } from '../../live/session'
import { fetchEngine } from '../../map/ground'
import './table.css'
import Table from './Table.svelte'

/** The table's screen, in place of what the server wrote there for readers without JavaScript. */
export async function mount(host: HTMLElement, props: unknown): Promise<void> {
  const tableProps = props as TableProps
  fetchEngine().catch(() => undefined) // with the state of the table, not after it; without it the stage says so
  const session = await openSession(tableProps.session)
  host.replaceChildren()
  host.classList.add('table-screen')
  mountSvelte(Table, { target: host, props: { host, session, table: tableProps } })
}
