import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchVersion } from './age'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const serve = (answers: (string | Error)[]): void => {
  vi.stubGlobal('fetch', () => {
    const answer = answers.shift() ?? new Error('away')
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(Response.json({ version: answer }))
  })
}

it('tells once that the page has aged, and not while the server is away', async () => {
  serve(['old', new Error('away'), 'new', 'newer'])
  const changed = vi.fn()
  const watch = watchVersion('/version', 'old', changed)

  await vi.advanceTimersByTimeAsync(121_000)
  expect(changed).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(180_000)
  expect(changed).toHaveBeenCalledTimes(1)
  watch.close()
})
