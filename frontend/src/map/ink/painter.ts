import type { View } from '../view'
import { viewKey, widthScale, worldPx } from '../view'
import { Budget } from './budget'
import { CornerBuffers, PointTextures } from './buffers'
import type { Chunks, Range } from './chunks'
import { Canvas, makeProgram, type Program } from './gl'
import { type Box, boxesTouch, LOCAL_ZOOM } from './records'
import { CAPSULE_FRAGMENT, CAPSULE_VERTEX, FILL_FRAGMENT, FILL_VERTEX, SHEET_FRAGMENT, SHEET_VERTEX } from './shaders'
import type { Sheet } from './sheet'

type GL = WebGL2RenderingContext
const HATCH_PX = 7
const DASH_PX = 13
/** Pixels around the screen where a wide line may still show. */
const MARGIN_PX = 40

/** How a sheet of tracing paper is laid: its ink's opacity, and the veil below it (premultiplied, 0 to 1). */
export interface Laying {
  readonly opacity: number
  readonly veil: readonly [number, number, number, number]
}

interface Painted {
  readonly fills: CornerBuffers
  readonly lines: PointTextures
  readonly marks: PointTextures
  canvas: Canvas
  /** What the canvas shows, and from where. */
  key: string
  view: View | undefined
  /** Points of each chunk of lines already on the canvas. */
  drawn: number[]
}

/** Where one looks. */
interface Aim {
  readonly view: View
  readonly pixelRatio: number
  readonly key: string
}

/** A sheet being painted on the spare canvas, while its own still shows what it was. */
interface Work {
  readonly sheet: Sheet
  readonly key: string
  readonly drawn: number[]
}

/**
 * Draws sheets on canvases of their own, only where something changed, then lays them one on the other. A sheet too
 * heavy for one frame is painted over several, on a spare canvas; meanwhile its last picture follows the map.
 */
export class Painter {
  readonly #capsules: Program
  readonly #fillings: Program
  readonly #laying: Program
  readonly #vertices: WebGLVertexArrayObject
  readonly #painted = new Map<Sheet, Painted>()
  readonly #budget = new Budget()
  #spare: Canvas
  #work: Work | undefined

  constructor(private readonly gl: GL) {
    this.#capsules = makeProgram(gl, CAPSULE_VERTEX, CAPSULE_FRAGMENT)
    this.#fillings = makeProgram(gl, FILL_VERTEX, FILL_FRAGMENT)
    this.#laying = makeProgram(gl, SHEET_VERTEX, SHEET_FRAGMENT)
    this.#vertices = gl.createVertexArray()
    this.#spare = new Canvas(gl)
  }

