import type { Pencil, Thing } from '../../live/session'
import type { Mercator } from '../view'
import { discPoints, strokePoints } from './points'
import { traceToLocal } from './records'
import { markRadius, Sheet } from './sheet'

const PAPER = '#fffdf7'

/** A sheet that rings one thing, so that it stands out of the others: colour outside, paper inside, then the thing. */
export function haloSheet(thing: Thing, pencil: Pencil, origin: Mercator, color: string): Sheet {
  const sheet = new Sheet(origin, !!thing.erased)
  const flat = traceToLocal(thing.trace, origin)
  if (flat.length === 0) return sheet
  if (thing.shape === 'mark' || thing.shape === 'note') {
    const radius = thing.shape === 'mark' ? markRadius(pencil) + 3 : 7
    sheet.marks.append(discPoints(flat, [{ radius: radius + 5, color }, { radius: radius + 2, color: PAPER }]))
  } else {
    const isRing = thing.shape === 'area'
    const ink = isRing ? { color: pencil.color, width: 2.2 } : pencil
    sheet.lines.append(strokePoints(flat, { color, width: ink.width + 10 }, null, isRing))
    sheet.lines.append(strokePoints(flat, { color: PAPER, width: ink.width + 5 }, null, isRing))
  }
  sheet.put(thing, pencil)
  return sheet
}
