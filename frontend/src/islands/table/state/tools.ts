import type { Pencil } from '../../../live/session'

export type Tool = 'pencil' | 'eraser' | 'select' | 'hand'
export type Shape = Pencil['shape']
export type Panel = 'list' | 'overlays' | 'people' | 'take' | 'inbox' | 'scribe' | 'more' | 'pilot'

/** What is in the hand. `shape` differs from the pencil's own where the legend has no mark or no note. */
export interface Holding {
  readonly tool: Tool
  readonly pencilKey: string
  readonly shape: Shape
}

export type Command =
  | { kind: 'pencil'; index: number }
  | { kind: 'tool'; tool: Tool }
  | { kind: 'shape'; shape: Shape }
  | { kind: 'undo' | 'redo' | 'list' | 'inbox' | 'scribe' | 'help' | 'erase' | 'drop' | 'ghosts' }

export interface Key {
  readonly key: string
  readonly isControl: boolean
  readonly isShift: boolean
}

const TOOLS: Readonly<Record<string, Tool>> = { e: 'eraser', v: 'select', h: 'hand' }
const SHAPES: Readonly<Record<string, Shape>> = { m: 'mark', n: 'note' }
const PLAIN: Readonly<Record<string, Command['kind']>> = {
  l: 'list',
  g: 'ghosts',
  i: 'inbox',
  p: 'scribe',
  '?': 'help',
  delete: 'erase',
  backspace: 'erase',
  escape: 'drop',
}

/** What a key asks for, outside any field; undefined for the others. */
export function commandOf({ key, isControl, isShift }: Key): Command | undefined {
  const low = key.toLowerCase()
  if (isControl) return low === 'z' ? { kind: isShift ? 'redo' : 'undo' } : low === 'y' ? { kind: 'redo' } : undefined
  if (/^[1-9]$/.test(key)) return { kind: 'pencil', index: Number(key) - 1 }
  if (TOOLS[low]) return { kind: 'tool', tool: TOOLS[low] }
  if (SHAPES[low]) return { kind: 'shape', shape: SHAPES[low] }
  const kind = PLAIN[low]
  return kind ? ({ kind } as Command) : undefined
}

export function take(pencil: Pencil): Holding {
  return { tool: 'pencil', pencilKey: pencil.key, shape: pencil.shape }
}

/** Hold the legend's own pencil of a shape, or the present one used for it. */
export function takeShape(shape: Shape, pencils: readonly Pencil[], held: Holding): Holding {
  const own = pencils.find((pencil) => pencil.shape === shape)
  return own ? take(own) : { ...held, tool: 'pencil', shape }
}

/** The same holding, or the first pencil where the held one has left the legend. */
export function stillInLegend(pencils: readonly Pencil[], held: Holding): Holding {
  const [first] = pencils
  if (!first || pencils.some(({ key }) => key === held.pencilKey)) return held
  return held.tool === 'pencil' ? take(first) : { ...take(first), tool: held.tool }
}

/** Whether pulling across the map draws, with what is in the hand. */
export const pullsInk = ({ tool, shape }: Holding): boolean =>
  tool === 'eraser' || (tool === 'pencil' && (shape === 'stroke' || shape === 'area'))
