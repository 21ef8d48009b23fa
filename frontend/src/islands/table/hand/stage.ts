import type { Map as GroundMap } from 'maplibre-gl'
import type { Thing } from '../../../live/session'
import { Board, ghostsOf } from '../../../map/ink/board'
import { haloSheet } from '../../../map/ink/halo'
import type { LaidSheet } from '../../../map/ink/ink-layer'
import { InkSurface } from '../../../map/ink/ink-surface'
import type { Sheet } from '../../../map/ink/sheet'
import { viewOf } from '../../../map/ground'
import { InkCanvas } from '../../../map/live-ink'
import type { Camera } from '../../../map/pinch'
import { toLonLat, toMercator, type View } from '../../../map/view'
import type { Desk } from '../state/desk.svelte'
import { BY_HAND } from './follower'

/** Each sheet above the first lays a little paper over what is below: lower sheets fade, as under tracing paper. */
const VEIL = 0.14
/** Blueprint blue, which no pencil of the usual legends has. */
const HALO = '#0b3d6b'
/** Ghosts: what was erased. */
const PALE = 0.6
const BARE = [0, 0, 0, 0] as const
const PAPER = [0.965, 0.945, 0.902] as const

/** Where things are shown: the map, the board of meshes over it, and the canvas of one's own ink. */
export class Stage {
  board: Board
  readonly ink: InkSurface
  /** Things shown otherwise than they are, while a gesture lasts. */
  #previewed: ReadonlyMap<string, Thing | undefined> = new Map()

  constructor(
    readonly map: GroundMap,
    readonly own: InkCanvas,
    readonly desk: Desk,
  ) {
    this.ink = new InkSurface(map, viewOf)
    this.board = this.#newBoard()
  }

  get view(): View {
    return viewOf(this.map)
  }

  get things(): ReadonlyMap<string, Thing> {
    return this.desk.session.things
  }

  lookAt({ center, zoom }: Camera): void {
    const [lng, lat] = toLonLat(center)
    this.map.jumpTo({ center: [lng, lat], zoom }, BY_HAND)
  }

  take(changed: ReadonlyMap<string, Thing | undefined>, reset: boolean): void {
    this.board.apply(changed, this.things, reset)
    if (this.#previewed.size > 0) this.board.apply(this.#previewed, this.things, false)
    if (reset || this.board.isDirty) this.lay()
  }

  /** Show or hide what was erased: ghosts weigh on the board only where someone wants to see them. */
  showErased(isShown: boolean): void {
    if (this.board.showsErased === isShown) return
    this.board = this.#newBoard(isShown)
    this.lay()
  }

  /** The legend changed: colours and widths are in the meshes. */
  takePencils(): void {
    if (this.board.pencils === this.desk.pencils) return
    this.board.pencils = this.desk.pencils
    this.board.rebuild(this.things)
    this.lay()
  }

  /** Show some things otherwise for a while; an empty map shows them as they are. */
  preview(changed: ReadonlyMap<string, Thing | undefined>): void {
    const back = new Map([...this.#previewed.keys()].filter((id) => !changed.has(id)).map((id) => [id, this.things.get(id)]))
    this.#previewed = changed
    this.board.apply(new Map([...back, ...changed]), this.things, false)
    this.lay()
  }

  /** Stack the sheets as the table orders them and this screen shows them, then draw. */
  lay(): void {
    let below = 0
    const sheets: LaidSheet[] = this.desk.stack.flatMap(({ id }) => {
      const sheet = this.board.sheets.get(id)
      const ghosts = this.board.sheets.get(ghostsOf(id))
      const { isVisible, opacity } = this.desk.sheetOf(id)
      if (!isVisible) return []
      const pale = ghosts ? [{ sheet: ghosts, opacity: opacity * PALE, veil: BARE }] : []
      if (!sheet) return pale
      const alpha = below++ > 0 ? VEIL * opacity : 0
      return [...pale, { sheet, opacity, veil: [PAPER[0] * alpha, PAPER[1] * alpha, PAPER[2] * alpha, alpha] as const }]
    })
    const halo = this.#halo()
    this.ink.sheets = halo ? [...sheets, { sheet: halo, opacity: 1, veil: BARE }] : sheets
  }

  #halo(): Sheet | undefined {
    const id = this.desk.selectedId
    const thing = id === undefined ? undefined : (this.#previewed.get(id) ?? this.things.get(id))
    if (!thing || !this.isSeen(thing)) return undefined
    return haloSheet(thing, this.desk.pencilOf(thing.pencil), this.board.origin, HALO)
  }

  /** Stands, on an overlay that shows. */
  isShown(thing: Thing): boolean {
    return !thing.erased && this.isSeen(thing)
  }

  /** Stands or haunts, on an overlay that shows. */
  isSeen(thing: Thing): boolean {
    const { isVisible, opacity } = this.desk.sheetOf(thing.overlay)
    return isVisible && opacity > 0 && (!thing.erased || this.desk.showsErased)
  }

  #newBoard(showsErased = false): Board {
    const [west, south, east, north] = this.desk.props.map.bounds
    const board = new Board(toMercator([(west + east) / 2, (south + north) / 2]), showsErased)
    board.pencils = this.desk.pencils
    board.rebuild(this.things)
    return board
  }
}
