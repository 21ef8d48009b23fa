import type { View } from '../view'
import { viewKey, widthScale, worldPx } from '../view'
import { ChunkBuffers, drawCapsules, drawFills } from './buffers'
import type { Chunks, Range } from './chunks'
import { Canvas, makeProgram, type Program } from './gl'
import { type Box, LOCAL_ZOOM } from './records'
import { CAPSULE_FRAGMENT, CAPSULE_VERTEX, FILL_FRAGMENT, FILL_VERTEX, SHEET_FRAGMENT, SHEET_VERTEX } from './shaders'
import type { Sheet } from './sheet'

type GL = WebGL2RenderingContext
const HATCH_PX = 7
/** Pixels around the screen where a wide line may still show. */
const MARGIN_PX = 40

/** How a sheet of tracing paper is laid: its ink's opacity, and the veil below it (premultiplied, 0 to 1). */
export interface Laying {
  readonly opacity: number
  readonly veil: readonly [number, number, number, number]
}

interface Painted {
  readonly fills: ChunkBuffers
  readonly lines: ChunkBuffers
  readonly marks: ChunkBuffers
  readonly canvas: Canvas
  key: string
  /** Points of each chunk of lines already on the canvas. */
  drawn: number[]
}

/** Draws sheets on their own canvases, only where something changed, then lays them one on the other. */
export class Painter {
  readonly #capsules: Program
  readonly #fillings: Program
  readonly #laying: Program
  readonly #vertices: WebGLVertexArrayObject
  readonly #painted = new Map<Sheet, Painted>()

  constructor(private readonly gl: GL) {
    this.#capsules = makeProgram(gl, CAPSULE_VERTEX, CAPSULE_FRAGMENT)
    this.#fillings = makeProgram(gl, FILL_VERTEX, FILL_FRAGMENT)
    this.#laying = makeProgram(gl, SHEET_VERTEX, SHEET_FRAGMENT)
    this.#vertices = gl.createVertexArray()
  }

