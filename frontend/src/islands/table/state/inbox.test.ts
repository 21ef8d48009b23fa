import { describe, expect, it, vi } from 'vitest'
import { spokenBy } from './acts'
import { ask } from './asking'
import { moved, wishOf } from './inbox'

const key = (name: string, over: Partial<KeyboardEvent> = {}): KeyboardEvent => ({ key: name, target: null, ...over }) as KeyboardEvent

describe('wishOf', () => {
  vi.stubGlobal('HTMLInputElement', class {})
  vi.stubGlobal('HTMLTextAreaElement', class {})

  it('reads letters and arrows, and leaves shortcuts of the browser alone', () => {
    expect(['j', 'K', 'ArrowDown', 'a', 'x', 'q'].map((name) => wishOf(key(name)))).toEqual([
      'next', 'before', 'next', 'accept', 'aside', undefined,
    ])
    expect(wishOf(key('a', { ctrlKey: true }))).toBeUndefined()
  })

  it('stays at the ends', () => {
    expect([moved(0, 'before', 3), moved(0, 'next', 3), moved(2, 'next', 3)]).toEqual([0, 1, 2])
  })
})

describe('spokenBy', () => {
  it('names the speaker of what is drawn, never of what is changed', () => {
    const acts = [
      { kind: 'draw' as const, object: 'a', shape: 'note' as const, overlay: 1, pencil: 'p', trace: [] },
      { kind: 'edit' as const, object: 'b', text: 'x' },
    ]
    expect(spokenBy(0, acts)).toEqual([{ ...acts[0], said_by: 0 }, acts[1]])
    expect(spokenBy(undefined, acts)).toBe(acts)
  })
})

describe('ask', () => {
  const answering = (status: number, body: string) => async () => new Response(body, { status })

  it('gives what was said, or why not', async () => {
    expect(await ask('/x', 't', {}, 'raté', answering(201, '{"seat":4}'))).toEqual({ isDone: true, said: { seat: 4 } })
    expect(await ask('/x', 't', {}, 'raté', answering(409, '{"sentence":"Déjà fait."}'))).toEqual({ isDone: false, sentence: 'Déjà fait.' })
    expect(await ask('/x', 't', {}, 'raté', answering(500, '<html>'))).toEqual({ isDone: false, sentence: 'raté' })
    expect(await ask('/x', 't', {}, 'raté', () => Promise.reject(new TypeError()))).toEqual({ isDone: false, sentence: 'raté' })
  })
})
