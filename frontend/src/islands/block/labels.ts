/** Names over the block: each on a plumb line, none over another, none of what the relief hides. */
import type { Camera } from './camera'
import type { ScenePlace } from './scene'

export interface Label {
  readonly name: string
  readonly x: number
  /** Of the place, and of the foot of its letters. */
  readonly y: number
  readonly top: number
}

const ROW_PX = 19
const ROWS = 4
const RISE_PX = 26
const LETTER_PX = 7.4
const EDGE_PX = 4

/** The most important places first. */
export function labelsOn(places: readonly ScenePlace[], camera: Camera): Label[] {
  const { ground } = camera
  const placed: Label[] = []
  for (const { name, lon, lat } of places) {
    const [u, v] = ground.extent.share([lon, lat])
    if (!ground.isInside(u, v) || camera.hides(u, v)) continue
    const [x, y] = camera.project(ground.spot(u, v), ground.surfaceAt(u, v))
    const half = halfWidth(name)
    if (x - half < EDGE_PX || x + half > camera.width - EDGE_PX) continue
    for (let row = 0; row < ROWS; row++) {
      const top = y - RISE_PX - row * ROW_PX
      const label = { name, x, y, top }
      if (top < ROW_PX || placed.some((other) => clash(label, other))) continue
      placed.push(label)
      break
    }
  }
  return placed
}

const halfWidth = (name: string): number => (name.length * LETTER_PX) / 2 + 5

/** Whether letters touch letters, or the plumb line of one crosses the letters of the other. */
function clash(one: Label, other: Label): boolean {
  const apart = Math.abs(one.x - other.x)
  const letters = apart < halfWidth(one.name) + halfWidth(other.name) && Math.abs(one.top - other.top) < ROW_PX
  const crosses = (line: Label, words: Label): boolean =>
    Math.abs(line.x - words.x) < halfWidth(words.name) && line.top < words.top && line.y > words.top - ROW_PX
  return letters || crosses(one, other) || crosses(other, one)
}
