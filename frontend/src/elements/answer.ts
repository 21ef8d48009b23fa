/** The fields of a form kept as text while the network is away; undefined where the store holds none. */
export type Answer = readonly (readonly [string, string])[]

export function writeAnswer(answer: Answer): string {
  return JSON.stringify(answer)
}

export function readAnswer(text: string | null): Answer | undefined {
  try {
    const said: unknown = JSON.parse(text ?? '')
    return Array.isArray(said) && said.length > 0 && said.every(isField) ? said : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isField(one: unknown): one is readonly [string, string] {
  return Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string')
}
