/** The sentences of a board, said by the server (saying.py). */
export type PassageWords = Readonly<Record<string, string>>

export function readWords(id: string | null): PassageWords {
  const said: unknown = JSON.parse(document.getElementById(id ?? '')?.textContent || '{}')
  if (typeof said !== 'object' || said === null) return {}
  return Object.fromEntries(Object.entries(said).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
}

export function element<K extends keyof HTMLElementTagNameMap>(tag: K, text = '', className = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  made.textContent = text
  if (className) made.className = className
  return made
}
