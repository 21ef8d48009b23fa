import type { Chunk, Chunks, Range } from './chunks'
import { boxesTouch, type Box, CORNER_WORDS, POINT_WORDS } from './records'

type GL = WebGL2RenderingContext
const WORD = 4

/** The GPU's side of some chunks: a buffer each, refreshed where the chunk is stale. */
export class ChunkBuffers {
  readonly #buffers: WebGLBuffer[] = []

  constructor(
    private readonly gl: GL,
    private readonly chunks: Chunks,
  ) {}

  /** Send what changed. */
  upload(): void {
    this.chunks.list.forEach((chunk, i) => this.#send(chunk, i))
  }

  /** Draw every chunk that shows in `box`, or only the records of `only` (a range per chunk). */
  draw(box: Box, margin: number, drawChunk: (range: Range) => void, only?: readonly Range[]): void {
    this.chunks.list.forEach((chunk, i) => {
      const range = only ? only[i] : { from: 0, to: chunk.used }
      const buffer = this.#buffers[i]
      if (!range || !buffer || range.to <= range.from || !boxesTouch(chunk.box, box, margin)) return
      this.gl.bindBuffer(this.gl.ARRAY_BUFFER, buffer)
      drawChunk(range)
    })
  }

  close(): void {
    for (const buffer of this.#buffers) this.gl.deleteBuffer(buffer)
    this.#buffers.length = 0
    for (const chunk of this.chunks.list) chunk.stale = { from: 0, to: chunk.used }
  }

  #send(chunk: Chunk, i: number): void {
    const { gl } = this
    const isNew = !this.#buffers[i]
    if (!isNew && !chunk.stale) return
    this.#buffers[i] ??= gl.createBuffer()
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffers[i] ?? null)
    const n = this.chunks.wordsPerRecord
    if (isNew) gl.bufferData(gl.ARRAY_BUFFER, chunk.words, gl.DYNAMIC_DRAW)
    else if (chunk.stale) {
      const { from, to } = chunk.stale
      gl.bufferSubData(gl.ARRAY_BUFFER, from * n * WORD, chunk.words, from * n, (to - from) * n)
    }
    chunk.stale = undefined
  }
}

/** Capsules from each point of the range to the next: the same buffer read twice, one record apart. */
export function drawCapsules(gl: GL, { from, to }: Range): void {
  const stride = POINT_WORDS * WORD
  const start = from * stride
  for (const [slot, shift] of [[0, 0], [2, stride]] as const) {
    gl.enableVertexAttribArray(slot)
    gl.vertexAttribPointer(slot, 2, gl.FLOAT, false, stride, start + shift)
    gl.enableVertexAttribArray(slot + 1)
    gl.vertexAttribIPointer(slot + 1, 2, gl.UNSIGNED_INT, stride, start + shift + 8)
    gl.vertexAttribDivisor(slot, 1)
    gl.vertexAttribDivisor(slot + 1, 1)
  }
  if (to - from > 1) gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, to - from - 1)
}

export function drawFills(gl: GL, { from, to }: Range): void {
  const stride = CORNER_WORDS * WORD
  gl.enableVertexAttribArray(0)
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, stride, 0)
  gl.enableVertexAttribArray(1)
  gl.vertexAttribIPointer(1, 1, gl.UNSIGNED_INT, stride, 8)
  gl.vertexAttribDivisor(0, 0)
  gl.vertexAttribDivisor(1, 0)
  gl.drawArrays(gl.TRIANGLES, from, to - from)
}
