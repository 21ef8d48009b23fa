import { mount as mountSvelte } from 'svelte'
import Cockpit from './Cockpit.svelte'
import type { CockpitProps } from './props'

/** The facilitator's page, in place of the forms that the server wrote there for browsers without JavaScript. */
export function mount(host: HTMLElement, props: unknown): void {
  host.replaceChildren()
  mountSvelte(Cockpit, { target: host, props: { host, page: props as CockpitProps } })
}
