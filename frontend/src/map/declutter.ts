export interface Slip {
  readonly id: string
  /** Where its pin is, in pixels. */
  readonly x: number
  readonly y: number
}

/** Slips that can be read without hiding one another, the first ones first; the others stay folded as pins. */
export function unfolded(slips: readonly Slip[], size: { width: number; height: number }, most = 60): Slip[] {
  const cells = new Map<string, Slip[]>()
  const kept: Slip[] = []
  const cellOf = (x: number, y: number): string => `${Math.floor(x / size.width)} ${Math.floor(y / size.height)}`
  const neighbours = ({ x, y }: Slip): Slip[] =>
    [-1, 0, 1].flatMap((i) =>
      [-1, 0, 1].flatMap((j) => cells.get(cellOf(x + i * size.width, y + j * size.height)) ?? []),
    )
  for (const slip of slips) {
    if (kept.length >= most) break
    const hides = neighbours(slip).some(
      ({ x, y }) => Math.abs(x - slip.x) < size.width && Math.abs(y - slip.y) < size.height,
    )
    if (hides) continue
    kept.push(slip)
    const cell = cellOf(slip.x, slip.y)
    cells.set(cell, [...(cells.get(cell) ?? []), slip])
  }
  return kept
}
