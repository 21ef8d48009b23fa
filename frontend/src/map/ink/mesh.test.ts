import { describe, expect, it } from 'vitest'
import type { Pencil, Thing } from '../../live/session'
import { project, toMercator, worldPx } from '../view'
import { areaTriangles } from './area'
import { Board, ghostsOf } from './board'
import { Chunks } from './chunks'
import { discPoints, strokePoints } from './points'
import { LINK, LOCAL_ZOOM, packColour, POINT_WORDS, traceToLocal, WAY_SHIFT, WAY_STEPS } from './records'

const origin = toMercator([1.08, 49.92])
const red: Pencil = { key: 'block', meaning: 'Blocage', color: '#b3352b', width: 4, shape: 'stroke' }
const links = (words: Uint32Array): number[] =>
  Array.from({ length: words.length / POINT_WORDS }, (_, i) => (words[i * POINT_WORDS + 2] as number) & LINK)

function thing(id: string, over: Partial<Thing> = {}): Thing {
  const base = { shape: 'stroke', overlay: 1, pencil: 'block', trace: [10_800_000, 499_200_000, 1000, 500, 900, 0] } as const
  return { ...base, id, seat: 1, at: 0, seq: 1, touched_by: 1, ...over, trace: [...(over.trace ?? base.trace)] }
}

describe('traceToLocal', () => {
  it('gives pixels of zoom 16 from the origin', () => {
    const flat = traceToLocal([10_812_345, 499_212_345], origin)
    const view = { center: origin, zoom: LOCAL_ZOOM, width: 0, height: 0 }
    const [x, y] = project(view, [1.0812345, 49.9212345])
    expect(flat[0]).toBeCloseTo(x, 4)
    expect(flat[1]).toBeCloseTo(y, 4)
  })

  it('stays exact to a hundredth of a pixel at zoom 20 in float32, 20 km away', () => {
    const [x] = traceToLocal([13_500_000, 499_200_000], origin)
    const error = Math.abs(Math.fround(x as number) - (x as number)) * (worldPx(20) / worldPx(LOCAL_ZOOM))
    expect(error).toBeLessThan(0.02)
  })
})

describe('strokePoints', () => {
  it('links each point to the next and not the last', () => {
    const { words } = strokePoints(Float64Array.of(0, 0, 10, 0, 20, 5), red, null)
    expect(links(words)).toEqual([LINK, LINK, 0])
    expect((words[2] as number) & 0xffff).toBe(2 * 256)
    expect(words[3]).toBe(packColour('#b3352b'))
  })

  it('makes a dot of one position and closes a ring', () => {
    expect(links(strokePoints(Float64Array.of(5, 5), red, null).words)).toEqual([LINK, 0])
    const ring = strokePoints(Float64Array.of(0, 0, 4, 0, 4, 4), red, null, true)
    expect(links(ring.words)).toEqual([LINK, LINK, LINK, 0])
    expect(new Float32Array(ring.words.buffer)[3 * POINT_WORDS]).toBe(0)
  })

  it('swells with pressure', () => {
    const { words } = strokePoints(Float64Array.of(0, 0, 1, 1), red, [20, 250])
    expect((words[6] as number) & 0xffff).toBeGreaterThan(2 * ((words[2] as number) & 0xffff))
  })
})

describe('areaTriangles', () => {
  it('covers a concave ring exactly', () => {
    const { words } = areaTriangles(Float64Array.of(0, 0, 10, 0, 10, 10, 5, 3, 0, 10), '#2f8a52')
    const floats = new Float32Array(words.buffer)
    let surface = 0
    for (let at = 0; at < words.length; at += 9) {
      const [ax, ay, bx, by, cx, cy] = [0, 1, 3, 4, 6, 7].map((i) => floats[at + i] as number) as [number, number, number, number, number, number]
      surface += Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
    }
    expect(surface).toBeCloseTo(65)
  })

  it('has nothing to fill with two positions', () => {
    expect(areaTriangles(Float64Array.of(0, 0, 10, 0), '#2f8a52').words).toHaveLength(0)
  })
})

