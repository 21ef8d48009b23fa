import './styles/main.css'
import './elements'

/** Islands by the name in `data-island`; each is fetched only where a page has it. */
const islands: Record<string, () => Promise<{ mount: (host: HTMLElement, props: unknown) => unknown }>> = {
  table: () => import('./islands/table/mount'),
  replay: () => import('./islands/replay/mount'),
  wall: () => import('./islands/wall/mount'),
  pilot: () => import('./islands/pilot/mount'),
  place: () => import('./islands/place/mount'),
  block: () => import('./islands/block/mount'),
}

for (const host of document.querySelectorAll<HTMLElement>('[data-island]')) {
  const load = islands[host.dataset['island'] ?? '']
  const props = document.getElementById(host.dataset['props'] ?? '')
  void load?.().then((island) => island.mount(host, JSON.parse(props?.textContent || 'null')))
}
