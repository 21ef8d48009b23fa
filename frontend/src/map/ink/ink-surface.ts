import type { Map as GroundMap } from 'maplibre-gl'
import { type View, viewKey } from '../view'
import type { LaidSheet } from './ink-layer'
import { Painter } from './painter'

const NOT_DRAWN = ''

/**
 * Everything drawn at the table, on a canvas of its own over the map: a stroke that comes draws no map again, and when
 * the map moves both are drawn in the same frame (docs/adr/0055). Of two contexts of WebGL, this is one; a wall, which
 * shows many maps, keeps `InkLayer`.
 */
export class InkSurface {
  /** Called once a frame that holds the newest ink has been drawn. */
  onDrawn: (() => void) | undefined
  readonly #canvas = document.createElement('canvas')
  readonly #gl: WebGL2RenderingContext
  #painter: Painter
  #sheets: readonly LaidSheet[] = []
  /** From where one looked at what the canvas shows. */
  #drawnFrom = NOT_DRAWN
  #frame = 0
  #waiting: (() => void)[] = []

  constructor(
    private readonly map: GroundMap,
    private readonly viewOf: (map: GroundMap) => View,
  ) {
    const gl = this.#canvas.getContext('webgl2', { antialias: false, depth: false, stencil: false })
    if (!gl) throw new Error('This screen draws no second WebGL canvas.')
    this.#gl = gl
    this.#painter = new Painter(gl)
    this.#canvas.setAttribute('aria-hidden', 'true')
    Object.assign(this.#canvas.style, { position: 'absolute', inset: '0', width: '100%', height: '100%', pointerEvents: 'none' })
    map.getCanvasContainer().append(this.#canvas)
    map.on('move', this.#leaveToMap)
    map.on('render', this.#withMap)
    this.#canvas.addEventListener('webglcontextlost', (event) => event.preventDefault())
    this.#canvas.addEventListener('webglcontextrestored', () => this.#startAgain())
  }

  /** Bottom to top; drawn in the next frame. */
  set sheets(sheets: readonly LaidSheet[]) {
    this.#sheets = sheets
    this.draw()
  }

  /** Draw in the next frame: with the map where it moves, alone where it lies still. */
  draw(): void {
    this.#drawnFrom = NOT_DRAWN
    if (this.map.isMoving()) this.map.triggerRepaint()
    else this.#frame ||= requestAnimationFrame(() => this.#drawNow())
  }

  /** Hear, once, that everything has been drawn. */
  whenDone(hear: () => void): void {
    if (this.#isDone) hear()
    else this.#waiting.push(hear)
  }

  close(): void {
    cancelAnimationFrame(this.#frame)
    this.map.off('move', this.#leaveToMap)
    this.map.off('render', this.#withMap)
    this.#painter.close()
    this.#canvas.remove()
  }

  get #key(): string {
    return viewKey(this.viewOf(this.map), this.map.getPixelRatio())
  }

  get #isDone(): boolean {
    return this.#frame === 0 && this.#drawnFrom === this.#key
  }

  /** The map was moved, so it is about to be drawn. */
  readonly #leaveToMap = (): void => {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }

  readonly #withMap = (): void => {
    if (this.#frame === 0 && this.#drawnFrom !== this.#key) this.#drawNow()
  }

  #drawNow(): void {
    this.#frame = 0
    if (this.#gl.isContextLost()) return
    const view = this.viewOf(this.map)
    this.#fit()
    this.#painter.keepOnly(new Set(this.#sheets.map(({ sheet }) => sheet)))
    const shown = this.#sheets.filter(({ opacity }) => opacity > 0)
    const isUnfinished = this.#painter.paint(shown.map(({ sheet }) => sheet), view, this.map.getPixelRatio())
    this.#lay(shown, view)
    this.#drawnFrom = this.#key
    this.onDrawn?.()
    if (isUnfinished) this.draw()
    else for (const hear of this.#waiting.splice(0)) hear()
  }

  #lay(shown: readonly LaidSheet[], view: View): void {
    const gl = this.#gl
    gl.bindFramebuffer(gl.FRAMEBUFFER, null)
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight)
    gl.clearColor(0, 0, 0, 0)
    gl.clear(gl.COLOR_BUFFER_BIT)
    for (const laid of shown) this.#painter.lay(laid.sheet, view, laid)
  }

  /** The pixels of the map: to set a size empties the canvas. */
  #fit(): void {
    const { width, height } = this.map.getCanvas()
    if (this.#canvas.width !== width) this.#canvas.width = width
    if (this.#canvas.height !== height) this.#canvas.height = height
  }

  #startAgain(): void {
    this.#painter.close()
    this.#painter = new Painter(this.#gl)
    this.draw()
  }
}
