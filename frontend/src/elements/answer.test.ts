import { describe, expect, it } from 'vitest'

import { readAnswer, writeAnswer } from './answer'

describe('an answer that waits', () => {
  it('survives a reload, in the order of its fields', () => {
    const answer = [
      ['statement', 'a'],
      ['value', '-1'],
    ] as const

    expect(readAnswer(writeAnswer(answer))).toEqual(answer)
  })

  it.each([null, '', '{', '[]', '12', '[["a"]]', '[["a",1]]'])('is none where the store holds %j', (text) => {
    expect(readAnswer(text)).toBeUndefined()
  })
})
