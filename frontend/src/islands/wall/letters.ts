/** Dark enough for white letters to be read from the back of the room (contrast of 7 and more), and told apart. */
const COLORS = ['#0b3d6b', '#8a1c1c', '#1c5230', '#5a2d82', '#7a3c00', '#0a5157', '#86144f', '#3d3a35'] as const

/** A, B, … Z, AA, AB…: what a table is called on the wall. */
export function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}

export const colorOf = (index: number): string => COLORS[index % COLORS.length] ?? COLORS[0]
