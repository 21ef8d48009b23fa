import { expect, it } from 'vitest'
import { lookOf, sameLook } from './look'
import { project, toMercator, type View } from './view'

const view: View = { center: toMercator([1.08, 49.92]), zoom: 13, width: 1280, height: 800 }
const insets = { top: 84, right: 40, bottom: 48, left: 288 }

it('says what is seen between the papers, and nothing under them', () => {
  const look = lookOf(view, insets)

  const [left, top] = project(view, [look.west, look.north])
  const [right, bottom] = project(view, [look.east, look.south])
  expect([left, top, right, bottom].map(Math.round)).toEqual([288, 84, 1240, 752])
})

it('stays a look where papers cover everything', () => {
  const { west, south, east, north } = lookOf({ ...view, width: 300, height: 100 }, insets)
  expect(west < east && south < north).toBe(true)
})

it('tells the same look from another', () => {
  const look = lookOf(view, insets)
  expect([sameLook(look, { ...look }), sameLook(look, { ...look, west: 0 })]).toEqual([true, false])
})
