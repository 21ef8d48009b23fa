/** How long winding a full journal takes: `npx vitest bench frontend/src/islands/replay/reel.bench.ts --run`. */
import { bench, describe } from 'vitest'
import type { Entry } from '../../live/fold'
import type { Operation } from '../../live/session'
import { toMercator } from '../../map/view'
import { Board } from '../../map/ink/board'
import { Reel } from './reel'

const ENTRIES = 20_000
const POINTS = 40
const ERASED_SHARE = 0.1
const WINDS = { iterations: 5, time: 500 }

const line = [10_800_000, 499_200_000, ...Array.from({ length: POINTS * 2 - 2 }, (_, at) => (at % 7) * 30)]
const entries = Array.from({ length: ENTRIES }, (_, at): Entry => ({ seq: at + 1, seat: 1, at: at * 1000, operation: operation(at) }))
const reel = new Reel()
reel.add(entries)
reel.goTo(ENTRIES)
const board = new Board(toMercator([1.08, 49.92]))
board.rebuild(reel.things)
let isBack = false

function operation(at: number): Operation {
  if (at % Math.round(1 / ERASED_SHARE) === 9) return { kind: 'erase', op: '', object: `${at - 5}` }
  return { kind: 'draw', op: '', object: `${at}`, shape: 'stroke', overlay: 1, pencil: 'block', trace: line }
}

describe(`a journal of ${ENTRIES} entries of ${POINTS} points`, () => {
  bench('from one end to the other, without the board', () => {
    reel.goTo(0)
    reel.goTo(ENTRIES)
  }, WINDS)

  bench('a pull of the slider: 200 gestures, and the board with them', () => {
    isBack = !isBack
    board.apply(reel.goTo(ENTRIES - (isBack ? 200 : 0)), reel.things, false)
  }, WINDS)

  bench('to the start and back, and the board with them', () => {
    board.apply(reel.goTo(0), reel.things, false)
    board.apply(reel.goTo(ENTRIES), reel.things, false)
  }, WINDS)
})
