import type { Map as GroundMap, StyleSpecification } from 'maplibre-gl'
import { type Bounds, toMercator, type View } from './view'

export interface GroundOptions {
  readonly style: string | StyleSpecification
  readonly bounds: Bounds
  readonly maxBounds: Bounds
  /** Sentences MapLibre shows, by its own keys. */
  readonly locale: Record<string, string>
  /** Pixels that papers laid over the map hide on each side. */
  readonly insets: Insets
}

export interface Insets {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

export interface LayerGroup {
  readonly id: string
  readonly title: string
  readonly isVisible: boolean
  readonly layers: readonly string[]
}

export const viewOf = (map: GroundMap): View => {
  const { lng, lat } = map.getCenter()
  const { clientWidth: width, clientHeight: height } = map.getContainer()
  return { center: toMercator([lng, lat]), zoom: map.getZoom(), width, height }
}

/** What every map needs, fetched once: ask for it ahead of a map that is sure to come. */
export const fetchEngine = () =>
  Promise.all([import('./engine'), import('pmtiles'), import('maplibre-gl/dist/maplibre-gl.css')])

/** A flat map, north up, fetched only now; gestures of the hand are ours (see islands/table/hand). */
export async function openGround(host: HTMLElement, options: GroundOptions): Promise<GroundMap> {
  const [maplibre, pmtiles] = await fetchEngine()
  maplibre.addProtocol('pmtiles', new pmtiles.Protocol().tile)
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = new maplibre.Map({
    container: host,
    style: options.style,
    bounds: [...options.bounds],
    maxBounds: widened(options.maxBounds),
    locale: options.locale,
    fitBoundsOptions: { padding: { ...options.insets } },
    attributionControl: { compact: true },
    maxPitch: 0,
    maxZoom: 21,
    dragPan: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    touchZoomRotate: false,
    doubleClickZoom: false,
    boxZoom: false,
    rollEnabled: false,
    renderWorldCopies: false,
    ...(still ? { fadeDuration: 0 } : {}),
  })
  map.keyboard.disableRotation()
  map.addControl(new maplibre.ScaleControl({ maxWidth: 120 }), 'bottom-right')
  map.once('load', () => foldCredits(host))
  return map
}

/** The credits open by themselves, over the map: fold them behind their button. */
function foldCredits(host: HTMLElement): void {
  const credits = host.querySelector('.maplibregl-ctrl-attrib')
  credits?.classList.remove('maplibregl-compact-show')
  credits?.removeAttribute('open')
}

/** Some room around, so that the edge of the site can be brought to the middle of the screen. */
function widened([west, south, east, north]: Bounds): [number, number, number, number] {
  const [dx, dy] = [(east - west) * 0.25, (north - south) * 0.25]
  return [west - dx, Math.max(-85, south - dy), east + dx, Math.min(85, north + dy)]
}

/** The groups of layers that the style says one may show or hide. */
export function layerGroups(map: GroundMap): LayerGroup[] {
  const { metadata } = map.getStyle()
  const groups: unknown = (metadata as Record<string, unknown> | undefined)?.['atelier:groups']
  return Array.isArray(groups) ? groups.filter(isGroup).map(toGroup) : []
}

export function showGroup(map: GroundMap, group: LayerGroup, isVisible: boolean): void {
  for (const layer of group.layers)
    if (map.getLayer(layer)) map.setLayoutProperty(layer, 'visibility', isVisible ? 'visible' : 'none')
}

interface WrittenGroup {
  id: string
  title: string
  visible?: boolean
  layers: string[]
}

const isGroup = (value: unknown): value is WrittenGroup =>
  typeof value === 'object' && value !== null && 'id' in value && 'title' in value && 'layers' in value

const toGroup = ({ id, title, visible, layers }: WrittenGroup): LayerGroup => ({
  id,
  title,
  layers,
  isVisible: visible !== false,
})
