import type { Map as GroundMap } from 'maplibre-gl'
import type { SeatInk } from '../../contract/live'
import type { Thing } from '../../live/session'
import type { Pixel } from '../../geometry/types'
import { openGround, viewOf } from '../../map/ground'
import { Board, UNKNOWN_PENCIL } from '../../map/ink/board'
import { haloSheet } from '../../map/ink/halo'
import { InkLayer } from '../../map/ink/ink-layer'
import type { Sheet } from '../../map/ink/sheet'
import { InkTrails } from '../../map/ink-trails'
import { InkCanvas } from '../../map/live-ink'
import { type Bounds, project, toMercator, unproject, type View, widthScale } from '../../map/view'
import type { Changes } from './flat'
import type { WallProps } from './props'
import type { Onlooker, TableOnWall } from './table-on-wall.svelte'

/** Lines are drawn wider than at the table: they are read from the back of the room. */
const WIDER = 1.7
const PAPER = [0.965, 0.945, 0.902] as const
const PADDING = 26
/** Blueprint blue, which no pencil of the usual legends has. */
const HALO = '#0b3d6b'
const MOVE_MS = 3500
const EXPIRE_MS = 1000

export interface Tip {
  readonly key: string
  readonly table: TableOnWall
  readonly at: Pixel
}

export interface StageWatch {
  see(view: View): void
  /** Where hands are drawing now. */
  tips(tips: readonly Tip[]): void
  idle(): void
}

/** One map of the wall, with one table or several on it, each a sheet of tracing paper. */
export class WallStage implements Onlooker {
  readonly #layer = new InkLayer(viewOf)
  readonly #boards = new Map<TableOnWall, Board>()
  readonly #trails = new Map<TableOnWall, InkTrails>()
  readonly #ends: (() => void)[]
  #halo: Sheet | undefined

