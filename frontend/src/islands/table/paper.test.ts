import { describe, expect, it, vi } from 'vitest'
import { mayBePaper, paperBehind } from './paper'

const answering = (said: string, ok = true) => vi.fn(async () => ({ ok, json: async () => ({ said }) }) as Response)

describe('paperBehind', () => {
  it('asks once for each thing', async () => {
    const ask = answering('Feuille MARC-HE44')

    expect(await paperBehind('/t/papier/', 'a', ask)).toBe('Feuille MARC-HE44')
    expect(await paperBehind('/t/papier/', 'a', ask)).toBe('Feuille MARC-HE44')
    expect(ask.mock.calls.map(([url]: unknown[]) => url)).toEqual(['/t/papier/a.json'])
  })

  it('says nothing when refused or cut off, and asks again later', async () => {
    expect(await paperBehind('/t/papier/', 'b', answering('', false))).toBe('')
    expect(await paperBehind('/t/papier/', 'b', vi.fn().mockRejectedValue(new TypeError('offline')))).toBe('')
    expect(await paperBehind('/t/papier/', 'b', answering('Feuille'))).toBe('Feuille')
  })

  it('is asked only for what the table as a whole says', () => {
    expect([0, 3, undefined].map((said_by) => mayBePaper({ said_by } as { said_by: number }))).toEqual([true, false, false])
  })
})
