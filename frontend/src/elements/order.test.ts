import { describe, expect, it } from 'vitest'
import { clockAt, reordered } from './order'

describe('reordered', () => {
  it('puts what is dragged before what it is dropped on', () => {
    expect(reordered(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['a', 'd', 'b', 'c'])
    expect(reordered(['a', 'b', 'c', 'd'], 'a', 'd')).toEqual(['b', 'c', 'a', 'd'])
  })

  it('puts it last when it is dropped below everything, and leaves it where it fell on itself', () => {
    expect(reordered(['a', 'b', 'c'], 'a', undefined)).toEqual(['b', 'c', 'a'])
    expect(reordered(['a', 'b', 'c'], 'b', 'b')).toEqual(['a', 'b', 'c'])
  })
})

describe('clockAt', () => {
  it('counts the minutes left, then those beyond', () => {
    expect(clockAt(0, 30, 5 * 60_000)).toEqual({ minutes: 25, isOver: false })
    expect(clockAt(0, 30, 29.5 * 60_000)).toEqual({ minutes: 1, isOver: false })
    expect(clockAt(0, 30, 34 * 60_000)).toEqual({ minutes: 4, isOver: true })
  })
})
