import { expect, it } from 'vitest'
import { columnsFor, oneAt, pageAt } from './turns'

it('turns the pages and comes back to the first', () => {
  const tables = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']

  expect([0, 1, 2].map((turn) => pageAt(tables, 6, turn).join(''))).toEqual(['ABCDEF', 'GH', 'ABCDEF'])
  expect(pageAt([], 6, 4)).toEqual([])
})

it('gives each its turn, and nothing of none', () => {
  expect([0, 1, 2].map((turn) => oneAt(['A', 'B'], turn))).toEqual(['A', 'B', 'A'])
  expect(oneAt([], 3)).toBeUndefined()
})

it('lays maps in rows that fill a wide wall', () => {
  expect([1, 2, 3, 4, 5, 6].map(columnsFor)).toEqual([1, 2, 2, 2, 3, 3])
})
