/** Letters and digits of a short code as typed, upper case, at most `length` of them. */
export function tidyCode(typed: string, length: number): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, length)
}

/** `ABCDEFG` as `ABCD EFG`: cut in the middle, the longer half first. Unfinished codes are cut at the same place. */
export function spaceCode(code: string, length: number): string {
  const cut = Math.ceil(length / 2)
  return code.length > cut ? `${code.slice(0, cut)} ${code.slice(cut)}` : code
}

/** Where the caret goes once `letters` letters stand before it in a spaced code. */
export function caretAfter(letters: number, length: number): number {
  return letters > Math.ceil(length / 2) ? letters + 1 : letters
}
