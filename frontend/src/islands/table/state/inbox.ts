export type InboxWish = 'accept' | 'aside' | 'next' | 'before'

const WISHES: Readonly<Record<string, InboxWish>> = {
  j: 'next',
  arrowdown: 'next',
  k: 'before',
  arrowup: 'before',
  a: 'accept',
  x: 'aside',
}

/** What a key asks for in the inbox; undefined while one types or with a modifier. */
export function wishOf({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): InboxWish | undefined {
  const types = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  return ctrlKey || metaKey || altKey || types ? undefined : WISHES[key.toLowerCase()]
}

/** The place after or before, among `count`; it stays at the ends. */
export function moved(place: number, wish: InboxWish, count: number): number {
  return Math.max(0, Math.min(count - 1, place + (wish === 'next' ? 1 : -1)))
}
