import type { Map as GroundMap } from 'maplibre-gl'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toMercator, type View } from '../view'
import { InkSurface } from './ink-surface'

/** A WebGL that draws nothing, and is never lost. */
const gl = new Proxy({} as Record<string, unknown>, {
  get: (_, name: string) => (name === 'isContextLost' ? () => false : name === name.toUpperCase() ? 1 : () => ({})),
})

class StillMap {
  view: View = { center: toMercator([1.08, 49.92]), zoom: 14, width: 800, height: 600 }
  moves = false
  repaints = 0
  readonly #heard = new Map<string, () => void>()

  isMoving = (): boolean => this.moves
  triggerRepaint = (): void => void this.repaints++
  on = (name: string, hear: () => void): void => void this.#heard.set(name, hear)
  off = (name: string): void => void this.#heard.delete(name)
  tell = (name: string): void => this.#heard.get(name)?.()
  getPixelRatio = (): number => 1
  getCanvas = () => ({ width: 800, height: 600 })
  getCanvasContainer = () => ({ append: () => undefined })

  jump(lon: number): void {
    this.view = { ...this.view, center: toMercator([lon, 49.92]) }
    this.tell('move')
  }
}

let frames: (() => void)[] = []
const nextFrame = (): void => frames.splice(0).forEach((draw) => draw())

beforeEach(() => {
  frames = []
  const canvas = { getContext: () => gl, setAttribute: () => 0, addEventListener: () => 0, remove: () => 0, style: {} }
  vi.stubGlobal('document', { createElement: () => canvas })
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw))
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => delete frames[frame - 1])
})
afterEach(() => vi.unstubAllGlobals())

function laidOn(map: StillMap): { surface: InkSurface; drawn: () => number } {
  let count = 0
  const surface = new InkSurface(map as unknown as GroundMap, () => map.view)
  surface.onDrawn = () => void count++
  surface.sheets = []
  return { surface, drawn: () => count }
}

describe('InkSurface', () => {
  it('draws once, without the map, what comes while the map lies still', () => {
    const map = new StillMap()
    const { surface, drawn } = laidOn(map)
    surface.draw()
    nextFrame()
    map.tell('render')
    expect([drawn(), map.repaints]).toEqual([1, 0])
  })

  it('draws in the frame of the map when it moves, and not twice', () => {
    const map = new StillMap()
    const { drawn } = laidOn(map)
    map.jump(1.1)
    nextFrame()
    expect(drawn()).toBe(0)
    map.tell('render')
    expect(drawn()).toBe(1)
    map.jump(1.2)
    map.tell('render')
    expect(drawn()).toBe(2)
  })

  it('asks the map for a frame while it glides', () => {
    const map = new StillMap()
    map.moves = true
    const { drawn } = laidOn(map)
    expect([frames.length, map.repaints]).toEqual([0, 1])
    map.tell('render')
    expect(drawn()).toBe(1)
  })

  it('says when everything has been drawn', () => {
    const { surface } = laidOn(new StillMap())
    const done = vi.fn()
    surface.whenDone(done)
    expect(done).not.toHaveBeenCalled()
    nextFrame()
    expect(done).toHaveBeenCalledOnce()
    surface.whenDone(done)
    expect(done).toHaveBeenCalledTimes(2)
  })

  it('hears the map no more once closed', () => {
    const map = new StillMap()
    const { surface, drawn } = laidOn(map)
    surface.close()
    map.jump(1.3)
    map.tell('render')
    nextFrame()
    expect(drawn()).toBe(0)
  })
})