describe('Chunks', () => {
  it('appends, marks what must be sent, and blanks what is buried', () => {
    const chunks = new Chunks(POINT_WORDS, 8)
    const first = chunks.append(strokePoints(Float64Array.of(0, 0, 1, 1, 2, 2), red, null))
    const second = chunks.append(strokePoints(Float64Array.of(3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8), red, null))
    expect([first, second]).toEqual([{ chunk: 0, from: 0, to: 3 }, { chunk: 1, from: 0, to: 6 }])
    const chunk = chunks.list[0]
    if (chunk) chunk.stale = undefined
    if (first) chunks.bury(first)
    expect(chunk?.stale).toEqual({ from: 0, to: 3 })
    expect(links(chunk?.words ?? new Uint32Array()).some(Boolean)).toBe(false)
    expect([chunks.live, chunks.buried]).toEqual([6, 3])
  })

  it('takes a mesh larger than a chunk', () => {
    const chunks = new Chunks(POINT_WORDS, 2)
    expect(chunks.append(discPoints(Float64Array.of(0, 0), [{ radius: 8, color: '#ffffff' }, { radius: 6, color: '#000000' }]))).toEqual({ chunk: 0, from: 0, to: 4 })
  })
})

describe('Board', () => {
  const board = (): Board => Object.assign(new Board(origin), { pencils: [red] })

  it('adds a stroke without repainting the others', () => {
    const one = board()
    const things = new Map([['a', thing('a')]])
    one.apply(things, things, true)
    const sheet = one.sheets.get(1)
    if (sheet) Object.assign(sheet, { isDirty: false, onlyAdded: true })
    one.apply(new Map([['b', thing('b')]]), things, false)
    expect(sheet).toMatchObject({ isDirty: true, onlyAdded: true })
    expect(sheet?.lines.live).toBe(6)
  })

  it('takes away what is erased and moves what changes overlay', () => {
    const one = board()
    const things = new Map([['a', thing('a')], ['b', thing('b')]])
    one.apply(things, things, true)
    one.apply(new Map([['a', thing('a', { erased: 9 })], ['b', thing('b', { overlay: 2 })]]), things, false)
    expect([one.sheets.get(1)?.lines.live, one.sheets.get(2)?.lines.live]).toEqual([0, 3])
    expect(one.sheets.get(1)?.onlyAdded).toBe(false)
  })

  it('leaves a stroke where it lies when the table only gave it its number', () => {
    const one = board()
    const mine = thing('a', { seq: 2 ** 31 - 1 })
    one.apply(new Map([['a', mine]]), new Map([['a', mine]]), false)
    const sheet = one.sheets.get(1)
    Object.assign(sheet ?? {}, { isDirty: false })
    const numbered = thing('a', { seq: 7, trace: [...mine.trace] })
    one.apply(new Map([['a', numbered]]), new Map([['a', numbered]]), false)
    expect([sheet?.isDirty, sheet?.onlyAdded, sheet?.lines.buried]).toEqual([false, true, 0])
    one.apply(new Map([['a', thing('a', { pencil: 'other' })]]), new Map([['a', numbered]]), false)
    expect([sheet?.isDirty, sheet?.lines.buried]).toEqual([true, 3])
  })

  it('shows an area twice, filled and outlined, and nothing for a note without a place', () => {
    const one = board()
    one.rebuild(new Map([['a', thing('a', { shape: 'area' })], ['n', thing('n', { shape: 'note', trace: [] })]]))
    const sheet = one.sheets.get(1)
    expect([sheet?.fills.live, sheet?.lines.live, sheet?.marks.live]).toEqual([3, 4, 0])
  })
})

describe('ghosts', () => {
  const erased = thing('e', { erased: 4 })
  const piece = thing('p', { erased: 5, parent: 'e' })

  it('lie on a sheet of their own, whole strokes only, and leave it when restored', () => {
    const board = new Board(origin, true)
    board.pencils = [red]
    const things = new Map([erased, piece, thing('s')].map((one) => [one.id, one]))
    board.rebuild(things)

    const before = [board.sheets.get(1)?.lines.live, board.sheets.get(ghostsOf(1))?.lines.live]
    board.apply(new Map([['e', thing('e')]]), things, false)

    expect(before).toEqual([3, 3])
    expect([board.sheets.get(1)?.lines.live, board.sheets.get(ghostsOf(1))?.lines.live]).toEqual([6, 0])
    expect(board.sheets.get(ghostsOf(1))?.isGhost).toBe(true)
  })

  it('are not kept by a board that does not show them', () => {
    const board = new Board(origin)
    board.rebuild(new Map([['e', erased]]))

    expect([...board.sheets.keys()]).toEqual([])
  })

  it('carry along their line how far they are, for dashes', () => {
    const { words } = strokePoints(Float64Array.of(0, 0, 10, 0, 10, 30), { ...red, isDashed: true }, null)
    const ways = [2, 6, 10].map((at) => (words[at] as number) >>> WAY_SHIFT)

    expect(ways).toEqual([0, 10 * WAY_STEPS, 40 * WAY_STEPS])
  })
})
