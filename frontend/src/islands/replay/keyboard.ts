import type { Player } from './player.svelte'

type Deed = (player: Player, isShift: boolean) => void

const DEEDS: Readonly<Record<string, Deed>> = {
  ' ': (player) => player.flip(),
  arrowleft: (player, isShift) => player.step(isShift ? -10 : -1),
  arrowright: (player, isShift) => player.step(isShift ? 10 : 1),
  pageup: (player) => player.chapter(-1),
  pagedown: (player) => player.chapter(1),
  home: (player) => player.goTo(0),
  end: (player) => player.goTo(player.total),
  '+': (player) => player.faster(1),
  '-': (player) => player.faster(-1),
}

/** Keys of the replay, outside fields, buttons and the map, which have their own. */
export function keyboard(player: Player): () => void {
  const over = new AbortController()
  const press = (event: KeyboardEvent): void => {
    const deed = DEEDS[event.key.toLowerCase()]
    if (!deed || event.altKey || event.ctrlKey || event.metaKey || isBusy(event.target, event.key)) return
    event.preventDefault()
    deed(player, event.shiftKey)
  }
  document.addEventListener('keydown', press, { signal: over.signal })
  return () => over.abort()
}

function isBusy(target: EventTarget | null, key: string): boolean {
  if (target instanceof HTMLSelectElement || target instanceof HTMLCanvasElement) return true
  if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement || target instanceof HTMLDetailsElement) return key === ' '
  return target instanceof HTMLInputElement && target.type === 'checkbox' && key === ' '
}
