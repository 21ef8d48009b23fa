import type { Pencil } from '../../live/session'

/**
 * The pencils most drawn with, each meaning once, in the order of the tables' legends, and how many meanings are left
 * out: from far away one reads a dozen. `used`: for each table, things by pencil.
 */
export function legendOf(
  legends: readonly (readonly Pencil[])[],
  used: readonly ReadonlyMap<string, number>[],
  most: number,
): { pencils: Pencil[]; others: number } {
  const known = new Map<string, { pencil: Pencil; count: number }>()
  legends.forEach((legend, table) => {
    for (const pencil of legend) {
      const count = used[table]?.get(pencil.key) ?? 0
      const key = `${pencil.shape} ${pencil.color} ${pencil.meaning}`
      if (count > 0) known.set(key, { pencil: known.get(key)?.pencil ?? pencil, count: (known.get(key)?.count ?? 0) + count })
    }
  })
  const all = [...known.values()]
  const kept = new Set([...all].sort((one, two) => two.count - one.count).slice(0, most))
  return { pencils: all.filter((one) => kept.has(one)).map(({ pencil }) => pencil), others: all.length - kept.size }
}
