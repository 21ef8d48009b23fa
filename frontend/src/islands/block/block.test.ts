import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lonLat } from '../../geometry/types'
import type { Thing } from '../../live/session'
import { bounded, Camera, type Eye } from './camera'
import { pinched, pressed, turned } from './hand'
import { labelsOn } from './labels'
import { FACE_FLOATS, faceMesh, TOP_FLOATS, topMesh } from './mesh'
import { BOUNDS, slope } from './small-ground'
import { niceStep } from './steps'
import { cornerOf, tell } from './telling'

const EYE: Eye = { azimuth: 180, tilt: 35, times: 1, zoom: 1, shift: [0, 0] }
const cameraOn = (ground = slope(), change: Partial<Eye> = {}): Camera => new Camera(bounded({ ...EYE, ...change }), ground, 800, 500)

it('an extent puts the corners of its rectangle at 0 and 1, and measures metres', () => {
  const { extent } = slope()
  const [west, south, east, north] = BOUNDS
  expect(extent.share(lonLat(west, north))).toEqual([0, 0])
  expect(extent.share(lonLat(east, south)).map((share) => Math.round(share * 1e9) / 1e9)).toEqual([1, 1])
  expect(extent.widthM).toBeCloseTo(0.07 * 111_320 * Math.cos((49.905 * Math.PI) / 180), -2)
  expect(extent.depthM).toBeCloseTo(0.05 * 111_250, -2)
})

it('a block always stands within its window, whatever the eye', () => {
  const ground = slope()
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 360 }), fc.integer({ min: 12, max: 88 }), fc.double({ min: 1, max: 8, noNaN: true }), (azimuth, tilt, times) => {
      const camera = cameraOn(ground, { azimuth, tilt, times })
      for (const [u, v] of [[0, 0], [1, 0], [0, 1], [1, 1], [0.5, 0.5]] as const)
        for (const height of [ground.footM, ground.surfaceAt(u, v)]) {
          const [x, y] = camera.project(ground.spot(u, v), height)
          expect(x >= 0 && x <= 800 && y >= 0 && y <= 500).toBe(true)
        }
    }),
  )
})

it('seen from the south, north is up and east is to the right', () => {
  const camera = cameraOn()
  const [middle, north, east] = [camera.project({ east: 0, north: 0 }, 0), camera.project({ east: 0, north: 900 }, 0), camera.project({ east: 900, north: 0 }, 0)]
  expect([north[0] - middle[0], north[1] < middle[1], east[0] > middle[0], east[1] - middle[1]].map((value) => (typeof value === 'number' ? Math.round(value) + 0 : value))).toEqual([0, true, true, 0])
})

it('a wall hides what stands behind it, and nothing before it', () => {
  const camera = cameraOn(slope(4), { tilt: 20 })
  expect(camera.hides(0.5, 3 / 8)).toBe(true)
  expect(camera.hides(0.5, 6 / 8)).toBe(false)
  expect(cameraOn(slope(4), { tilt: 20, azimuth: 0 }).hides(0.5, 6 / 8)).toBe(true)
})

it('the top has a corner a point of the grid, the faces close the block all around', () => {
  const ground = slope()
  const [top, faces] = [topMesh(ground), faceMesh(ground)]
  expect([top.corners.length, top.triangles.length]).toEqual([12 * 9 * TOP_FLOATS, 11 * 8 * 6])
  const sides = 2 * (12 + 9)
  expect(faces.corners.length).toBe(sides * 2 * 2 * FACE_FLOATS) // soil, and water where the sea is cut
  expect(Math.max(...faces.triangles)).toBeLessThan(faces.corners.length / FACE_FLOATS)
})

it('keys turn the block and come back to the start', () => {
  expect(pressed('ArrowLeft', EYE, EYE)?.azimuth).toBe(195)
  expect(pressed('ArrowUp', EYE, EYE)?.tilt).toBe(40)
  expect(pressed('H', EYE, EYE)?.times).toBe(1.5)
  expect(pressed('Home', { ...EYE, azimuth: 3 }, EYE)).toEqual(EYE)
  expect(pressed('a', EYE, EYE)).toBeUndefined()
})

it('a finger turns, two come closer; the eye never leaves its bounds', () => {
  expect(turned(EYE, [0, 0], [100, 0], false).azimuth).toBe(225)
  expect(pinched(EYE, [0, 100], [0, 200], [0, 0]).zoom).toBe(2)
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e4, max: 1e4 }), (far) => {
      const eye = bounded({ ...EYE, azimuth: far, tilt: far, times: far, zoom: far })
      expect(eye.azimuth >= 0 && eye.azimuth < 360 && eye.tilt >= 12 && eye.tilt <= 88 && eye.zoom >= 1).toBe(true)
    }),
  )
})

it('labels stand apart, and those of hidden places are left out', () => {
  const place = (name: string, lon: number, lat: number) => ({ name, lon, lat, rank: 1 })
  const near = [place('Dieppe', 1.085, 49.9), place('Le Pollet', 1.09, 49.9001), place('Ailleurs', 2, 49.9)]
  const labels = labelsOn(near, cameraOn())
  expect(labels.map(({ name }) => name)).toEqual(['Dieppe', 'Le Pollet'])
  expect(Math.abs((labels[0]?.top ?? 0) - (labels[1]?.top ?? 0))).toBeGreaterThanOrEqual(19)
  expect(labelsOn([place('Caché', 1.085, 49.913)], cameraOn(slope(4), { tilt: 20 }))).toEqual([])
})

it('drawings are told with their place, in the order they were made; erased ones are not', () => {
  const thing = (id: string, seq: number, lon: number, lat: number, erased = 0): Thing =>
    ({ id, seq, shape: 'mark', overlay: 1, pencil: 'p', trace: [lon * 1e7, lat * 1e7], text: id, seat: 1, at: 0, touched_by: 1, erased }) as Thing
  const pencils = [{ key: 'p', meaning: 'Blocage', color: '#c8372d', width: 4, shape: 'mark' as const }]
  const things = [thing('b', 2, 1.118, 49.882), thing('a', 1, 1.052, 49.928), thing('c', 3, 1.08, 49.9, 9), thing('d', 4, 2, 49.9)]
  const told = tell(things, pencils as never, slope(), [{ name: 'Dieppe', lon: 1.053, lat: 49.927, rank: 1 }])
  expect(told.map(({ id, corner, near, meaning }) => [id, corner, near, meaning])).toEqual([
    ['a', 0, 'Dieppe', 'Blocage'],
    ['b', 8, '', 'Blocage'],
  ])
  expect([cornerOf(0.5, 0.5), cornerOf(1, 0), cornerOf(0, 1)]).toEqual([4, 2, 6])
})

it.each([[0.3, 0.5], [7, 10], [12, 20], [100, 100], [210, 500]])('the round step above %d is %d', (least, step) => {
  expect(niceStep(least)).toBeCloseTo(step)
})
