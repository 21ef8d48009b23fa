/** What the server says to a page where several people write one note. */
export interface Other {
  field: string
  sentence: string
}

/** Another text of a field: its revision, and who wrote it. */
export interface Change {
  number: number
  text: string
  by: string
}

export interface News {
  number?: number
  sentence?: string
  url?: string
  others: Other[]
  progress: Record<string, [number, number]>
  changed: Record<string, Change>
}

/** A field as this page holds it: the revision and the text it had when last known to be the same as the server's. */
export interface Held {
  base: number
  known: string
  text: string
  isFocused: boolean
}

/** News read from an unknown JSON answer; parts that are missing or odd are left out. */
export function readNews(answer: unknown): News {
  const said = isObject(answer) ? answer : {}
  return {
    ...(typeof said['number'] === 'number' ? { number: said['number'] } : {}),
    ...(typeof said['sentence'] === 'string' ? { sentence: said['sentence'] } : {}),
    ...(typeof said['url'] === 'string' ? { url: said['url'] } : {}),
    others: Array.isArray(said['others']) ? said['others'].filter(isOther) : [],
    progress: entries(said['progress'], isPair),
    changed: entries(said['changed'], isChange),
  }
}

/**
 * What to do with somebody else's change of a field: show it where this page only reads it, else let the person go on
 * (both texts will be kept). Undefined when it is known already.
 */
export function takeChange(held: Held, change: Change): 'show' | 'wait' | undefined {
  if (change.number <= held.base || change.text === held.text) return undefined
  return held.text === held.known && !held.isFocused ? 'show' : 'wait'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isOther(value: unknown): value is Other {
  return isObject(value) && typeof value['field'] === 'string' && typeof value['sentence'] === 'string'
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'number')
}

function isChange(value: unknown): value is Change {
  if (!isObject(value)) return false
  return typeof value['number'] === 'number' && typeof value['text'] === 'string' && typeof value['by'] === 'string'
}

function entries<T>(value: unknown, is: (one: unknown) => one is T): Record<string, T> {
  if (!isObject(value)) return {}
  return Object.fromEntries(Object.entries(value).filter((pair): pair is [string, T] => is(pair[1])))
}
