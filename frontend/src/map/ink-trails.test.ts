import { describe, expect, it } from 'vitest'
import { encodeTrace } from '../geometry/trace'
import { InkTrails } from './ink-trails'

const frame = (object: string, places: [number, number][]) => ({
  seat: 2,
  ink: { object, shape: 'stroke' as const, overlay: 1, pencil: 'block', trace: encodeTrace(places) },
})

describe('InkTrails', () => {
  it('joins the frames of one stroke and starts anew with the next one', () => {
    const trails = new InkTrails()
    trails.hear(frame('a', [[1, 49], [1.1, 49]]), 0)
    trails.hear(frame('a', [[1.1, 49], [1.2, 49]]), 50)
    expect(trails.list[0]?.places.map(([lon]) => lon)).toEqual([1, 1.1, 1.1, 1.2])
    trails.hear(frame('b', [[2, 49]]), 100)
    expect(trails.list.map(({ object }) => object)).toEqual(['b'])
  })

  it('goes when the thing arrives, and late frames do not bring it back', () => {
    const trails = new InkTrails()
    trails.hear(frame('a', [[1, 49]]), 0)
    expect(trails.arrived('a')).toBe(true)
    trails.hear(frame('a', [[1.1, 49]]), 10)
    expect([trails.list, trails.arrived('a')]).toEqual([[], false])
  })

  it('goes after five seconds of silence', () => {
    const trails = new InkTrails()
    trails.hear(frame('a', [[1, 49]]), 0)
    expect([trails.expire(4000), trails.expire(5001), trails.list.length]).toEqual([false, true, 0])
  })
})
