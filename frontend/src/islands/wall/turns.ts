/** The part of a list to show at a turn: pages of `size` one after the other, for ever. */
export function pageAt<One>(all: readonly One[], size: number, turn: number): readonly One[] {
  const pages = Math.max(1, Math.ceil(all.length / size))
  const start = (turn % pages) * size
  return all.slice(start, start + size)
}

/** The one whose turn it is; undefined of none. */
export const oneAt = <One>(all: readonly One[], turn: number): One | undefined => all[all.length > 0 ? turn % all.length : 0]

/** Columns for so many maps on a wide wall: as square as can be. */
export const columnsFor = (count: number): number => (count <= 1 ? 1 : count <= 4 ? 2 : 3)
