import { mount as mountSvelte } from 'svelte'
import { openSession } from '../../live/open-session'
import type { WallProps } from './props'
import { TableOnWall } from './table-on-wall.svelte'
import './wall.css'
import Wall from './Wall.svelte'

/** The wall, in place of what the server wrote there for readers without JavaScript. */
export async function mount(host: HTMLElement, props: unknown): Promise<void> {
  const wall = props as WallProps
  const sessions = await Promise.all(wall.tables.map((table) => openSession(table.session)))
  const tables = sessions.flatMap((session, index) => {
    const table = wall.tables[index]
    return table ? [new TableOnWall(index, table, session)] : []
  })
  host.replaceChildren()
  host.classList.add('wall-screen')
  mountSvelte(Wall, { target: host, props: { host, wall, tables } })
}
