import { expect, test } from 'vitest'
import { caretAfter, spaceCode, tidyCode } from './code'

test('tidyCode keeps letters and digits only, upper case, and not one too many', () => {
  expect(tidyCode(' ab-cd efg h', 7)).toBe('ABCDEFG')
})

test('spaceCode cuts in the middle, the longer half first', () => {
  expect(spaceCode('ABCDEFG', 7)).toBe('ABCD EFG')
  expect(spaceCode('ABCDEF', 6)).toBe('ABC DEF')
})

test('spaceCode adds no space before there is something after it', () => {
  expect(spaceCode('ABC', 6)).toBe('ABC')
  expect(spaceCode('ABCD', 6)).toBe('ABC D')
})

test('caretAfter skips the space', () => {
  expect([2, 3, 4, 6].map((letters) => caretAfter(letters, 6))).toEqual([2, 3, 5, 7])
})
