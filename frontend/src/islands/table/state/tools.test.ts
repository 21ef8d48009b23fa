import { describe, expect, it } from 'vitest'
import { readPrefs } from './prefs'
import { commandOf, pullsInk, stillInLegend, take, takeShape } from './tools'

const pencils = [
  { key: 'block', meaning: 'Blocage', color: '#c8372d', width: 4, shape: 'stroke' as const },
  { key: 'dot', meaning: 'Attention', color: '#c2297a', width: 12, shape: 'mark' as const },
]
const [block, dot] = pencils as [(typeof pencils)[0], (typeof pencils)[0]]
const key = (name: string, isControl = false, isShift = false) => ({ key: name, isControl, isShift })

describe('commandOf', () => {
  it('reads undo and redo as every editor does', () => {
    expect([key('z', true), key('Z', true, true), key('y', true), key('e', true)].map(commandOf)).toEqual([
      { kind: 'undo' }, { kind: 'redo' }, { kind: 'redo' }, undefined,
    ])
  })

  it('reads tools, pencils and shapes', () => {
    expect([key('E'), key('3'), key('n'), key('?', false, true), key('x')].map(commandOf)).toEqual([
      { kind: 'tool', tool: 'eraser' }, { kind: 'pencil', index: 2 }, { kind: 'shape', shape: 'note' }, { kind: 'help' }, undefined,
    ])
  })
})

describe('holding', () => {
  it('takes the mark of the legend, or marks with the present pencil', () => {
    expect(takeShape('mark', pencils, take(block))).toEqual({ tool: 'pencil', pencilKey: 'dot', shape: 'mark' })
    expect(takeShape('note', pencils, take(block))).toEqual({ tool: 'pencil', pencilKey: 'block', shape: 'note' })
  })

  it('changes pencil when the facilitator takes it out of the legend', () => {
    expect(stillInLegend([dot], take(block)).pencilKey).toBe('dot')
    expect(stillInLegend([dot], { ...take(block), tool: 'eraser' }).tool).toBe('eraser')
  })

  it('knows what a pull across the map does', () => {
    expect([take(block), take(dot), { ...take(dot), tool: 'eraser' as const }].map(pullsInk)).toEqual([true, false, true])
  })
})

describe('readPrefs', () => {
  it('keeps what is well formed only', () => {
    const good = { isVisible: false, opacity: 0.4 }
    expect(readPrefs({ 3: good, 4: { opacity: 9, isVisible: true }, 5: null })).toEqual({ 3: good })
    expect(readPrefs('x')).toEqual({})
  })
})
