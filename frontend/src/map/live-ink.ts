import type { Pixel } from '../geometry/types'
import { swell } from './ink/records'

export interface Nib {
  readonly color: string
  /** CSS pixels on this screen. */
  readonly width: number
}

/** Ink while the hand moves, on a plain canvas above the map: no map is drawn again for it. */
export class InkCanvas {
  readonly #context: CanvasRenderingContext2D | null
  #ratio = 1

  constructor(
    readonly element: HTMLCanvasElement,
    options: { isImmediate: boolean },
  ) {
    this.#context = element.getContext('2d', { desynchronized: options.isImmediate })
  }

  /** Fit the canvas to the screen; clears it. */
  fit(width: number, height: number, ratio = devicePixelRatio): void {
    this.#ratio = ratio
    this.element.width = Math.round(width * ratio)
    this.element.height = Math.round(height * ratio)
  }

  clear(): void {
    this.#context?.clearRect(0, 0, this.element.width, this.element.height)
  }

  /** Points from index `from` on; the pressures, 0 to 255, swell the line. */
  line(points: readonly Pixel[], nib: Nib, pressures?: readonly number[], from = 0): void {
    const context = this.#ready(nib)
    if (!context) return
    for (let at = Math.max(1, from); at < points.length; at++) {
      const [start, end] = [points[at - 1], points[at]]
      if (!start || !end) continue
      context.lineWidth = nib.width * (pressures ? swell(pressures[at] ?? 128) : 1)
      context.beginPath()
      context.moveTo(start[0], start[1])
      context.lineTo(end[0], end[1])
      context.stroke()
    }
    const [only] = points
    if (points.length === 1 && only) this.#dot(context, only, nib.width / 2)
  }

  /** A thin dashed line: how the ring will close. */
  closing(from: Pixel, to: Pixel, nib: Nib): void {
    const context = this.#ready(nib)
    if (!context) return
    context.lineWidth = 1.5
    context.setLineDash([5, 6])
    context.beginPath()
    context.moveTo(from[0], from[1])
    context.lineTo(to[0], to[1])
    context.stroke()
    context.setLineDash([])
  }

  #dot(context: CanvasRenderingContext2D, [x, y]: Pixel, radius: number): void {
    context.beginPath()
    context.arc(x, y, radius, 0, 2 * Math.PI)
    context.fill()
  }

  #ready(nib: Nib): CanvasRenderingContext2D | null {
    const context = this.#context
    context?.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0)
    if (context) Object.assign(context, { strokeStyle: nib.color, fillStyle: nib.color, lineCap: 'round', lineJoin: 'round' })
    return context
  }
}