  /** Bring the sheet's canvas up to date with what it holds and where one looks. */
  paint(sheet: Sheet, view: View, pixelRatio: number): void {
    const painted = this.#paintedOf(sheet)
    const key = viewKey(view, pixelRatio)
    if (!sheet.isDirty && painted.key === key) return
    const { gl } = this
    gl.bindVertexArray(this.#vertices)
    for (const buffers of [painted.fills, painted.lines, painted.marks]) buffers.upload()
    const isLost = painted.canvas.bind(gl.drawingBufferWidth, gl.drawingBufferHeight)
    const isPatch = sheet.onlyAdded && painted.key === key && !isLost
    prepare(gl, !isPatch)
    this.#drawSheet(painted, sheet, view, pixelRatio, isPatch)
    painted.key = key
    painted.drawn = sheet.lines.list.map((chunk) => chunk.used)
    sheet.isDirty = false
    sheet.onlyAdded = true
    gl.bindVertexArray(null)
  }

  /** Lay the sheet's canvas on the framebuffer bound now. */
  lay(sheet: Sheet, { opacity, veil }: Laying): void {
    const painted = this.#painted.get(sheet)
    if (!painted) return
    const { gl } = this
    prepareBlend(gl)
    gl.bindVertexArray(this.#vertices)
    for (let slot = 0; slot < 4; slot++) gl.disableVertexAttribArray(slot)
    gl.useProgram(this.#laying.id)
    gl.activeTexture(gl.TEXTURE0)
    gl.bindTexture(gl.TEXTURE_2D, painted.canvas.texture)
    gl.uniform1i(this.#laying.at('sheet'), 0)
    gl.uniform1f(this.#laying.at('opacity'), opacity)
    gl.uniform4f(this.#laying.at('veil'), ...veil)
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4)
    gl.bindVertexArray(null)
  }

  /** Forget sheets that are no more. */
  keepOnly(sheets: ReadonlySet<Sheet>): void {
    for (const [sheet, painted] of this.#painted) if (!sheets.has(sheet)) this.#drop(sheet, painted)
  }

  close(): void {
    this.keepOnly(new Set())
    for (const program of [this.#capsules, this.#fillings, this.#laying]) this.gl.deleteProgram(program.id)
    this.gl.deleteVertexArray(this.#vertices)
  }

  #drop(sheet: Sheet, painted: Painted): void {
    for (const part of [painted.fills, painted.lines, painted.marks, painted.canvas]) part.close()
    this.#painted.delete(sheet)
    sheet.isDirty = true
  }

  #drawSheet(painted: Painted, sheet: Sheet, view: View, pixelRatio: number, isPatch: boolean): void {
    const { gl } = this
    const box = boxInView(sheet, view)
    const margin = MARGIN_PX * 2 ** (LOCAL_ZOOM - view.zoom)
    if (!isPatch) {
      this.#aim(this.#fillings, sheet, view, pixelRatio)
      painted.fills.draw(box, margin, (_, range) => drawFills(gl, range))
    }
    this.#aim(this.#capsules, sheet, view, pixelRatio)
    const news = isPatch ? newsOf(sheet.lines, painted.drawn) : undefined
    painted.lines.draw(box, margin, (_, range) => drawCapsules(gl, range), news)
    painted.marks.draw(box, margin, (_, range) => drawCapsules(gl, range))
  }

  /** Point a program at the view; the shift is worked out in double precision, so nothing trembles at zoom 20. */
  #aim(program: Program, sheet: Sheet, view: View, pixelRatio: number): void {
    const { gl } = this
    const world = worldPx(view.zoom) * pixelRatio
    const shift = [(sheet.origin.mx - view.center.mx) * world, (sheet.origin.my - view.center.my) * world] as const
    const gap = HATCH_PX * pixelRatio
    gl.useProgram(program.id)
    gl.uniform2f(program.at('shift'), ...shift)
    gl.uniform1f(program.at('scale'), 2 ** (view.zoom - LOCAL_ZOOM) * pixelRatio)
    gl.uniform2f(program.at('halfScreen'), (view.width * pixelRatio) / 2, (view.height * pixelRatio) / 2)
    gl.uniform1f(program.at('thickness'), widthScale(view.zoom) * pixelRatio)
    gl.uniform1f(program.at('pixel'), pixelRatio)
    gl.uniform1f(program.at('hatchPhase'), ((shift[0] + shift[1]) * Math.SQRT1_2) % gap)
  }

  #paintedOf(sheet: Sheet): Painted {
    const known = this.#painted.get(sheet)
    if (known) return known
    const { gl } = this
    const buffers = (chunks: Chunks) => new ChunkBuffers(gl, chunks)
    const parts = { fills: buffers(sheet.fills), lines: buffers(sheet.lines), marks: buffers(sheet.marks) }
    const painted: Painted = { ...parts, canvas: new Canvas(gl), key: '', drawn: [] }
    this.#painted.set(sheet, painted)
    return painted
  }
}

const newsOf = (chunks: Chunks, drawn: readonly number[]): Range[] =>
  chunks.list.map((chunk, i) => ({ from: drawn[i] ?? 0, to: chunk.used }))

function boxInView(sheet: Sheet, view: View): Box {
  const local = worldPx(LOCAL_ZOOM)
  const x = (view.center.mx - sheet.origin.mx) * local
  const y = (view.center.my - sheet.origin.my) * local
  const half = 2 ** (LOCAL_ZOOM - view.zoom) / 2
  return [x - view.width * half, y - view.height * half, x + view.width * half, y + view.height * half]
}

function prepare(gl: GL, clears: boolean): void {
  prepareBlend(gl)
  if (!clears) return
  gl.clearColor(0, 0, 0, 0)
  gl.clear(gl.COLOR_BUFFER_BIT)
}

function prepareBlend(gl: GL): void {
  for (const off of [gl.DEPTH_TEST, gl.STENCIL_TEST, gl.SCISSOR_TEST, gl.CULL_FACE]) gl.disable(off)
  gl.colorMask(true, true, true, true)
  gl.enable(gl.BLEND)
  gl.blendEquation(gl.FUNC_ADD)
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
}
