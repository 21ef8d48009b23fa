import type { Map as GroundMap } from 'maplibre-gl'
import { decodeTrace } from '../../geometry/trace'
import type { LonLat } from '../../geometry/types'
import type { Changes } from '../../live/pending'
import type { Thing } from '../../live/session'
import { type Insets, openGround, viewOf } from '../../map/ground'
import { Board, ghostsOf } from '../../map/ink/board'
import { InkLayer, type LaidSheet } from '../../map/ink/ink-layer'
import { toMercator, type View } from '../../map/view'
import type { Player } from './player.svelte'
import { collegesBySeat, inks, OPEN_SIEVE, type Sieve, sifted } from './sieve'
import { say } from './words'

const VEIL = 0.14
const PALE = 0.6
const BARE = [0, 0, 0, 0] as const
const PAPER = [0.965, 0.945, 0.902] as const

export interface Note {
  readonly thing: Thing
  readonly place: LonLat
}

export interface StageWatch {
  see(view: View): void
  /** What stands changed. */
  shown(count: number, notes: readonly Note[]): void
}

/** The map of the replay: the same board and ink as at the table, fed by the reel. */
export class ReplayStage {
  readonly layer = new InkLayer(viewOf)
  #board: Board
  #sieve: Sieve = OPEN_SIEVE
  /** Everything the sieve lets through, erased things included. */
  readonly #shown = new Map<string, Thing>()
  readonly #notes = new Map<string, Note>()
  #standing = 0
  readonly #colleges: ReadonlyMap<number, string>
  readonly #stop: () => void

  constructor(
    readonly map: GroundMap,
    private readonly player: Player,
    private readonly watch: StageWatch,
  ) {
    this.#colleges = collegesBySeat(player.props.people)
    this.#board = this.#newBoard(false)
    map.addLayer(this.layer)
    map.on('move', () => watch.see(this.view))
    map.on('resize', () => watch.see(this.view))
    this.#stop = player.watch((changes) => this.#take(changes))
    this.sift(OPEN_SIEVE)
    watch.see(this.view)
  }

  get view(): View {
    return viewOf(this.map)
  }

  sift(sieve: Sieve): void {
    this.#sieve = sieve
    this.#shown.clear()
    this.#notes.clear()
    this.#standing = 0
    for (const [id, thing] of this.player.reel.things) this.#put(id, thing)
    this.#board.rebuild(this.#shown)
    this.#lay()
  }

  showErased(isShown: boolean): void {
    if (this.#board.showsErased === isShown) return
    this.#board = this.#newBoard(isShown)
    this.#board.rebuild(this.#shown)
    this.#lay()
  }

  close(): void {
    this.#stop()
    this.map.remove()
  }

  #take(changes: Changes): void {
    const sifted = new Map([...changes].map(([id, thing]) => [id, this.#put(id, thing)]))
    this.#board.apply(sifted, this.#shown, false)
    this.#lay()
  }

  #put(id: string, thing: Thing | undefined): Thing | undefined {
    const before = this.#shown.get(id)
    const now = sifted(thing, this.#sieve, this.#colleges)
    if (before && !before.erased) this.#standing--
    if (now && !now.erased) this.#standing++
    if (now) this.#shown.set(id, now)
    else this.#shown.delete(id)
    const place = now?.shape === 'note' && !now.erased ? decodeTrace(now.trace)[0] : undefined
    if (now && place) this.#notes.set(id, { thing: now, place })
    else this.#notes.delete(id)
    return now
  }

  #lay(): void {
    let below = 0
    this.layer.sheets = this.player.props.table.overlays.flatMap(({ id }): LaidSheet[] => {
      const sheet = this.#board.sheets.get(id)
      const ghosts = this.#board.sheets.get(ghostsOf(id))
      const alpha = sheet && below++ > 0 ? VEIL : 0
      return [
        ...(ghosts ? [{ sheet: ghosts, opacity: PALE, veil: BARE }] : []),
        ...(sheet ? [{ sheet, opacity: 1, veil: [PAPER[0] * alpha, PAPER[1] * alpha, PAPER[2] * alpha, alpha] as const }] : []),
      ]
    })
    this.watch.shown(this.#standing, [...this.#notes.values()])
    this.map.triggerRepaint()
  }

  #newBoard(showsErased: boolean): Board {
    const { map, table, colleges } = this.player.props
    const [west, south, east, north] = map.bounds
    const board = new Board(toMercator([(west + east) / 2, (south + north) / 2]), showsErased)
    board.pencils = inks(table.pencils, colleges)
    return board
  }
}

/** Throws where the browser cannot draw a map. */
export async function openReplayStage(host: HTMLElement, player: Player, insets: Insets, watch: StageWatch, signal: AbortSignal): Promise<ReplayStage> {
  const locale = { 'Map.Title': say.mapName, 'AttributionControl.ToggleAttribution': say.credits, 'ScaleControl.Meters': 'm', 'ScaleControl.Kilometers': 'km' }
  const map = await openGround(host, { ...player.props.map, locale, insets })
  map.dragPan.enable()
  map.touchZoomRotate.enable()
  map.touchZoomRotate.disableRotation()
  if (!map.isStyleLoaded()) await new Promise<void>((resolve) => void map.once('style.load', () => resolve()))
  if (signal.aborted) map.remove()
  signal.throwIfAborted()
  return new ReplayStage(map, player, watch)
}
