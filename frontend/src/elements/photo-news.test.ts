import { expect, test } from 'vitest'
import { readPhotos } from './photo-news'

const PHOTO = { id: 'a', name: 'IMG_1.jpg', state: 'read', label: 'lue', sentences: ['Feuille ACDE-FGHJ : 4 marques.'] }

test('photographs are read from the answer, and what is none is left out', () => {
  expect(readPhotos({ photos: [PHOTO, { id: 3 }, null] })).toEqual([PHOTO])
})

test('an answer that is no list of photographs is no news', () => {
  expect(readPhotos('<html>')).toBeUndefined()
  expect(readPhotos({ photos: 'none' })).toBeUndefined()
})
