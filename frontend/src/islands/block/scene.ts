/** The ground of a block as the server tells it (src/atelier/reliefs/scene.py). */
import type { Bounds } from '../../map/view'
import { whenReady } from '../../live/when-ready'

const FORMAT = 1

export interface SceneLayer {
  readonly key: string
  readonly title: string
  readonly color: string
  readonly kind: 'line' | 'area'
  /** Each a line, or the rings of an area, as longitudes and latitudes in turn. */
  readonly shapes: readonly (readonly (readonly number[])[])[]
}

export interface ScenePlace {
  readonly name: string
  readonly lon: number
  readonly lat: number
  /** 1 a town, 5 a spot. */
  readonly rank: number
}

export interface Scene {
  readonly bounds: Bounds
  /** The exaggeration at which this relief is read. */
  readonly times: number
  readonly columns: number
  readonly rows: number
  /** Metres; row 0 to the north. */
  readonly heights: Float32Array
  readonly layers: readonly SceneLayer[]
  readonly places: readonly ScenePlace[]
  readonly credits: readonly string[]
}

interface Written extends Omit<Scene, 'heights'> {
  readonly format: number
  /** Decimetres. */
  readonly heights: readonly number[]
}

/** Throws where the server does not answer, or answers in another format; waits while the ground is being prepared. */
export async function loadScene(url: string, signal: AbortSignal): Promise<Scene> {
  const answer = await whenReady(() => fetch(url, { signal, headers: { Accept: 'application/json' } }))
  if (!answer.ok) throw new Error(`scene: HTTP ${answer.status}`)
  const written = (await answer.json()) as Written
  if (written.format !== FORMAT) throw new Error(`scene of format ${written.format}`)
  return { ...written, heights: Float32Array.from(written.heights, (decimetres) => decimetres / 10) }
}
