import type { Look } from '../contract/live'
import type { Insets } from './ground'
import { unproject, type View } from './view'

/** What a view shows between the papers that cover its edges. */
export function lookOf(view: View, { top, right, bottom, left }: Insets): Look {
  const [west, north] = unproject(view, [left, top])
  const [east, south] = unproject(view, [Math.max(left + 1, view.width - right), Math.max(top + 1, view.height - bottom)])
  return { west, south, east, north }
}

export const sameLook = (one: Look, other: Look): boolean =>
  one.west === other.west && one.south === other.south && one.east === other.east && one.north === other.north
