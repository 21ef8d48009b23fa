import type { Target } from '../../geometry/hit-test'
import type { Pixel } from '../../geometry/types'
import type { Thing } from '../../live/session'
import { type View, widthScale, worldPx } from '../view'
import type { Board } from './board'
import { type Box, emptyBox, growBox, LOCAL_ZOOM, traceToLocal } from './records'

const MARK_REACH = 12

/** The positions of a thing on this screen. */
export function pixelsOf(trace: readonly number[], view: View): Pixel[] {
  const flat = traceToLocal(trace, view.center)
  const scale = 2 ** (view.zoom - LOCAL_ZOOM)
  const pixels: Pixel[] = []
  for (let i = 0; i < flat.length; i += 2)
    pixels.push([(flat[i] as number) * scale + view.width / 2, (flat[i + 1] as number) * scale + view.height / 2])
  return pixels
}

/** Things whose ink may be within `margin` pixels of the path: boxes only, the exact question comes after. */
export function candidates(board: Board, things: ReadonlyMap<string, Thing>, path: readonly Pixel[], view: View, margin: number): Thing[] {
  const perPixel = 2 ** (LOCAL_ZOOM - view.zoom)
  const ids = board.near(localBox(path, board, view), (margin + MARK_REACH) * perPixel)
  return ids.flatMap((id) => things.get(id) ?? [])
}

/** A thing as the pointer meets it. `width`: of its pencil, in pixels at zoom 14. */
export function targetOf(thing: Thing, width: number, view: View): Target {
  const reach = thing.shape === 'mark' || thing.shape === 'note' ? MARK_REACH : (width / 2) * widthScale(view.zoom)
  return { id: thing.id, shape: thing.shape, points: pixelsOf(thing.trace, view), reach }
}

function localBox(path: readonly Pixel[], board: Board, view: View): Box {
  const perPixel = 2 ** (LOCAL_ZOOM - view.zoom)
  const x0 = (view.center.mx - board.origin.mx) * worldPx(LOCAL_ZOOM)
  const y0 = (view.center.my - board.origin.my) * worldPx(LOCAL_ZOOM)
  const box = emptyBox()
  for (const [x, y] of path) growBox(box, x0 + (x - view.width / 2) * perPixel, y0 + (y - view.height / 2) * perPixel)
  return box
}