  constructor(
    readonly map: GroundMap,
    private readonly canvas: InkCanvas,
    private readonly tables: readonly TableOnWall[],
    bounds: Bounds,
    private readonly watch: StageWatch,
    /** Pixels that a title hides at the top. */
    private readonly hidden: number,
  ) {
    const origin = toMercator([(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2])
    for (const table of tables) {
      this.#boards.set(table, new Board(origin))
      this.#trails.set(table, new InkTrails())
    }
    this.takePencils()
    map.addLayer(this.#layer)
    const timer = setInterval(() => this.#expire(), EXPIRE_MS)
    this.#ends = [() => clearInterval(timer), ...tables.map((table) => table.watch(this)), () => map.remove()]
    map.on('move', () => this.#moved())
    map.on('resize', () => this.#fit())
    map.once('idle', () => watch.idle())
    this.#fit()
  }

  get view(): View {
    return viewOf(this.map)
  }

  /** What is well in view: the edges belong to the frame. */
  get shown(): Bounds {
    const { view } = this
    const [west, north] = unproject(view, [PADDING / 2, PADDING / 2 + this.hidden])
    const [east, south] = unproject(view, [view.width - PADDING / 2, view.height - PADDING / 2])
    return [west, south, east, north]
  }

  look([west, south, east, north]: Bounds, isStill: boolean): void {
    const padding = { top: PADDING + this.hidden, right: PADDING, bottom: PADDING, left: PADDING }
    this.map.fitBounds([west, south, east, north], { padding, maxZoom: 16, animate: !isStill, duration: MOVE_MS, linear: true, essential: true })
  }

  /** The legends changed: colours and widths are in the meshes. */
  takePencils(): void {
    for (const [table, board] of this.#boards) {
      board.pencils = table.status.table.pencils.map((pencil) => ({ ...pencil, width: pencil.width * WIDER }))
      board.rebuild(table.flat.things)
    }
    this.#lay()
  }

  /** Ring a thing of the first table, which is brought to the wall; undefined rings none. */
  ring(thing: Thing | undefined): void {
    const [table] = this.tables
    const board = table && this.#boards.get(table)
    const pencil = thing && table?.status.table.pencils.find(({ key }) => key === thing.pencil)
    this.#halo = board && thing && pencil ? haloSheet(thing, { ...pencil, width: pencil.width * WIDER }, board.origin, HALO) : undefined
    this.#lay()
  }

  things(table: TableOnWall, changed: Changes, reset: boolean): void {
    this.#boards.get(table)?.apply(changed, table.flat.things, reset)
    const trails = this.#trails.get(table)
    if (trails && [...changed.keys()].filter((id) => trails.arrived(id)).length > 0) this.#drawInk()
    this.#lay()
  }

  ink(table: TableOnWall, ink: readonly SeatInk[]): void {
    for (const one of ink) this.#trails.get(table)?.hear(one, performance.now())
    this.#drawInk()
  }

  close(): void {
    for (const end of this.#ends) end()
  }

  #lay(): void {
    const veil = this.tables.length > 1 ? Math.min(0.12, 0.4 / this.tables.length) : 0
    let below = 0
    const drawn = [...this.#boards.values()].flatMap((board) =>
      [...board.sheets.values()].map((sheet) => {
        const alpha = below++ > 0 ? veil : 0
        return { sheet, opacity: 1, veil: [PAPER[0] * alpha, PAPER[1] * alpha, PAPER[2] * alpha, alpha] as const }
      }),
    )
    this.#layer.sheets = this.#halo ? [...drawn, { sheet: this.#halo, opacity: 1, veil: [0, 0, 0, 0] }] : drawn
    this.map.triggerRepaint()
  }

  #expire(): void {
    const now = performance.now()
    if ([...this.#trails.values()].filter((trails) => trails.expire(now)).length > 0) this.#drawInk()
  }

  #moved(): void {
    this.watch.see(this.view)
    this.#drawInk()
  }

  #fit(): void {
    const { width, height } = this.view
    this.canvas.fit(width, height, this.map.getPixelRatio())
    this.#moved()
  }

  #drawInk(): void {
    const { view } = this
    this.canvas.clear()
    const tips: Tip[] = []
    for (const [table, trails] of this.#trails)
      for (const { object, pencil, shape, places } of trails.list) {
        const { color, width } = table.status.table.pencils.find(({ key }) => key === pencil) ?? UNKNOWN_PENCIL
        const points = places.map((place) => project(view, place))
        this.canvas.line(points, { color, width: (shape === 'area' ? 2.2 : width * WIDER) * widthScale(view.zoom) })
        const at = points.at(-1)
        if (at) tips.push({ key: object, table, at })
      }
    this.watch.tips(tips)
  }
}

export interface StageOptions {
  readonly name: string
  readonly credits: string
  /** How much bigger the map is drawn than on a desk. */
  readonly lean: number
  readonly hidden: number
}

/** The map of the wall, which nobody moves by hand. Throws where the browser cannot draw it. */
export async function openWallStage(
  host: HTMLElement,
  ink: HTMLCanvasElement,
  props: WallProps,
  tables: readonly TableOnWall[],
  options: StageOptions,
  watch: StageWatch,
  signal: AbortSignal,
): Promise<WallStage> {
  const locale = { 'Map.Title': options.name, 'AttributionControl.ToggleAttribution': options.credits, 'ScaleControl.Meters': 'm', 'ScaleControl.Kilometers': 'km' }
  const insets = { top: PADDING, right: PADDING, bottom: PADDING, left: PADDING }
  const map = await openGround(host, { ...props.map, locale, insets })
  map.setPixelRatio(devicePixelRatio * options.lean)
  for (const hand of [map.scrollZoom, map.keyboard, map.doubleClickZoom]) hand.disable()
  map.getCanvas().tabIndex = -1
  map.once('load', () => unfoldCredits(host))
  if (!map.isStyleLoaded()) await new Promise<void>((resolve) => void map.once('style.load', () => resolve()))
  if (signal.aborted) map.remove()
  signal.throwIfAborted()
  return new WallStage(map, new InkCanvas(ink, { isImmediate: false }), tables, props.map.bounds, watch, options.hidden)
}

/** Nobody clicks on a wall: the sources of the map are read without it. */
function unfoldCredits(host: HTMLElement): void {
  const credits = host.querySelector('.maplibregl-ctrl-attrib')
  credits?.classList.add('maplibregl-compact-show')
  credits?.setAttribute('open', '')
}
