/**
 * Arrivals that wait for the network: for each person the last word only, so that a tap and its correction, made in a
 * hall without network, send one thing. Kept as text, so that a page reloaded meanwhile loses none.
 */
export type Taps = ReadonlyMap<string, boolean>

export function readTaps(text: string | null): Taps {
  try {
    const said: unknown = JSON.parse(text ?? '[]')
    if (!Array.isArray(said)) return new Map()
    return new Map(said.filter(isTap))
  } catch (error) {
    if (error instanceof SyntaxError) return new Map()
    throw error
  }
}

export function writeTaps(taps: Taps): string {
  return JSON.stringify([...taps])
}

/** The person is here, or is not: the last word. */
export function withTap(taps: Taps, person: string, isHere: boolean): Taps {
  const others = [...taps].filter(([one]) => one !== person)
  return new Map([...others, [person, isHere]])
}

/** What is left once the server knows this; a person tapped again meanwhile still waits. */
export function withoutTap(taps: Taps, person: string, isHere: boolean): Taps {
  return new Map([...taps].filter(([one, said]) => one !== person || said !== isHere))
}

/** Whether a line answers what is looked for: every word somewhere in it, accents and case forgiven. */
export function isFound(line: string, asked: string): boolean {
  const text = bare(line)
  return bare(asked)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function bare(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
}

function isTap(one: unknown): one is [string, boolean] {
  return Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'boolean'
}
