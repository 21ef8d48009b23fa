import { expect, test } from 'vitest'
import { readNews } from './job'

test('readNews reads a job under way', () => {
  expect(readNews({ sentence: 'Page 3 of 8', percent: 37, is_over: false })).toEqual({
    sentence: 'Page 3 of 8',
    percent: 37,
    is_over: false,
  })
})

test('readNews takes an absent percentage for unknown', () => {
  expect(readNews({ sentence: 'Waiting', is_over: false })?.percent).toBeNull()
})

test('readNews keeps the address of the result', () => {
  expect(readNews({ sentence: 'Done', percent: 100, is_over: true, url: '/x/' })?.url).toBe('/x/')
})

test.each([null, 'over', {}, { sentence: 3, is_over: true }])('readNews refuses %j', (answer) => {
  expect(readNews(answer)).toBeUndefined()
})
