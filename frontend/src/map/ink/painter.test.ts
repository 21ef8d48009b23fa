import { expect, it } from 'vitest'
import { project, toMercator, unproject, type View } from '../view'
import { shiftBetween } from './painter'

it('shiftBetween finds on the picture what the screen now shows', () => {
  const painted: View = { center: toMercator([1.08, 49.92]), zoom: 13, width: 800, height: 600 }
  const now: View = { ...painted, center: toMercator([1.09, 49.915]), zoom: 13.6 }
  const [dx, dy, scale] = shiftBetween(painted, now)
  const [x, y] = project(painted, unproject(now, [200, 450]))
  expect((200 / 800 - 0.5) / scale + 0.5 + dx).toBeCloseTo(x / 800, 6)
  // Pictures are counted from the bottom.
  expect((1 - 450 / 600 - 0.5) / scale + 0.5 + dy).toBeCloseTo(1 - y / 600, 6)
})
