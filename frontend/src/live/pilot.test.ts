import { expect, it } from 'vitest'
import { formOf } from './pilot'

it('sends what a form would: absent where false or unsaid', () => {
  expect(formOf('overlay_lock', { overlay: 7, is_on: true }).toString()).toBe('gesture=overlay_lock&overlay=7&is_on=on')
  expect(formOf('own_work', { table: 'a', is_on: false }).toString()).toBe('gesture=own_work&table=a')
  expect(formOf('phase_begin', { step: 3, minutes: 0 }).toString()).toBe('gesture=phase_begin&step=3&minutes=0')
})
