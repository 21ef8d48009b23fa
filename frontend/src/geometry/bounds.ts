/** Boxes around drawings, to look closely only at what is near. */
import type { Pixel } from './types'

export interface Bounds {
  left: number
  top: number
  right: number
  bottom: number
}

/** The box around `points`; around none, a box that overlaps nothing. */
export function boundsOf(points: readonly Pixel[]): Bounds {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x)
    box.top = Math.min(box.top, y)
    box.right = Math.max(box.right, x)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}

export function grown(box: Bounds, margin: number): Bounds {
  return { left: box.left - margin, top: box.top - margin, right: box.right + margin, bottom: box.bottom + margin }
}

/** Whether two boxes share a position, edges included. */
export function overlap(one: Bounds, other: Bounds): boolean {
  return one.left <= other.right && other.left <= one.right && one.top <= other.bottom && other.top <= one.bottom
}

export function diagonalOf(box: Bounds): number {
  return box.right < box.left ? 0 : Math.hypot(box.right - box.left, box.bottom - box.top)
}
