import { expect, test } from 'vitest'
import { readPlaces } from './places-found'

test('a commune is searched again with its postcode, a grouping by its name', () => {
  const places = [
    { name: 'Saint-Aubin-sur-Scie', detail: 'Seine-Maritime (76550)', kind: 'commune' },
    { name: 'CA de la Région Dieppoise', detail: 'Groupement de 16 communes', kind: 'epci' },
    { name: 7 },
  ]

  expect(readPlaces({ places }).map((place) => place.words)).toEqual([
    'Saint-Aubin-sur-Scie 76550',
    'CA de la Région Dieppoise',
  ])
  expect(readPlaces(null)).toEqual([])
})
