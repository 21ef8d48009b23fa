/** How long a full table takes: `npx vitest bench frontend/src/live/table.bench.ts --run`. */
import { bench, describe } from 'vitest'
import type { NumberedOperation, Snapshot, Thing } from '../contract/live'
import { cutStroke } from '../geometry/cut-stroke'
import { simplify } from '../geometry/simplify'
import { decodeTrace, encodeTrace } from '../geometry/trace'
import { lonLat, pixel, type LonLat } from '../geometry/types'
import { applyEntry } from './fold'
import { WorkingCopy } from './pending'

const STROKES = 20_000
const POINTS = 40

const entries = drawnBy(STROKES, 'drawn')
const folded = new Map<string, Thing>()
entries.forEach((entry, at) => applyEntry(folded, { ...entry, seq: at + 1 }))
const snapshot: Snapshot = { format: 1, epoch: 'first', seq: STROKES, things: [...folded.values()] }
const text = JSON.stringify(snapshot)
const full = new WorkingCopy('first', 1)
full.restart(snapshot)
full.add(Array.from({ length: 1_000 }, (_, at) => ({ operation: drawing(`ours-${at}`, at), at })))
let made = 0

describe(`a table of ${STROKES} strokes of ${POINTS} points (${(text.length / 1e6).toFixed(1)} MB of JSON)`, () => {
  bench('fold the whole journal', () => {
    const things = new Map<string, Thing>()
    entries.forEach((entry, at) => applyEntry(things, { ...entry, seq: at + 1 }))
  }, { iterations: 5, time: 500 })

  bench('parse its snapshot', () => void JSON.parse(text), { iterations: 5, time: 500 })

  bench('start from its snapshot', () => new WorkingCopy('first', 1).restart(snapshot), { iterations: 5, time: 500 })

  bench('decode every trace', () => snapshot.things.forEach(({ trace }) => decodeTrace(trace)), { iterations: 5, time: 500 })

  bench('take a batch of 30 from the others, with 1 000 acts of ours waiting', () => {
    full.confirm(drawnBy(30, `theirs-${++made}`))
  }, { iterations: 5, time: 500 })
})

describe('a hand', () => {
  const wave = (at: number): number => 100 * Math.sin(at / 90) + Math.sin(at)
  const raw = Array.from({ length: 2_000 }, (_, at) => pixel(at / 2, wave(at)))
  const eraser = Array.from({ length: 60 }, (_, at) => pixel(200 + at * 5, 100 * Math.cos(at / 9)))

  bench('simplify a stroke of 2 000 samples', () => void simplify(raw, 0.6))
  bench('cut it with an eraser of 60 samples', () => void cutStroke(raw, eraser, 12))
})

function drawnBy(count: number, name: string): NumberedOperation[] {
  return Array.from({ length: count }, (_, at) => ({ seat: 1 + (at % 12), at, operation: drawing(`${name}-${at}`, at) }))
}

function drawing(id: string, at: number) {
  const place = (step: number): LonLat => lonLat(1.05 + at * 1e-6 + step * 2e-5, 49.92 + Math.sin(step / 5) * 1e-4)
  const trace = encodeTrace(Array.from({ length: POINTS }, (_, step) => place(step)))
  const pressures = Array.from({ length: POINTS }, (_, step) => 100 + step)
  return { kind: 'draw', op: id, object: id, shape: 'stroke', overlay: 1, pencil: 'water', trace, pressures } as const
}
