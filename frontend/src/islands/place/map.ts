/** The map under the rectangle: it slides by itself, the rectangle is ours. */
import type { Map as GroundMap } from 'maplibre-gl'
import { pixel, type Pixel } from '../../geometry/types'
import { openGround, viewOf } from '../../map/ground'
import type { Bounds } from '../../map/view'
import { degreesOf, type Handle, onScreen, pulled } from './rectangle'

const PADDING = 40
const MOST_ZOOM = 15

export interface PlaceMapOptions {
  readonly style: string
  readonly bounds: Bounds
  readonly maxBounds: Bounds
  readonly names: Record<string, string>
}

export class PlaceMap {
  onpulled: ((bounds: Bounds) => void) | undefined
  #bounds: Bounds | undefined

  constructor(
    private readonly map: GroundMap,
    private readonly frame: HTMLElement,
  ) {
    map.dragPan.enable()
    map.touchZoomRotate.enable()
    map.touchZoomRotate.disableRotation()
    // in the map's own box, so that the wheel over the rectangle is still the map's
    map.getCanvasContainer().append(frame)
    frame.hidden = false
    map.on('move', () => this.#place())
    map.on('resize', () => this.#place())
  }

  show(bounds: Bounds): void {
    this.#bounds = bounds
    this.#place()
  }

  look([west, south, east, north]: Bounds): void {
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    this.map.fitBounds([west, south, east, north], { padding: PADDING, maxZoom: MOST_ZOOM, animate: !isStill, duration: 700 })
  }

  zoom(step: 1 | -1): void {
    this.map.zoomTo(this.map.getZoom() + step, { duration: 200 })
  }

  /** A pointer takes the rectangle, or one of its handles, until it is lifted. */
  hold(event: PointerEvent, handle: Handle, start: Bounds): void {
    const target = event.currentTarget as HTMLElement
    event.stopPropagation()
    target.setPointerCapture(event.pointerId)
    const from = pointOf(event)
    const over = new AbortController()
    const { signal } = over
    this.map.dragPan.disable()
    target.addEventListener('pointermove', (next) => this.onpulled?.(pulled(start, handle, degreesOf(viewOf(this.map), from, pointOf(next)))), { signal })
    for (const end of ['pointerup', 'pointercancel'] as const)
      target.addEventListener(end, () => (over.abort(), this.map.dragPan.enable()), { signal })
  }

  close(): void {
    this.map.remove()
  }

  #place(): void {
    if (!this.#bounds) return
    const { left, top, width, height } = onScreen(viewOf(this.map), this.#bounds)
    Object.assign(this.frame.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` })
  }
}

const pointOf = (event: PointerEvent): Pixel => pixel(event.clientX, event.clientY)

/** Throws where the browser cannot draw maps. */
export async function openPlaceMap(host: HTMLElement, frame: HTMLElement, options: PlaceMapOptions, signal: AbortSignal): Promise<PlaceMap> {
  const insets = { top: PADDING, right: PADDING, bottom: PADDING, left: PADDING }
  const map = await openGround(host, { ...options, locale: options.names, insets })
  if (!map.isStyleLoaded()) await new Promise<void>((resolve) => void map.once('style.load', () => resolve()))
  if (signal.aborted) map.remove()
  signal.throwIfAborted()
  return new PlaceMap(map, frame)
}
