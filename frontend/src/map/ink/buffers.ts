import type { Chunk, Chunks, Range } from './chunks'
import { boxesTouch, type Box, CORNER_WORDS, POINT_WORDS } from './records'

type GL = WebGL2RenderingContext
const WORD = 4
/** Points in a row of their texture; the shader reads it. */
const ROW_BITS = 10
const ROW = 1 << ROW_BITS
/** Two triangles from each point to the next. */
const CORNERS = 6

/** The GPU's side of some chunks, refreshed where a chunk is stale. */
abstract class Mirror<Held> {
  readonly #held: Held[] = []

  constructor(
    protected readonly gl: GL,
    private readonly chunks: Chunks,
  ) {}

  /** Send what changed. */
  upload(): void {
    this.chunks.list.forEach((chunk, i) => {
      const held = this.#held[i]
      if (held === undefined) this.#held[i] = this.make(chunk)
      else if (chunk.stale) this.send(held, chunk, chunk.stale)
      chunk.stale = undefined
    })
  }

  /** Draw every chunk that shows in `box`, or only the records of `only` (a range per chunk). */
  draw(box: Box, margin: number, only?: readonly Range[]): void {
    this.chunks.list.forEach((chunk, i) => {
      const range = only ? only[i] : { from: 0, to: chunk.used }
      const held = this.#held[i]
      if (range && held !== undefined && range.to > range.from && boxesTouch(chunk.box, box, margin)) this.paint(held, range)
    })
  }

  close(): void {
    for (const held of this.#held) this.drop(held)
    this.#held.length = 0
    for (const chunk of this.chunks.list) chunk.stale = { from: 0, to: chunk.used }
  }

  protected abstract make(chunk: Chunk): Held
  protected abstract send(held: Held, chunk: Chunk, stale: Range): void
  protected abstract paint(held: Held, range: Range): void
  protected abstract drop(held: Held): void
}

/**
 * Points in textures: each corner of a capsule reads its two ends by its own number. As instances of a square they would
 * be one draw each where there is no graphics card, and there are a hundred thousand.
 */
export class PointTextures extends Mirror<WebGLTexture> {
  /** `first`: where the program, in use when they are drawn, takes the number of the first point. */
  constructor(
    gl: GL,
    chunks: Chunks,
    private readonly first: WebGLUniformLocation | null,
  ) {
    super(gl, chunks)
  }

  protected make(chunk: Chunk): WebGLTexture {
    const { gl } = this
    const texture = gl.createTexture()
    this.#bind(texture)
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST)
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32UI, ROW, Math.ceil(chunk.words.length / POINT_WORDS / ROW))
    this.send(texture, chunk, { from: 0, to: chunk.used })
    return texture
  }

  protected send(texture: WebGLTexture, { words }: Chunk, { from, to }: Range): void {
    const { gl } = this
    const [top, bottom] = [from >> ROW_BITS, Math.ceil(to / ROW)]
    this.#bind(texture)
    for (let row = top; row < bottom; row++) {
      const at = row << ROW_BITS
      const width = Math.min(ROW, words.length / POINT_WORDS - at)
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, row, width, 1, gl.RGBA_INTEGER, gl.UNSIGNED_INT, words, at * POINT_WORDS)
    }
  }

  protected paint(texture: WebGLTexture, { from, to }: Range): void {
    if (to - from < 2) return
    this.#bind(texture)
    this.gl.uniform1i(this.first, from)
    this.gl.drawArrays(this.gl.TRIANGLES, 0, CORNERS * (to - from - 1))
  }

  protected drop(texture: WebGLTexture): void {
    this.gl.deleteTexture(texture)
  }

  #bind(texture: WebGLTexture): void {
    this.gl.activeTexture(this.gl.TEXTURE0)
    this.gl.bindTexture(this.gl.TEXTURE_2D, texture)
  }
}

/** Corners of the triangles that fill areas, in buffers. */
export class CornerBuffers extends Mirror<WebGLBuffer> {
  protected make({ words }: Chunk): WebGLBuffer {
    const buffer = this.gl.createBuffer()
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, buffer)
    this.gl.bufferData(this.gl.ARRAY_BUFFER, words, this.gl.DYNAMIC_DRAW)
    return buffer
  }

  protected send(buffer: WebGLBuffer, { words }: Chunk, { from, to }: Range): void {
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, buffer)
    this.gl.bufferSubData(this.gl.ARRAY_BUFFER, from * CORNER_WORDS * WORD, words, from * CORNER_WORDS, (to - from) * CORNER_WORDS)
  }

  protected paint(buffer: WebGLBuffer, { from, to }: Range): void {
    const { gl } = this
    const stride = CORNER_WORDS * WORD
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
    gl.enableVertexAttribArray(0)
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, stride, 0)
    gl.enableVertexAttribArray(1)
    gl.vertexAttribIPointer(1, 1, gl.UNSIGNED_INT, stride, 8)
    gl.drawArrays(gl.TRIANGLES, from, to - from)
    for (const slot of [0, 1]) gl.disableVertexAttribArray(slot)
  }

  protected drop(buffer: WebGLBuffer): void {
    this.gl.deleteBuffer(buffer)
  }
}
