import { mount as mountSvelte } from 'svelte'
import type { ReplayProps } from './props'
import Replay from './Replay.svelte'
import './replay.css'

/** The replay, in place of what the server wrote there for readers without JavaScript. */
export function mount(host: HTMLElement, props: unknown): void {
  host.replaceChildren()
  host.classList.add('replay-screen')
  mountSvelte(Replay, { target: host, props: { host, props: props as ReplayProps } })
}
