import { type Box, emptyBox, mergeBox } from './records'
import type { Mesh } from './points'

/** Records from `from` (included) to `to` (excluded). */
export interface Range {
  readonly from: number
  readonly to: number
}

export interface Span extends Range {
  readonly chunk: number
}

/** One buffer of the GPU, mirrored here; `stale` is what must still be sent. */
export interface Chunk {
  readonly words: Uint32Array<ArrayBuffer>
  readonly box: Box
  used: number
  stale: Range | undefined
}

/** Records that only grow at the end: adding costs what is added, removing blanks in place. */
export class Chunks {
  readonly list: Chunk[] = []
  live = 0
  buried = 0

  constructor(
    readonly wordsPerRecord: number,
    readonly capacity = 16_384,
  ) {}

  /** Where the mesh was put, never across two chunks; undefined for an empty one. */
  append({ words, box }: Mesh): Span | undefined {
    const count = words.length / this.wordsPerRecord
    if (count === 0) return undefined
    const chunk = this.#roomFor(count)
    const from = chunk.used
    chunk.words.set(words, from * this.wordsPerRecord)
    chunk.used += count
    chunk.stale = hull(chunk.stale, { from, to: chunk.used })
    mergeBox(chunk.box, box)
    this.live += count
    return { chunk: this.list.indexOf(chunk), from, to: chunk.used }
  }

  /** Blank the span: no link and no colour, so nothing is drawn. */
  bury(span: Span): void {
    const chunk = this.list[span.chunk]
    if (!chunk) return
    const n = this.wordsPerRecord
    for (let record = span.from; record < span.to; record++) chunk.words.fill(0, record * n + 2, (record + 1) * n)
    chunk.stale = hull(chunk.stale, span)
    this.live -= span.to - span.from
    this.buried += span.to - span.from
  }

  #roomFor(count: number): Chunk {
    const last = this.list.at(-1)
    if (last && last.used + count <= last.words.length / this.wordsPerRecord) return last
    const words = new Uint32Array(Math.max(count, this.capacity) * this.wordsPerRecord)
    const chunk: Chunk = { words, box: emptyBox(), used: 0, stale: undefined }
    this.list.push(chunk)
    return chunk
  }
}

const hull = (one: Range | undefined, two: Range): Range =>
  one ? { from: Math.min(one.from, two.from), to: Math.max(one.to, two.to) } : { from: two.from, to: two.to }
