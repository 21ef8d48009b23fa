import type { Map as GroundMap, MapLibreEvent } from 'maplibre-gl'
import type { Look } from '../../../live/session'
import type { Insets } from '../../../map/ground'

/** Marks the moves that a person makes: those leave the view that is followed. */
export const BY_HAND = { byHand: true }

const FOLLOW_MS = 450
const AGAIN_MS = 150

/** Brings the map where a facilitator looks, never under a hand that is at work. */
export class Follower {
  #before: { center: [number, number]; zoom: number } | undefined
  #waiting: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly map: GroundMap,
    private readonly isBusy: () => boolean,
    private readonly insets: () => Insets,
  ) {}

  /** Go there; a stroke is finished first. The person's own view is kept for `giveBack`. */
  follow(look: Look): void {
    clearTimeout(this.#waiting)
    if (this.isBusy()) {
      this.#waiting = setTimeout(() => this.follow(look), AGAIN_MS)
      return
    }
    const { lng, lat } = this.map.getCenter()
    this.#before ??= { center: [lng, lat], zoom: this.map.getZoom() }
    const { west, south, east, north } = look
    this.map.fitBounds([west, south, east, north], { padding: { ...this.insets() }, duration: FOLLOW_MS, linear: true })
  }

  /** No longer follow: the map stays, or goes back where the person was. */
  stop(goesBack: boolean): void {
    clearTimeout(this.#waiting)
    if (goesBack && this.#before) this.map.easeTo({ ...this.#before, duration: FOLLOW_MS })
    this.#before = undefined
  }

  /** Call when the person moves the map by themselves; gives the function that stops. */
  onHand(left: () => void): () => void {
    const hear = (event: MapLibreEvent & { byHand?: boolean; originalEvent?: unknown }): void => {
      if (event.byHand || event.originalEvent) left()
    }
    this.map.on('movestart', hear)
    return () => void this.map.off('movestart', hear)
  }

  /** Call at each move of the map; gives the function that stops. */
  onMove(moved: () => void): () => void {
    this.map.on('move', moved)
    return () => void this.map.off('move', moved)
  }
}
