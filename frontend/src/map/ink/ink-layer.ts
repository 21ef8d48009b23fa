import type { CustomLayerInterface, Map as GroundMap } from 'maplibre-gl'
import type { View } from '../view'
import { Painter, type Laying } from './painter'
import type { Sheet } from './sheet'

export interface LaidSheet extends Laying {
  readonly sheet: Sheet
}

/** Everything drawn at the table, as one layer over the ground. */
export class InkLayer implements CustomLayerInterface {
  readonly id = 'atelier-ink'
  readonly type = 'custom' as const
  readonly renderingMode = '2d' as const
  /** Bottom to top. */
  sheets: readonly LaidSheet[] = []
  /** Called once the frame that holds the newest ink has been drawn. */
  onDrawn: (() => void) | undefined
  #painter: Painter | undefined
  #map: GroundMap | undefined

  constructor(private readonly viewOf: (map: GroundMap) => View) {}

  onAdd(map: GroundMap, gl: WebGL2RenderingContext): void {
    this.#map = map
    this.#painter = new Painter(gl)
  }

  onRemove(): void {
    this.#painter?.close()
    this.#painter = undefined
  }

  prerender(): void {
    if (!this.#painter || !this.#map) return
    const view = this.viewOf(this.#map)
    this.#painter.keepOnly(new Set(this.sheets.map(({ sheet }) => sheet)))
    const shown = this.sheets.filter(({ opacity }) => opacity > 0).map(({ sheet }) => sheet)
    if (this.#painter.paint(shown, view, this.#map.getPixelRatio())) this.#map.triggerRepaint()
  }

  render(): void {
    if (!this.#painter || !this.#map) return
    const view = this.viewOf(this.#map)
    for (const laid of this.sheets) if (laid.opacity > 0) this.#painter.lay(laid.sheet, view, laid)
    this.onDrawn?.()
  }
}
