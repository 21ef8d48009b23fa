import { mount as mountSvelte } from 'svelte'
import './place.css'
import Place from './Place.svelte'
import type { PlaceProps } from './props'

/** The map of the place, above the fields it writes in. */
export function mount(host: HTMLElement, props: unknown): void {
  mountSvelte(Place, { target: host, props: { host, props: props as PlaceProps } })
}