  /** Bring the sheets' canvases up to date with what they hold and where one looks; true where more is left to do. */
  paint(sheets: readonly Sheet[], view: View, pixelRatio: number): boolean {
    if (this.#work) this.#budget.learn(performance.now())
    else this.#budget.rest(performance.now())
    const key = viewKey(view, pixelRatio)
    const aim = { view, pixelRatio, key }
    this.gl.bindVertexArray(this.#vertices)
    let left = this.#budget.points
    for (const sheet of sheets) if (left > 0) left -= this.#bring(sheet, aim, left)
    this.gl.bindVertexArray(null)
    return sheets.some((sheet) => sheet.isDirty || this.#painted.get(sheet)?.key !== key)
  }

  /** Lay the sheet's canvas on the framebuffer bound now, moved to where one looks. */
  lay(sheet: Sheet, view: View, { opacity, veil }: Laying): void {
    const painted = this.#painted.get(sheet)
    if (!painted?.view) return
    const { gl } = this
    prepareBlend(gl)
    gl.bindVertexArray(this.#vertices)
    gl.useProgram(this.#laying.id)
    gl.activeTexture(gl.TEXTURE0)
    gl.bindTexture(gl.TEXTURE_2D, painted.canvas.texture)
    gl.uniform1i(this.#laying.at('sheet'), 0)
    gl.uniform1f(this.#laying.at('opacity'), opacity)
    gl.uniform4f(this.#laying.at('veil'), ...veil)
    gl.uniform3f(this.#laying.at('shift'), ...shiftBetween(painted.view, view))
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4)
    gl.bindVertexArray(null)
  }

  /** Forget sheets that are no more. */
  keepOnly(sheets: ReadonlySet<Sheet>): void {
    for (const [sheet, painted] of this.#painted) if (!sheets.has(sheet)) this.#drop(sheet, painted)
  }

  close(): void {
    this.keepOnly(new Set())
    this.#spare.close()
    for (const program of [this.#capsules, this.#fillings, this.#laying]) this.gl.deleteProgram(program.id)
    this.gl.deleteVertexArray(this.#vertices)
  }

  #drop(sheet: Sheet, painted: Painted): void {
    for (const part of [painted.fills, painted.lines, painted.marks, painted.canvas]) part.close()
    this.#painted.delete(sheet)
    if (this.#work?.sheet === sheet) this.#work = undefined
    sheet.isDirty = true
  }

  /** Points drawn to bring one sheet nearer to what it should show. */
  #bring(sheet: Sheet, aim: Aim, most: number): number {
    const painted = this.#paintedOf(sheet)
    const isSeen = painted.key === aim.key
    if (isSeen && !sheet.isDirty) return 0
    for (const buffers of [painted.fills, painted.lines, painted.marks]) buffers.upload()
    if (isSeen && sheet.onlyAdded) return this.#patch(painted, sheet, aim)
    if (this.#work && this.#work.sheet !== sheet && this.#painted.has(this.#work.sheet)) return 0
    return this.#advance(painted, sheet, aim, most)
  }

  /** Only lines were added: draw them over what is there. */
  #patch(painted: Painted, sheet: Sheet, aim: Aim): number {
    painted.canvas.bind(this.gl.drawingBufferWidth, this.gl.drawingBufferHeight)
    prepare(this.gl, false)
    const points = this.#drawLines(painted, sheet, aim, painted.drawn, Infinity)
    this.#drawMarks(painted, sheet, aim)
    sheet.isDirty = false
    return points
  }

  /** Go on painting the sheet on the spare canvas, anew where the view or the sheet changed; swap when it is done. */
  #advance(painted: Painted, sheet: Sheet, aim: Aim, most: number): number {
    const isSame = this.#work?.sheet === sheet && this.#work.key === aim.key && sheet.onlyAdded
    this.#spare.bind(this.gl.drawingBufferWidth, this.gl.drawingBufferHeight)
    prepare(this.gl, !isSame)
    if (!isSame) this.#drawFills(painted, sheet, aim)
    const work = isSame && this.#work ? this.#work : { sheet, key: aim.key, drawn: [] }
    sheet.onlyAdded = true
    const points = this.#drawLines(painted, sheet, aim, work.drawn, most)
    const isDone = sheet.lines.list.every((chunk, i) => (work.drawn[i] ?? 0) >= chunk.used)
    this.#work = isDone ? undefined : work
    if (isDone) {
      this.#drawMarks(painted, sheet, aim)
      ;[painted.canvas, this.#spare] = [this.#spare, painted.canvas]
      Object.assign(painted, { key: aim.key, view: aim.view, drawn: work.drawn })
      sheet.isDirty = false
    }
    return points
  }

  #drawFills(painted: Painted, sheet: Sheet, aim: Aim): void {
    this.#aim(this.#fillings, sheet, aim.view, aim.pixelRatio)
    painted.fills.draw(boxInView(sheet, aim.view), marginOf(aim.view))
  }

  #drawMarks(painted: Painted, sheet: Sheet, aim: Aim): void {
    this.#aim(this.#capsules, sheet, aim.view, aim.pixelRatio)
    painted.marks.draw(boxInView(sheet, aim.view), marginOf(aim.view))
  }

  /** Draw at most so many points that are not in `drawn` yet, and note them there. */
  #drawLines(painted: Painted, sheet: Sheet, aim: Aim, drawn: number[], most: number): number {
    this.#aim(this.#capsules, sheet, aim.view, aim.pixelRatio)
    const box = boxInView(sheet, aim.view)
    const margin = marginOf(aim.view)
    let points = 0
    const ranges = sheet.lines.list.map((chunk, i): Range => {
      const from = drawn[i] ?? 0
      const isHidden = !boxesTouch(chunk.box, box, margin)
      const to = isHidden ? chunk.used : Math.min(chunk.used, from + Math.max(0, Math.ceil(most - points)))
      if (!isHidden) points += to - from
      drawn[i] = to
      return { from: Math.max(0, from - 1), to }
    })
    painted.lines.draw(box, margin, ranges)
    return points
  }

  /** Point a program at the view; the shift is worked out in double precision, so nothing trembles at zoom 20. */
  #aim(program: Program, sheet: Sheet, view: View, pixelRatio: number): void {
    const { gl } = this
    const world = worldPx(view.zoom) * pixelRatio
    const shift = [(sheet.origin.mx - view.center.mx) * world, (sheet.origin.my - view.center.my) * world] as const
    const gap = HATCH_PX * pixelRatio
    gl.useProgram(program.id)
    if (program === this.#capsules) gl.uniform1i(program.at('points'), 0)
    gl.uniform2f(program.at('shift'), ...shift)
    gl.uniform1f(program.at('scale'), 2 ** (view.zoom - LOCAL_ZOOM) * pixelRatio)
    gl.uniform2f(program.at('halfScreen'), (view.width * pixelRatio) / 2, (view.height * pixelRatio) / 2)
    gl.uniform1f(program.at('thickness'), widthScale(view.zoom) * pixelRatio)
    gl.uniform1f(program.at('pixel'), pixelRatio)
    gl.uniform1f(program.at('dash'), sheet.isGhost ? DASH_PX * pixelRatio : 0)
    gl.uniform1f(program.at('hatchPhase'), ((shift[0] + shift[1]) * Math.SQRT1_2) % gap)
  }

  #paintedOf(sheet: Sheet): Painted {
    const known = this.#painted.get(sheet)
    if (known) return known
    const { gl } = this
    const points = (chunks: Chunks) => new PointTextures(gl, chunks, this.#capsules.at('first'))
    const parts = { fills: new CornerBuffers(gl, sheet.fills), lines: points(sheet.lines), marks: points(sheet.marks) }
    const painted: Painted = { ...parts, canvas: new Canvas(gl), key: '', view: undefined, drawn: [] }
    this.#painted.set(sheet, painted)
    return painted
  }
}

const marginOf = (view: View): number => MARGIN_PX * 2 ** (LOCAL_ZOOM - view.zoom)

/** From a place on the screen now (0 to 1) to the place on the picture: x, y to add after dividing by the third. */
export function shiftBetween(painted: View, now: View): [number, number, number] {
  const world = worldPx(painted.zoom)
  const dx = ((now.center.mx - painted.center.mx) * world) / painted.width
  const dy = ((now.center.my - painted.center.my) * world) / painted.height
  return [dx, -dy, 2 ** (now.zoom - painted.zoom)]
}

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
