import earcut from 'earcut'
import { CORNER_WORDS, emptyBox, growBox, packColour } from './records'
import type { Mesh } from './points'

/** Triangles that fill a ring of x, y pairs (not repeated at its end); a ring of less than three positions has none. */
export function areaTriangles(flat: Float64Array, color: string): Mesh {
  const corners = flat.length < 6 ? [] : earcut(flat)
  const words = new Uint32Array(corners.length * CORNER_WORDS)
  const floats = new Float32Array(words.buffer)
  const colour = packColour(color)
  const box = emptyBox()
  corners.forEach((corner, i) => {
    const x = flat[corner * 2] as number
    const y = flat[corner * 2 + 1] as number
    floats[i * CORNER_WORDS] = x
    floats[i * CORNER_WORDS + 1] = y
    words[i * CORNER_WORDS + 2] = colour
    growBox(box, x, y)
  })
  return { words, box }
}
