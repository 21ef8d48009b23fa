import type { Pixel } from '../../../geometry/types'
import type { View } from '../../../map/view'

/** Where the pointer was. `pressure`: 0 to 255, undefined where the device feels none. */
export interface Sample {
  readonly at: Pixel
  readonly timeMs: number
  readonly pressure: number | undefined
}

/** What a pull across the board does until it is released. */
export interface Gesture {
  move(samples: readonly Sample[]): void
  finish(): void
  /** It was not meant. */
  cancel(): void
  /** The map moved under the hand: the ground stays where it is. */
  reproject?(from: View, to: View): void
}

/** Every position the device measured since the last event, on the board. */
export function samplesOf(event: PointerEvent, origin: Pixel): Sample[] {
  const all = event.getCoalescedEvents?.() ?? []
  return (all.length > 0 ? all : [event]).map((one) => sampleOf(one, origin))
}

export function sampleOf(event: PointerEvent, [left, top]: Pixel): Sample {
  const feels = event.pointerType === 'pen' && event.pressure > 0
  return {
    at: [event.clientX - left, event.clientY - top],
    timeMs: event.timeStamp,
    pressure: feels ? Math.round(event.pressure * 255) : undefined,
  }
}
