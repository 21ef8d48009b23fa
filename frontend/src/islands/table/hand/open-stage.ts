import type { Map as GroundMap } from 'maplibre-gl'
import { type Insets, layerGroups, openGround, showGroup, type LayerGroup, viewOf } from '../../../map/ground'
import { InkTrails } from '../../../map/ink-trails'
import { InkCanvas } from '../../../map/live-ink'
import { lookOf } from '../../../map/look'
import { project, type View, widthScale } from '../../../map/view'
import { middleOf } from '../state/acts'
import type { Desk } from '../state/desk.svelte'
import { say } from '../words'
import { BY_HAND, Follower } from './follower'
import { Hand } from './hand'
import { Nudge } from './nudge'
import { Stage } from './stage'
import type { Look, Thing } from '../../../live/session'

export interface Screens {
  readonly ground: HTMLDivElement
  readonly others: HTMLCanvasElement
  readonly own: HTMLCanvasElement
}

export interface Watch {
  see(view: View): void
  hover(x: number | undefined, y?: number): void
  idle(): void
  readonly helpId: string
}

/** The map once it is there, and what the panels ask of it. */
export interface OpenStage {
  readonly stage: Stage
  readonly hand: Hand
  readonly nudge: Nudge
  readonly follower: Follower
  /** What the map shows between the papers. */
  look(): Look
  groups(): LayerGroup[]
  showGroup(group: LayerGroup, isVisible: boolean): void
  centre(thing: Thing): void
  zoom(by: number): void
  whole(): void
  close(): void
}

const EXPIRE_MS = 1000

/** Fetch the map, lay the ink over it, and connect hands and session to them. */
export async function openStage(desk: Desk, screens: Screens, watch: Watch, signal: AbortSignal): Promise<OpenStage> {
  const map = await openGround(screens.ground, { ...desk.props.map, locale: localeOf(), insets: insetsOf(desk) })
  await styleOf(map)
  signal.throwIfAborted()
  nameCanvas(map, watch.helpId)
  const stage = new Stage(map, new InkCanvas(screens.own, { isImmediate: true }), desk)
  const hand = new Hand(stage, map.getCanvasContainer(), (at) => watch.hover(at?.[0], at?.[1]))
  const closeTrails = followOthers(stage, new InkCanvas(screens.others, { isImmediate: false }), hand)
  const unsubscribe = desk.session.subscribe((event) => {
    if (event.kind === 'things') stage.take(event.changed, event.reset)
  })
  map.on('move', () => watch.see(stage.view))
  map.on('resize', () => watch.see(stage.view))
  map.once('idle', () => stage.ink.whenDone(() => watch.idle()))
  watch.see(stage.view)
  stage.lay()
  const close = (): void => [unsubscribe, closeTrails, () => hand.close(), () => stage.ink.close(), () => map.remove()].forEach((end) => end())
  const follower = new Follower(map, () => hand.isBusy, () => insetsOf(desk))
  return { stage, hand, nudge: new Nudge(stage), follower, close, ...gesturesOf(map, desk) }
}

function gesturesOf(map: GroundMap, desk: Desk) {
  return {
    groups: () => layerGroups(map),
    showGroup: (group: LayerGroup, isVisible: boolean) => showGroup(map, group, isVisible),
    zoom: (by: number) => void map.easeTo({ zoom: map.getZoom() + by, duration: 200 }, BY_HAND),
    look: () => lookOf(viewOf(map), insetsOf(desk)),
    whole: () => void map.fitBounds([...desk.props.map.bounds], { padding: { ...insetsOf(desk) } }, BY_HAND),
    centre: (thing: Thing) => {
      const middle = middleOf(thing)
      if (middle) map.easeTo({ center: [middle[0], middle[1]], offset: middleOfRoom(insetsOf(desk)), duration: 350 }, BY_HAND)
    },
  }
}

/** The ink of the others on its canvas, drawn again when they or the map move. */
function followOthers(stage: Stage, canvas: InkCanvas, hand: Hand): () => void {
  const trails = new InkTrails()
  const { desk, map } = stage
  const draw = (): void => {
    canvas.clear()
    const { view } = stage
    for (const { pencil, shape, overlay, places } of trails.list) {
      const { color, width } = desk.pencilOf(pencil)
      if (!desk.sheetOf(overlay).isVisible) continue
      canvas.line(places.map((place) => project(view, place)), { color, width: (shape === 'area' ? 2.2 : width) * widthScale(view.zoom) })
    }
  }
  const fit = (): void => {
    const { width, height } = stage.view
    for (const one of [canvas, stage.own]) one.fit(width, height)
    hand.redrawInk()
    draw()
  }
  const unsubscribe = desk.session.subscribe((event) => {
    if (event.kind === 'ink') {
      for (const one of event.ink) trails.hear(one, performance.now())
      draw()
    } else if (event.kind === 'things' && [...event.changed.keys()].filter((id) => trails.arrived(id)).length > 0) draw()
  })
  const timer = setInterval(() => trails.expire(performance.now()) && draw(), EXPIRE_MS)
  map.on('resize', fit)
  map.on('move', draw)
  fit()
  return () => (unsubscribe(), clearInterval(timer))
}

/** What the tray, the bar and an open panel hide of the map; the same widths as in table.css. */
function insetsOf(desk: Desk): Insets {
  const isWide = matchMedia('(min-width: 56.25rem)').matches
  const isOpen = desk.panel !== undefined || desk.selectedId !== undefined
  if (isWide) return { top: 84, right: isOpen ? 392 : 40, bottom: 48, left: 288 }
  return { top: 80, right: 24, bottom: isOpen ? innerHeight * 0.5 : 190, left: 24 }
}

const middleOfRoom = ({ top, right, bottom, left }: Insets): [number, number] => [(left - right) / 2, (top - bottom) / 2]

const styleOf = (map: GroundMap): Promise<void> =>
  new Promise((resolve) => (map.isStyleLoaded() ? resolve() : map.once('style.load', () => resolve())))

function nameCanvas(map: GroundMap, helpId: string): void {
  map.getCanvas().setAttribute('aria-describedby', helpId)
}

const localeOf = (): Record<string, string> => ({
  'Map.Title': say.mapName,
  'AttributionControl.ToggleAttribution': say.attribution,
  'AttributionControl.MapFeedback': say.attribution,
  'ScaleControl.Meters': 'm',
  'ScaleControl.Kilometers': 'km',
})
