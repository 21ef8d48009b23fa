import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PendingAct } from './pending'
import { openStore } from './store'

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()))
afterEach(() => vi.unstubAllGlobals())

test('what was saved is there for the next tab, in the order it was saved', async () => {
  const tab = await openStore('table:7')
  await tab.save([act('b'), act('a')])
  await tab.save([act('c')])
  tab.close()

  const next = await openStore('table:7')

  expect(next.keeps).toBe(true)
  expect(await next.all()).toEqual([act('b'), act('a'), act('c')])
})

test('tabs of one seat share what they keep, and forget by operation', async () => {
  const [one, other] = [await openStore('table:7'), await openStore('table:7')]
  await one.save([act('a'), act('b')])
  await other.save([act('c')])

  await other.forget(['a', 'never saved'])

  expect(await one.all()).toEqual([act('b'), act('c')])
})

test('another table or seat keeps its own', async () => {
  const [one, other] = [await openStore('table:7'), await openStore('table:8')]

  await one.save([act('a')])

  expect(await other.all()).toEqual([])
})

test('where IndexedDB is refused, memory serves and says so', async () => {
  vi.stubGlobal('indexedDB', { open: () => { throw new DOMException('private', 'SecurityError') } })

  const store = await openStore('table:7')
  await store.save([act('a'), act('b')])
  await store.forget(['a'])

  expect(store.keeps).toBe(false)
  expect(await store.all()).toEqual([act('b')])
})

test('where IndexedDB never answers, memory serves after a moment', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('indexedDB', { open: () => new EventTarget() })

  const opening = openStore('table:7')
  await vi.advanceTimersByTimeAsync(5_000)
  vi.useRealTimers()

  expect((await opening).keeps).toBe(false)
})

test('a disk that fails later stops nothing, and says so', async () => {
  const store = await openStore('table:7')
  store.close()

  await store.save([act('a')])

  expect(store.keeps).toBe(false)
  expect(await store.all()).toEqual([])
})

function act(op: string): PendingAct {
  return { operation: { kind: 'erase', op, object: 'a' }, at: 5 }
}
