/** The eye: axonometry, as the drawn blocks have it (src/atelier/engines/relief/block/view.py). */
import type { Pixel } from '../../geometry/types'
import { clamp, type Ground, type Spot } from './ground'

export const TILTS = [12, 88] as const
export const TIMES = [1, 8] as const
export const ZOOMS = [1, 6] as const

export interface Eye {
  /** Bearing one looks from: 225 is from the south-west. */
  readonly azimuth: number
  /** Degrees above the horizon. */
  readonly tilt: number
  /** Of the heights. */
  readonly times: number
  /** 1 shows the whole block. */
  readonly zoom: number
  /** Pixels by which the picture is pulled. */
  readonly shift: Pixel
}

export function bounded(eye: Eye): Eye {
  return {
    azimuth: ((eye.azimuth % 360) + 360) % 360,
    tilt: clamp(eye.tilt, ...TILTS),
    times: clamp(eye.times, ...TIMES),
    zoom: clamp(eye.zoom, ...ZOOMS),
    shift: eye.zoom <= 1 ? [0, 0] : eye.shift,
  }
}

const RADIANS = Math.PI / 180
const MARGIN_PX = { side: 30, top: 64, bottom: 54 } as const

/** An eye that looks at a ground through a window of so many pixels. */
export class Camera {
  readonly across: readonly [number, number]
  readonly away: readonly [number, number]
  readonly sine: number
  readonly cosine: number
  /** Pixels a metre. */
  readonly scale: number
  readonly middle: Pixel

  constructor(
    readonly eye: Eye,
    readonly ground: Ground,
    readonly width: number,
    readonly height: number,
  ) {
    const turn = (eye.azimuth + 180) * RADIANS
    this.across = [Math.cos(turn), -Math.sin(turn)]
    this.away = [Math.sin(turn), Math.cos(turn)]
    this.sine = Math.sin(eye.tilt * RADIANS)
    this.cosine = Math.cos(eye.tilt * RADIANS)
    const [left, right, low, high] = this.#bounds()
    const room = [width - 2 * MARGIN_PX.side, height - MARGIN_PX.top - MARGIN_PX.bottom] as const
    this.scale = Math.max(1e-6, Math.min(room[0] / (right - left), room[1] / (high - low))) * eye.zoom
    const down = MARGIN_PX.top + room[1] / 2
    this.middle = [
      width / 2 - (this.scale * (left + right)) / 2 + eye.shift[0],
      down + (this.scale * (low + high)) / 2 + eye.shift[1],
    ]
  }

  acrossOf({ east, north }: Spot): number {
    return east * this.across[0] + north * this.across[1]
  }

  awayOf({ east, north }: Spot): number {
    return east * this.away[0] + north * this.away[1]
  }

  /** Metres upwards in the picture. */
  upOf(spot: Spot, heightM: number): number {
    return this.awayOf(spot) * this.sine + heightM * this.eye.times * this.cosine
  }

  project(spot: Spot, heightM: number): Pixel {
    return [this.middle[0] + this.acrossOf(spot) * this.scale, this.middle[1] - this.upOf(spot, heightM) * this.scale]
  }

  /** Whether ground nearer to the eye hides this place of the surface. */
  hides(u: number, v: number): boolean {
    const { extent } = this.ground
    const spot = this.ground.spot(u, v)
    const up = this.upOf(spot, this.ground.surfaceAt(u, v))
    const step = Math.max(extent.widthM, extent.depthM) / 160
    for (let walked = 1.5 * step; ; walked += step) {
      const nearer = { east: spot.east - this.away[0] * walked, north: spot.north - this.away[1] * walked }
      const [s, t] = [nearer.east / extent.widthM + 0.5, 0.5 - nearer.north / extent.depthM]
      if (!this.ground.isInside(s, t)) return false
      if (this.upOf(nearer, this.ground.surfaceAt(s, t)) > up + 2 / this.scale) return true
    }
  }

  /** Left, right, low and high of the block in the picture, in metres. */
  #bounds(): readonly [number, number, number, number] {
    const { footM, highM } = this.ground
    const corners = [[0, 0], [1, 0], [1, 1], [0, 1]].map(([u, v]) => this.ground.spot(u ?? 0, v ?? 0))
    const across = corners.map((spot) => this.acrossOf(spot))
    const ups = corners.flatMap((spot) => [this.upOf(spot, footM), this.upOf(spot, Math.max(0, highM))])
    return [Math.min(...across), Math.max(...across), Math.min(...ups), Math.max(...ups)]
  }
}

/** An eighth of the compass, from the north, clockwise. */
export const eighth = (azimuth: number): number => Math.round(azimuth / 45) % 8
