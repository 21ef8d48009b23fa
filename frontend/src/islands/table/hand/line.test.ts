import { describe, expect, it } from 'vitest'
import { decodeTrace } from '../../../geometry/trace'
import type { Pixel } from '../../../geometry/types'
import { project, toMercator } from '../../../map/view'
import { finishedLine, finishedRing, traceOf } from './line'

const arc: Pixel[] = Array.from({ length: 60 }, (_, i) => [200 + 100 * Math.cos(i / 20), 200 + 100 * Math.sin(i / 20)])

describe('finishedLine', () => {
  it('keeps the form within half a pixel, with fewer positions', () => {
    const { points } = finishedLine({ points: arc, pressures: undefined })
    expect(points.length).toBeLessThan(arc.length / 2)
    for (const [x, y] of points) expect(Math.abs(Math.hypot(x - 200, y - 200) - 100)).toBeLessThan(0.5)
    expect([points[0], points.at(-1)]).toEqual([arc[0], arc.at(-1)])
  })

  it('gives each position its pressure, between those measured', () => {
    const line = finishedLine({ points: [[0, 0], [50, 40], [100, 0]], pressures: [10, 100, 250] })
    expect(line.pressures).toHaveLength(line.points.length)
    expect([line.pressures?.[0], line.pressures?.at(-1)]).toEqual([10, 250])
    expect(line.pressures?.every((value, i, all) => i === 0 || value >= (all[i - 1] ?? 0))).toBe(true)
  })

  it('never says more than 5000 positions', () => {
    const noise: Pixel[] = Array.from({ length: 9000 }, (_, i) => [(i * 7) % 1000, (i * 13) % 700])
    expect(finishedLine({ points: noise, pressures: undefined }).points.length).toBeLessThanOrEqual(5000)
  })
})

describe('finishedRing', () => {
  it('closes the ring without repeating its first position', () => {
    const ring = finishedRing([[0, 0], [100, 0], [100, 100], [0, 100], [1, 3]], 24)
    expect(ring?.length).toBeGreaterThanOrEqual(4)
    expect(ring?.at(-1)).not.toEqual(ring?.[0])
  })

  it('is nothing for a tick of the pencil', () => {
    expect(finishedRing([[0, 0], [3, 1]], 24)).toBeUndefined()
  })
})

describe('traceOf', () => {
  it('finds the same pixels again', () => {
    const view = { center: toMercator([1.08, 49.92]), zoom: 15, width: 400, height: 400 }
    const [x, y] = project(view, decodeTrace(traceOf([[12, 34]], view))[0] ?? [0, 0])
    expect([Math.round(x), Math.round(y)]).toEqual([12, 34])
  })
})
