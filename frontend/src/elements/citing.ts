/** A text and where its caret stands. */
export interface Written {
  readonly text: string
  readonly caret: number
}

const CITED_BEFORE = /\[\s*(C-\d+(?:\s*[,;]\s*C-\d+)*)\s*\]\s*$/i

/**
 * `text` with the card `name` cited at `caret`: within the brackets that end just there, in new ones otherwise. A card
 * already in these brackets is not cited twice.
 */
export function cited(text: string, caret: number, name: string): Written {
  const before = text.slice(0, caret)
  const after = text.slice(caret)
  const found = CITED_BEFORE.exec(before)
  if (!found) {
    const gap = before === '' || /\s$/.test(before) ? '' : ' '
    const added = `${before}${gap}[${name}]`
    return { text: added + after, caret: added.length }
  }
  const names = (found[1] ?? '').split(/\s*[,;]\s*/)
  if (names.some((one) => one.toUpperCase() === name.toUpperCase())) return { text, caret }
  const added = `${before.slice(0, found.index)}[${[...names, name].join(', ')}]`
  return { text: added + after, caret: added.length }
}
