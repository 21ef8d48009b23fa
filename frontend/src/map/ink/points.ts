import { type Box, emptyBox, growBox, LINK, packColour, POINT_WORDS, swell, WAY_SHIFT, WAY_STEPS, WAY_TURN } from './records'

export interface Mesh {
  /** Whole records, ready for the GPU. */
  readonly words: Uint32Array<ArrayBuffer>
  readonly box: Box
}

export interface Ring {
  /** Half width in CSS pixels at zoom 14. */
  readonly radius: number
  readonly color: string
}

/** Points of a line drawn with round capsules from each to the next; a lone position becomes a dot. */
export function strokePoints(
  flat: Float64Array,
  pen: { readonly color: string; readonly width: number; readonly isDashed?: boolean },
  pressures: readonly number[] | null | undefined,
  isClosed = false,
): Mesh {
  const count = flat.length / 2
  const extra = count > 0 && (isClosed || count === 1) ? 1 : 0
  const writer = pointWriter(count + extra)
  const colour = packColour(pen.color)
  let way = 0
  for (let i = 0; i < count + extra; i++) {
    const from = i % count
    const [x, y] = [flat[from * 2] as number, flat[from * 2 + 1] as number]
    if (pen.isDashed && i > 0) way += Math.hypot(x - (flat[i * 2 - 2] as number), y - (flat[i * 2 - 1] as number))
    const width = pen.width * (pressures ? swell(pressures[from] ?? 128) : 1)
    writer.put(x, y, width / 2, colour, i < count + extra - 1, way)
  }
  return writer.mesh
}

/** Discs laid one on the other, the widest first: a gommette and its ring of paper. */
export function discPoints(flat: Float64Array, rings: readonly Ring[]): Mesh {
  const writer = pointWriter(rings.length * 2)
  for (const { radius, color } of rings) {
    for (const isLinked of [true, false])
      writer.put(flat[0] as number, flat[1] as number, radius, packColour(color), isLinked)
  }
  return writer.mesh
}

function pointWriter(count: number) {
  const words = new Uint32Array(count * POINT_WORDS)
  const floats = new Float32Array(words.buffer)
  const mesh: Mesh = { words, box: emptyBox() }
  let at = 0
  const put = (x: number, y: number, radius: number, colour: number, isLinked: boolean, way = 0): void => {
    floats[at] = x
    floats[at + 1] = y
    const run = Math.round(way * WAY_STEPS) % WAY_TURN
    words[at + 2] = (run << WAY_SHIFT) | (isLinked ? LINK : 0) | Math.min(0xffff, Math.round(radius * 256))
    words[at + 3] = colour
    at += POINT_WORDS
    growBox(mesh.box, x, y)
  }
  return { put, mesh }
}
