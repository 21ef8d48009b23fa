import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchVersion } from './age'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const serve = (answers: (string | number | Error)[]): void => {
  vi.stubGlobal('fetch', () => {
    const answer = answers.shift() ?? new Error('away')
    if (typeof answer === 'number') return Promise.resolve(new Response('', { status: answer }))
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(Response.json({ version: answer }))
  })
}

it('tells once that the page has aged, and not while the server is away', async () => {
  serve(['old', new Error('away'), 502, 'new', 'newer'])
  const [changed, ended] = [vi.fn(), vi.fn()]
  const watch = watchVersion('/version', 'old', { changed, ended })

  await vi.advanceTimersByTimeAsync(181_000)
  expect(changed).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(180_000)
  expect(changed).toHaveBeenCalledTimes(1)
  expect(ended).not.toHaveBeenCalled()
  watch.close()
})

it('tells once that the wall is ours no more', async () => {
  serve([404, 404])
  const [changed, ended] = [vi.fn(), vi.fn()]
  watchVersion('/version', 'old', { changed, ended }).look()

  await vi.advanceTimersByTimeAsync(61_000)

  expect([changed.mock.calls.length, ended.mock.calls.length]).toEqual([0, 1])
})
