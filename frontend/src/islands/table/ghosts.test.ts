import { expect, it } from 'vitest'
import { applyEntry } from '../../live/fold'
import type { Act, Operation, Thing } from '../../live/session'
import { restorable, restoreActs } from './ghosts'

const LINE = [10_800_000, 499_200_000, 100, 50, 100, 50]

function table(...acts: Act[]): Map<string, Thing> {
  const things = new Map<string, Thing>()
  play(things, acts)
  return things
}

function play(things: Map<string, Thing>, acts: readonly Act[]): void {
  for (const act of acts) applyEntry(things, { seq: things.size + 1, seat: 7, at: 1, operation: { ...act, op: '' } as Operation })
}

const draw = (object: string): Act => ({ kind: 'draw', object, shape: 'stroke', overlay: 1, pencil: 'block', trace: LINE })
const cut = (object: string, ...pieces: string[]): Act => ({ kind: 'cut', object, pieces: pieces.map((id) => ({ object: id, trace: LINE })) })
const erase = (object: string): Act => ({ kind: 'erase', object })
const ids = (things: Thing[]): string[] => things.map(({ id }) => id)
const standing = (things: Map<string, Thing>): string[] => ids([...things.values()].filter(({ erased }) => !erased))

it('lists what was erased, whole strokes and pieces erased in their turn', () => {
  const things = table(draw('a'), draw('b'), erase('b'), cut('a', 'a1', 'a2'), erase('a2'))

  expect(ids(restorable(things))).toEqual(['a', 'b', 'a2'])
})

it('lists a piece that was cut again only by what is left of it', () => {
  const things = table(draw('a'), cut('a', 'a1'), cut('a1', 'a11', 'a12'), erase('a12'))

  expect(ids(restorable(things))).toEqual(['a', 'a12'])
})

it('brings a cut stroke back whole, its pieces gone at every depth', () => {
  const things = table(draw('a'), cut('a', 'a1', 'a2'), cut('a1', 'a11', 'a12'))

  play(things, restoreActs(things.get('a') as Thing, things))

  expect(standing(things)).toEqual(['a'])
  expect(restorable(things)).toEqual([])
})

it('brings back one erased piece without touching the others', () => {
  const things = table(draw('a'), cut('a', 'a1', 'a2'), erase('a2'))

  play(things, restoreActs(things.get('a2') as Thing, things))

  expect(standing(things)).toEqual(['a1', 'a2'])
})
