import { describe, expect, it } from 'vitest'
import type { Pixel } from '../geometry/types'
import { follow, grip } from './pinch'
import { project, toLonLat, toMercator, unproject, type View } from './view'

const view: View = { center: toMercator([1.08, 49.92]), zoom: 14, width: 800, height: 600 }

function moved(from: readonly Pixel[], to: readonly Pixel[]): View {
  return { ...view, ...follow(grip(view, from), view, to) }
}

describe('pinch', () => {
  it('keeps the place under one finger', () => {
    const place = unproject(view, [100, 200])
    const [x, y] = project(moved([[100, 200]], [[340, 90]]), place)
    expect([x, y].map(Math.round)).toEqual([340, 90])
  })

  it('keeps both places under two fingers that part', () => {
    const after = moved([[300, 300], [500, 300]], [[200, 260], [600, 260]])
    expect(after.zoom).toBeCloseTo(15)
    const left = project(after, unproject(view, [300, 300]))
    expect(left[0]).toBeCloseTo(200)
    expect(left[1]).toBeCloseTo(260)
  })

  it('does not zoom beyond its limits', () => {
    const after = follow(grip(view, [[399, 300], [401, 300]]), view, [[0, 300], [800, 300]], { min: 0, max: 15 })
    expect(after.zoom).toBe(15)
    expect(toLonLat(after.center)[0]).toBeCloseTo(1.08, 6)
  })
})
