import { expect, test } from 'vitest'
import { readNews, takeChange, type Held } from './co-writing-news'

const held: Held = { base: 3, known: 'Le port', text: 'Le port', isFocused: false }
const change = { number: 4, text: 'Le vieux port', by: 'Brice' }

test('news keeps what is well formed and leaves the rest out', () => {
  expect(readNews({ number: 2, progress: { object: [1, 2], odd: 'x' }, others: [{ field: '', sentence: 'Nadia' }, 7] })).toEqual({
    number: 2,
    others: [{ field: '', sentence: 'Nadia' }],
    progress: { object: [1, 2] },
    changed: {},
  })
  expect(readNews('<html>')).toEqual({ others: [], progress: {}, changed: {} })
})

test('a change is shown where nobody writes here', () => {
  expect(takeChange(held, change)).toBe('show')
})

test('a change waits while this page writes, or is about to', () => {
  expect(takeChange({ ...held, text: 'Le port vide' }, change)).toBe('wait')
  expect(takeChange({ ...held, isFocused: true }, change)).toBe('wait')
})

test('a change already known, or the same text, is nothing', () => {
  expect(takeChange({ ...held, base: 4 }, change)).toBeUndefined()
  expect(takeChange({ ...held, text: 'Le vieux port' }, change)).toBeUndefined()
})
