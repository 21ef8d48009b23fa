/** The ground of a block in metres: east and north of its middle, up from the sea. */
import type { LonLat } from '../../geometry/types'
import { type Bounds, toMercator } from '../../map/view'
import type { Scene } from './scene'

const EARTH_M = 40_075_016.686

/** Metres from the middle of the block: to the east, to the north. */
export interface Spot {
  readonly east: number
  readonly north: number
}

/** What a rectangle of the map measures; one scale for all of it, that of its middle. */
export interface Extent {
  readonly widthM: number
  readonly depthM: number
  /** Shares from the west and from the north edge, 0 to 1 inside. */
  share(place: LonLat): readonly [u: number, v: number]
}

export function extentOf([west, south, east, north]: Bounds): Extent {
  const [low, high] = [toMercator([west, south]), toMercator([east, north])]
  const metres = EARTH_M * Math.cos((((south + north) / 2) * Math.PI) / 180)
  return {
    widthM: (high.mx - low.mx) * metres,
    depthM: (low.my - high.my) * metres,
    share: (place) => {
      const { mx, my } = toMercator(place)
      return [(mx - low.mx) / (high.mx - low.mx), (my - high.my) / (low.my - high.my)]
    },
  }
}

export class Ground {
  readonly extent: Extent
  readonly lowM: number
  readonly highM: number
  /** Height of the underside of the block. */
  readonly footM: number

  constructor(readonly scene: Pick<Scene, 'bounds' | 'columns' | 'rows' | 'heights'>) {
    this.extent = extentOf(scene.bounds)
    let [low, high] = [Infinity, -Infinity]
    for (const height of scene.heights) {
      low = Math.min(low, height)
      high = Math.max(high, height)
    }
    this.lowM = low
    this.highM = high
    const span = Math.max(high - low, Math.max(this.extent.widthM, this.extent.depthM) / 60)
    this.footM = low - 0.45 * span
  }

  /** Height between the points of the grid; that of the edge outside. */
  heightAt(u: number, v: number): number {
    const { columns, rows, heights } = this.scene
    const x = clamp(u, 0, 1) * (columns - 1)
    const y = clamp(v, 0, 1) * (rows - 1)
    const [left, top] = [Math.min(columns - 2, Math.floor(x)), Math.min(rows - 2, Math.floor(y))]
    const [s, t] = [x - left, y - top]
    const at = (row: number, column: number): number => heights[row * columns + column] ?? 0
    const upper = at(top, left) * (1 - s) + at(top, left + 1) * s
    const lower = at(top + 1, left) * (1 - s) + at(top + 1, left + 1) * s
    return upper * (1 - t) + lower * t
  }

  /** What one sees: the water hides its bed. */
  surfaceAt(u: number, v: number): number {
    return Math.max(0, this.heightAt(u, v))
  }

  spot(u: number, v: number): Spot {
    return { east: (u - 0.5) * this.extent.widthM, north: (0.5 - v) * this.extent.depthM }
  }

  isInside(u: number, v: number): boolean {
    return u >= 0 && u <= 1 && v >= 0 && v <= 1
  }
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
