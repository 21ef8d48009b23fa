/** The block in the hand: one pointer turns it, two bring it closer, the wheel too; keys do the same. */
import type { Pixel } from '../../geometry/types'
import { bounded, type Eye } from './camera'

const DEGREES_A_PX = 0.45
const TURN_KEY = 15
const TILT_KEY = 5
const CLOSER = 1.25

export interface Holder {
  eye: Eye
  readonly start: Eye
}

/** What a key does to the eye; undefined when it does nothing. */
export function pressed(key: string, eye: Eye, start: Eye): Eye | undefined {
  const moves: Record<string, () => Eye> = {
    ArrowLeft: () => ({ ...eye, azimuth: eye.azimuth + TURN_KEY }),
    ArrowRight: () => ({ ...eye, azimuth: eye.azimuth - TURN_KEY }),
    ArrowUp: () => ({ ...eye, tilt: eye.tilt + TILT_KEY }),
    ArrowDown: () => ({ ...eye, tilt: eye.tilt - TILT_KEY }),
    '+': () => ({ ...eye, zoom: eye.zoom * CLOSER }),
    '=': () => ({ ...eye, zoom: eye.zoom * CLOSER }),
    '-': () => ({ ...eye, zoom: eye.zoom / CLOSER }),
    h: () => ({ ...eye, times: eye.times + 0.5 }),
    b: () => ({ ...eye, times: eye.times - 0.5 }),
    Home: () => start,
  }
  const move = moves[key.length === 1 ? key.toLowerCase() : key]
  return move && bounded(move())
}

/** Listen to pointers and wheel over `target`; returns what stops it. */
export function takeInHand(target: HTMLElement, holder: Holder): () => void {
  const held = new Map<number, Pixel>()
  const down = (event: PointerEvent): void => {
    held.set(event.pointerId, [event.clientX, event.clientY])
    target.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent): void => {
    const last = held.get(event.pointerId)
    if (!last) return
    const now: Pixel = [event.clientX, event.clientY]
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1]
    holder.eye = bounded(other ? pinched(holder.eye, last, now, other) : turned(holder.eye, last, now, event.shiftKey))
    held.set(event.pointerId, now)
  }
  const up = (event: PointerEvent): void => void held.delete(event.pointerId)
  const wheel = (event: WheelEvent): void => {
    event.preventDefault()
    holder.eye = bounded({ ...holder.eye, zoom: holder.eye.zoom * Math.exp(-event.deltaY * 0.0015) })
  }
  const over = new AbortController()
  const { signal } = over
  target.addEventListener('pointerdown', down, { signal })
  target.addEventListener('pointermove', move, { signal })
  target.addEventListener('wheel', wheel, { signal, passive: false })
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) target.addEventListener(end, up, { signal })
  return () => over.abort()
}

/** The ground follows the hand; with Shift held, the picture slides. */
export function turned(eye: Eye, last: Pixel, now: Pixel, isSlid: boolean): Eye {
  const [dx, dy] = [now[0] - last[0], now[1] - last[1]]
  if (isSlid) return { ...eye, shift: [eye.shift[0] + dx, eye.shift[1] + dy] }
  return { ...eye, azimuth: eye.azimuth + dx * DEGREES_A_PX, tilt: eye.tilt + dy * DEGREES_A_PX * 0.6 }
}

/** One of two fingers moved: they part to come closer, go together to slide. */
export function pinched(eye: Eye, last: Pixel, now: Pixel, other: Pixel): Eye {
  const [before, after] = [Math.hypot(last[0] - other[0], last[1] - other[1]), Math.hypot(now[0] - other[0], now[1] - other[1])]
  const shift: Pixel = [eye.shift[0] + (now[0] - last[0]) / 2, eye.shift[1] + (now[1] - last[1]) / 2]
  return { ...eye, zoom: before > 0 ? (eye.zoom * after) / before : eye.zoom, shift }
}
