import { expect, it } from 'vitest'
import { readPlaces } from './places'

it('readPlaces keeps what is a place', () => {
  const good = { name: 'Dieppe', detail: 'Seine-Maritime', lon: 1.08, lat: 49.92 }
  expect(readPlaces({ places: [good, { name: 'x' }, null, { name: 'Le Pollet', lon: 1, lat: 49 }] })).toEqual([
    good,
    { name: 'Le Pollet', detail: '', lon: 1, lat: 49 },
  ])
  expect([readPlaces(null), readPlaces({ places: 3 })]).toEqual([[], []])
})
