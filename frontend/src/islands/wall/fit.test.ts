import { describe, expect, it } from 'vitest'
import type { Bounds } from '../../map/view'
import { around, nextLook, roomy } from './fit'

const SHOWN: Bounds = [1, 49.8, 1.2, 50]

describe('around', () => {
  it('is the smallest box around all, none around nothing', () => {
    expect(around([[1, 49, 2, 50], [1.5, 48, 1.6, 49.5]])).toEqual([1, 48, 2, 50])
    expect(around([])).toBeUndefined()
  })
})

describe('nextLook', () => {
  it('stays while everything is in view', () => {
    expect(nextLook(SHOWN, [1.01, 49.81, 1.19, 49.99])).toBeUndefined()
    expect(nextLook(SHOWN, undefined)).toBeUndefined()
  })

  it('opens when something is drawn out of view', () => {
    const drawn: Bounds = [1.01, 49.81, 1.3, 49.99]

    expect(nextLook(SHOWN, drawn)).toEqual(roomy(drawn))
  })

  it('comes closer when what is drawn is lost in the view', () => {
    expect(nextLook(SHOWN, [1.1, 49.9, 1.12, 49.92])).toEqual(roomy([1.1, 49.9, 1.12, 49.92]))
  })

  it('stays where it has just gone, whatever was drawn', () => {
    for (const drawn of [[1.1, 49.9, 1.1, 49.9], [1.1, 49.9, 1.101, 49.9], [1, 49.8, 1.2, 49.81]] as Bounds[])
      expect(nextLook(roomy(drawn), drawn)).toBeUndefined()
  })
})
