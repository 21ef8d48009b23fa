import { describe, expect, it } from 'vitest'
import type { Pixel } from '../../../geometry/types'
import type { Thing } from '../../../live/session'
import { toMercator } from '../../../map/view'
import { type Eraser, erasingAct, erasingPreview, leftOf } from './erasing'
import { traceOf } from './line'

const view = { center: toMercator([1.08, 49.92]), zoom: 16, width: 800, height: 600 }
const eraser: Eraser = { cuts: true, radius: 10, view }
const thing = (shape: Thing['shape'], points: Pixel[]): Thing => ({
  id: 'a', shape, overlay: 1, pencil: 'block', trace: traceOf(points, view), seat: 1, at: 0, seq: 1, touched_by: 1,
})
const line = thing('stroke', [[100, 300], [300, 300], [500, 300]])
const square = thing('area', [[100, 100], [300, 100], [300, 300], [100, 300]])
const down: Pixel[] = [[300, 250], [300, 350]]

describe('leftOf', () => {
  it('cuts a stroke in two where it passes', () => {
    const left = leftOf(line, down, eraser)
    expect(left).toHaveLength(2)
    const act = erasingAct(line, left ?? 'nothing', view)
    expect(act.kind === 'cut' && act.pieces.map(({ trace }) => trace.length)).toEqual([4, 4])
  })

  it('takes the whole stroke in the other mode', () => {
    expect(leftOf(line, down, { ...eraser, cuts: false })).toBe('nothing')
    expect(erasingAct(line, 'nothing', view)).toEqual({ kind: 'erase', object: 'a' })
  })

  it('leaves alone what it did not meet', () => {
    expect(leftOf(line, [[300, 100]], eraser)).toBeUndefined()
  })

  it('takes an area only in the whole mode, from its edge or put down inside', () => {
    expect(leftOf(square, [[200, 200]], eraser)).toBeUndefined()
    expect(leftOf(square, [[200, 200]], { ...eraser, cuts: false })).toBe('nothing')
    expect(leftOf(square, [[0, 200], [98, 200]], { ...eraser, cuts: false })).toBe('nothing')
    expect(leftOf(square, [[0, 200], [60, 200]], { ...eraser, cuts: false })).toBeUndefined()
  })

  it('takes a mark when it passes over its centre', () => {
    const mark = thing('mark', [[200, 200]])
    expect([leftOf(mark, [[207, 200]], eraser), leftOf(mark, [[212, 200]], eraser)]).toEqual(['nothing', undefined])
  })
})

describe('erasingPreview', () => {
  it('shows the pieces in place of the stroke', () => {
    const shown = new Map(erasingPreview(line, leftOf(line, down, eraser) ?? 'nothing', view))
    expect([...shown.keys()]).toEqual(['a', 'a/0', 'a/1'])
    expect(shown.get('a')).toBeUndefined()
  })
})
