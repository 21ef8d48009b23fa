import { describe, expect, it } from 'vitest'
import { project, toLonLat, toMercator, unproject, type View, viewKey, widthScale } from './view'

const dieppe: View = { center: toMercator([1.0781, 49.9229]), zoom: 13.4, width: 1280, height: 800 }

describe('view', () => {
  it('puts the centre in the middle and north above', () => {
    expect(project(dieppe, [1.0781, 49.9229])).toEqual([640, 400])
    expect(project(dieppe, [1.0781, 49.93])[1]).toBeLessThan(400)
  })

  it('goes there and back within a hundredth of a pixel at zoom 20', () => {
    const close = { ...dieppe, zoom: 20 }
    const [x, y] = project(close, unproject(close, [12.25, 733.5]))
    expect(x).toBeCloseTo(12.25, 2)
    expect(y).toBeCloseTo(733.5, 2)
  })

  it('converts mercator both ways', () => {
    const [lon, lat] = toLonLat(toMercator([1.0781, 49.9229]))
    expect(lon).toBeCloseTo(1.0781, 10)
    expect(lat).toBeCloseTo(49.9229, 10)
  })

  it('keeps pencils between thin and thick', () => {
    expect([widthScale(2), widthScale(14), widthScale(22)]).toEqual([0.6, 1, 2.2])
  })

  it('gives one key per picture', () => {
    expect(viewKey(dieppe, 1)).not.toBe(viewKey(dieppe, 2))
    expect(viewKey(dieppe, 1)).toBe(viewKey({ ...dieppe }, 1))
  })
})
