import type { Pencil } from '../../live/session'

/** The pencils that were drawn with, each meaning once, in the order of the tables' legends. */
export function legendOf(legends: readonly (readonly Pencil[])[], used: readonly ReadonlySet<string>[]): Pencil[] {
  const known = new Map<string, Pencil>()
  legends.forEach((legend, table) => {
    for (const pencil of legend) {
      const key = `${pencil.shape} ${pencil.color} ${pencil.meaning}`
      if (used[table]?.has(pencil.key) && !known.has(key)) known.set(key, pencil)
    }
  })
  return [...known.values()]
}
