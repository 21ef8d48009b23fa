import { expect, test } from 'vitest'
import { otherTheme, themeCookie } from './theme'

test('otherTheme goes from one to the other and back', () => {
  expect(otherTheme('light')).toBe('dark')
  expect(otherTheme(otherTheme('light'))).toBe('light')
})

test('themeCookie is kept a year for the whole site, secure on https only', () => {
  expect(themeCookie('dark', false)).toBe('theme=dark; path=/; max-age=31536000; samesite=lax')
  expect(themeCookie('light', true)).toMatch(/; secure$/)
})
