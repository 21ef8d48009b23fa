import { expect, it } from 'vitest'
import { connectionOf } from './status'

it('says the worst of what may still heal', () => {
  expect(connectionOf(['live', 'waiting', 'connecting'])).toBe('waiting')
  expect(connectionOf(['live', 'connecting'])).toBe('connecting')
  expect(connectionOf(['live', 'closed'])).toBe('live')
  expect(connectionOf(['closed', 'closed'])).toBe('closed')
  expect(connectionOf([])).toBe('live')
})
