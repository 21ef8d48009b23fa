import type { Pixel } from '../geometry/types'
import { type Mercator, type View, worldPx } from './view'

/** Places of the ground held under one or two fingers since they touched it. */
export interface Grip {
  readonly held: readonly Mercator[]
  readonly zoom: number
  /** Pixels between the two fingers at the start; 0 for one. */
  readonly spread: number
}

export interface Camera {
  readonly center: Mercator
  readonly zoom: number
}

export function grip(view: View, fingers: readonly Pixel[]): Grip {
  const two = fingers.slice(0, 2)
  return { held: two.map((finger) => underFinger(view, finger)), zoom: view.zoom, spread: spreadOf(two) }
}

/** Where the map goes so that what was held stays under the fingers. */
export function follow(start: Grip, view: View, fingers: readonly Pixel[], limits = { min: 0, max: 21 }): Camera {
  const two = fingers.slice(0, start.held.length)
  const wished = start.spread > 0 ? start.zoom + Math.log2(Math.max(1, spreadOf(two)) / start.spread) : view.zoom
  const zoom = Math.min(limits.max, Math.max(limits.min, wished))
  const [x, y] = middle(two)
  const mx = mean(start.held.map((place) => place.mx))
  const my = mean(start.held.map((place) => place.my))
  const world = worldPx(zoom)
  return { center: { mx: mx - (x - view.width / 2) / world, my: my - (y - view.height / 2) / world }, zoom }
}

function underFinger(view: View, [x, y]: Pixel): Mercator {
  const world = worldPx(view.zoom)
  return {
    mx: view.center.mx + (x - view.width / 2) / world,
    my: view.center.my + (y - view.height / 2) / world,
  }
}

function spreadOf([one, two]: readonly Pixel[]): number {
  return one && two ? Math.max(1, Math.hypot(one[0] - two[0], one[1] - two[1])) : 0
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const middle = (points: readonly Pixel[]): Pixel => [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))]
