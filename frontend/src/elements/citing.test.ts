import { describe, expect, it } from 'vitest'
import { cited } from './citing'

const at = (marked: string): [string, number] => [marked.replace('|', ''), marked.indexOf('|')]

describe('cited', () => {
  it.each([
    ['Le rivage bouge|.', 'Le rivage bouge [C-4]|.'],
    ['|', '[C-4]|'],
    ['Le rivage |bouge', 'Le rivage [C-4]|bouge'],
    ['Le rivage [C-1]|.', 'Le rivage [C-1, C-4]|.'],
    ['Le rivage [C-1; c-2] |bouge', 'Le rivage [C-1, c-2, C-4]|bouge'],
    ['Le rivage [c-4]|.', 'Le rivage [c-4]|.'],
  ])('%s', (before, after) => {
    const [text, caret] = at(after)

    expect(cited(...at(before), 'C-4')).toEqual({ text, caret })
  })
})
