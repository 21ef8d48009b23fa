/** What lies on the ground, painted on a plain canvas: layers of the site, then what the tables draw. */
import { decodeTrace } from '../../geometry/trace'
import { lonLat, type LonLat } from '../../geometry/types'
import type { Pencil, Thing } from '../../live/session'
import type { Extent } from './ground'
import type { SceneLayer } from './scene'

const LONGEST_PX = 2048
/** Pencils are as wide as on a map of this many pixels. */
const LIKE_A_MAP_OF_PX = 820
const LAYER_PX = 3.2
const MARK_PX = 7

export interface Drawings {
  readonly pencils: readonly Pencil[]
  readonly things: Iterable<Thing>
}

export class Drape {
  readonly canvas = document.createElement('canvas')
  readonly #pen: CanvasRenderingContext2D | null
  readonly #unit: number

  constructor(private readonly extent: Extent) {
    const longest = Math.max(extent.widthM, extent.depthM)
    this.canvas.width = Math.round((LONGEST_PX * extent.widthM) / longest)
    this.canvas.height = Math.round((LONGEST_PX * extent.depthM) / longest)
    this.#pen = this.canvas.getContext('2d')
    this.#unit = LONGEST_PX / LIKE_A_MAP_OF_PX
  }

  paint(layers: readonly SceneLayer[], tables: readonly Drawings[]): void {
    const pen = this.#pen
    if (!pen) return
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height)
    Object.assign(pen, { lineCap: 'round', lineJoin: 'round' })
    for (const layer of layers) this.#layer(pen, layer)
    for (const { pencils, things } of tables) {
      const byKey = new Map(pencils.map((pencil) => [pencil.key, pencil]))
      for (const thing of things) if (!thing.erased) this.#thing(pen, thing, byKey.get(thing.pencil))
    }
  }

  #layer(pen: CanvasRenderingContext2D, layer: SceneLayer): void {
    const isArea = layer.kind === 'area'
    const path = new Path2D()
    for (const shape of layer.shapes) for (const line of shape) this.#trail(path, pairs(line), isArea)
    pen.strokeStyle = pen.fillStyle = layer.color
    pen.lineWidth = LAYER_PX * (isArea ? 0.5 : 1)
    if (isArea) {
      pen.globalAlpha = 0.2
      pen.fill(path, 'evenodd')
    }
    pen.globalAlpha = isArea ? 0.6 : 0.85
    pen.stroke(path)
    pen.globalAlpha = 1
  }

  #thing(pen: CanvasRenderingContext2D, thing: Thing, pencil: Pencil | undefined): void {
    const places = decodeTrace(thing.trace)
    const [first] = places
    if (!first) return
    const width = (pencil?.width ?? 4) * this.#unit
    pen.strokeStyle = pen.fillStyle = pencil?.color ?? '#3a3733'
    if (thing.shape === 'mark' || thing.shape === 'note' || places.length === 1) {
      const [x, y] = this.#at(first)
      const dot = new Path2D()
      dot.arc(x, y, MARK_PX * this.#unit, 0, 2 * Math.PI)
      pen.fill(dot)
      pen.lineWidth = 1.6 * this.#unit
      pen.strokeStyle = '#fffdf7'
      pen.stroke(dot)
      return
    }
    const path = new Path2D()
    this.#trail(path, places, thing.shape === 'area')
    if (thing.shape === 'area') {
      pen.globalAlpha = 0.28
      pen.fill(path)
      pen.globalAlpha = 1
    } else {
      // a thread of paper around the line parts it from the ground
      pen.lineWidth = width + 2.4 * this.#unit
      const ink = pen.strokeStyle
      pen.strokeStyle = 'rgb(255 253 247 / 70%)'
      pen.stroke(path)
      pen.strokeStyle = ink
    }
    pen.lineWidth = thing.shape === 'area' ? 2.4 * this.#unit : width
    pen.stroke(path)
  }

  #trail(path: Path2D, places: Iterable<LonLat>, isClosed: boolean): void {
    let isFirst = true
    for (const place of places) {
      const [x, y] = this.#at(place)
      if (isFirst) path.moveTo(x, y)
      else path.lineTo(x, y)
      isFirst = false
    }
    if (isClosed) path.closePath()
  }

  #at(place: LonLat): readonly [number, number] {
    const [u, v] = this.extent.share(place)
    return [u * this.canvas.width, v * this.canvas.height]
  }
}

function* pairs(flat: readonly number[]): Generator<LonLat> {
  for (let at = 0; at + 1 < flat.length; at += 2) yield lonLat(flat[at] ?? 0, flat[at + 1] ?? 0)
}
