/** The block as triangles: the ground on top, soil and water on its four cut faces. */
import type { Ground } from './ground'

/** Floats a corner of the top: east, north, height (m), slopes to the east and to the north (m/m), u, v. */
export const TOP_FLOATS = 7
/** Floats a corner of a face: east, north, height (m), outwards to the east and north, 1 for water. */
export const FACE_FLOATS = 6

export interface Mesh {
  readonly corners: Float32Array
  readonly triangles: Uint32Array
}

export function topMesh(ground: Ground): Mesh {
  const { columns, rows, heights } = ground.scene
  const corners = new Float32Array(columns * rows * TOP_FLOATS)
  const [stepX, stepY] = [ground.extent.widthM / (columns - 1), ground.extent.depthM / (rows - 1)]
  const at = (row: number, column: number): number =>
    heights[Math.min(rows - 1, Math.max(0, row)) * columns + Math.min(columns - 1, Math.max(0, column))] ?? 0
  for (let row = 0, offset = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, offset += TOP_FLOATS) {
      const [u, v] = [column / (columns - 1), row / (rows - 1)]
      const { east, north } = ground.spot(u, v)
      const eastwards = (at(row, column + 1) - at(row, column - 1)) / (2 * stepX)
      const northwards = (at(row - 1, column) - at(row + 1, column)) / (2 * stepY)
      corners.set([east, north, at(row, column), eastwards, northwards, u, v], offset)
    }
  return { corners, triangles: gridTriangles(columns, rows) }
}

function gridTriangles(columns: number, rows: number): Uint32Array {
  const triangles = new Uint32Array((columns - 1) * (rows - 1) * 6)
  for (let row = 0, offset = 0; row + 1 < rows; row++)
    for (let column = 0; column + 1 < columns; column++, offset += 6) {
      const corner = row * columns + column
      triangles.set([corner, corner + columns, corner + 1, corner + 1, corner + columns, corner + columns + 1], offset)
    }
  return triangles
}

interface Side {
  readonly outwards: readonly [number, number]
  readonly nodes: readonly (readonly [u: number, v: number])[]
}

/** The four sides, each from left to right for who stands outside. */
export function sidesOf({ columns, rows }: { columns: number; rows: number }): Side[] {
  const line = (count: number): number[] => Array.from({ length: count }, (_, index) => index / (count - 1))
  const [across, down] = [line(columns), line(rows)]
  return [
    { outwards: [0, -1], nodes: across.map((u) => [u, 1] as const) },
    { outwards: [1, 0], nodes: down.map((v) => [1, 1 - v] as const) },
    { outwards: [0, 1], nodes: across.map((u) => [1 - u, 0] as const) },
    { outwards: [-1, 0], nodes: down.map((v) => [0, v] as const) },
  ]
}

export function faceMesh(ground: Ground): Mesh {
  const corners: number[] = []
  const triangles: number[] = []
  const strip = (side: Side, top: (height: number) => number, bottom: (height: number) => number, water: number): void => {
    const first = corners.length / FACE_FLOATS
    for (const [u, v] of side.nodes) {
      const { east, north } = ground.spot(u, v)
      const height = ground.heightAt(u, v)
      for (const level of [top(height), bottom(height)]) corners.push(east, north, level, ...side.outwards, water)
    }
    for (let node = 0; node + 1 < side.nodes.length; node++) {
      const corner = first + node * 2
      triangles.push(corner, corner + 1, corner + 2, corner + 2, corner + 1, corner + 3)
    }
  }
  for (const side of sidesOf(ground.scene)) {
    strip(side, (height) => height, () => ground.footM, 0)
    if (ground.lowM < 0) strip(side, () => 0, (height) => Math.min(0, height), 1)
  }
  return { corners: new Float32Array(corners), triangles: new Uint32Array(triangles) }
}

/** The edges a drafter would ink: the top of each side, its corner, its foot. Pairs of points (east, north, height). */
export function edgeLines(ground: Ground): Float32Array {
  const lines: number[] = []
  for (const { nodes } of sidesOf(ground.scene)) {
    const tops = nodes.map(([u, v]) => ({ ...ground.spot(u, v), height: ground.surfaceAt(u, v) }))
    tops.forEach((top, index) => {
      const next = tops[index + 1]
      if (next) lines.push(top.east, top.north, top.height, next.east, next.north, next.height)
    })
    const [start, end] = [tops[0], tops.at(-1)]
    if (!start || !end) continue
    lines.push(start.east, start.north, start.height, start.east, start.north, ground.footM)
    lines.push(start.east, start.north, ground.footM, end.east, end.north, ground.footM)
  }
  return new Float32Array(lines)
}
