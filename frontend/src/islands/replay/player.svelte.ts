import { decodeTrace } from '../../geometry/trace'
import type { LonLat } from '../../geometry/types'
import type { Entry } from '../../live/fold'
import type { Changes } from '../../live/pending'
import { type Chapter, chaptersOf } from './chapters'
import { journalPages } from './pages'
import type { ReplayProps } from './props'
import { Reel } from './reel'
import { SPEEDS, Tempo } from './tempo'
import { Teller } from './telling'
import { say } from './words'

/** Longest step of the clock: a tab that slept does not jump to the end. */
const LONGEST_FRAME_MS = 250
const TOLD_MS = 4_000

type Onlooker = (changes: Changes) => void

/** The replay's state: the journal wound to a place, and the clock that winds it. */
export class Player {
  /** How many gestures are there. */
  count = $state(0)
  total = $state(0)
  isReading = $state(true)
  hasFailed = $state(false)
  isPlaying = $state(false)
  speed = $state(1)
  shortensWaits = $state(true)
  chapters: readonly Chapter[] = $state.raw([])
  /** Where the map should look, once. */
  looksAt: LonLat | undefined = $state.raw()
  /** For screen readers. */
  told = $state('')
  readonly reel = new Reel()
  readonly teller: Teller
  #tempo = new Tempo([], true)
  #when = 0
  #frame = 0
  #lastMs = 0
  #toldMs = 0
  #toldCount = 0
  readonly #onlookers = new Set<Onlooker>()

  constructor(readonly props: ReplayProps) {
    this.teller = new Teller(props, say, document.documentElement.lang || 'fr')
  }

  get now(): Entry | undefined {
    return this.reel.entries[this.count - 1]
  }

  /** What the last gestures were, the newest first. */
  sentences(most: number): { readonly count: number; readonly hour: string; readonly words: string }[] {
    const found = []
    for (let count = this.count; count > Math.max(0, this.count - most); count--) {
      const entry = this.reel.entries[count - 1]
      if (entry) found.push({ count, hour: this.teller.hour(entry.at), words: this.#sentence(entry) })
    }
    return found
  }

  watch(onlooker: Onlooker): () => void {
    this.#onlookers.add(onlooker)
    return () => this.#onlookers.delete(onlooker)
  }

  /** Read the whole journal; one may look at what has come meanwhile. */
  async read(signal: AbortSignal): Promise<void> {
    const { journalUrl, epoch, pageEntries } = this.props
    try {
      for await (const entries of journalPages(journalUrl, epoch, pageEntries, signal)) {
        this.reel.add(entries)
        this.total = this.reel.entries.length
      }
    } catch {
      this.hasFailed = !signal.aborted
    }
    this.isReading = false
    this.chapters = chaptersOf(this.reel.entries, this.props.table.overlays, this.props.moments, say)
    this.#keepTime()
    this.speed = this.#tempo.fairSpeed
    this.#goToBirth(new URLSearchParams(location.search).get('trait') ?? '')
  }

  /** Somebody came to see this very thing being drawn: the lineage of a decision led here. */
  #goToBirth(id: string): void {
    const count = this.reel.birthOf(id)
    if (count === 0) return
    this.goTo(count)
    const thing = this.reel.things.get(id)
    this.looksAt = thing && decodeTrace(thing.trace)[0]
  }

  goTo(count: number): void {
    this.#wind(count)
    this.#when = this.#tempo.whenOf(this.count)
    if (!this.isPlaying) this.#tell()
  }

  step(by: number): void {
    this.pause()
    this.goTo(this.count + by)
  }

  chapter(way: 1 | -1): void {
    const found = way > 0 ? this.chapters.find(({ count }) => count > this.count) : this.chapters.findLast(({ count }) => count < this.count)
    this.goTo(found?.count ?? (way > 0 ? this.total : 0))
  }

  faster(way: 1 | -1): void {
    const next = SPEEDS[SPEEDS.indexOf(this.speed as (typeof SPEEDS)[number]) + way]
    if (next) this.speed = next
  }

  shorten(isOn: boolean): void {
    this.shortensWaits = isOn
    this.#keepTime()
  }

  flip(): void {
    if (this.isPlaying) this.pause()
    else this.play()
  }

  play(): void {
    if (this.total === 0 || this.isReading) return
    if (this.count >= this.total) this.goTo(0)
    this.isPlaying = true
    this.#lastMs = performance.now()
    this.#toldMs = this.#lastMs
    this.#toldCount = this.count
    this.#frame = requestAnimationFrame((nowMs) => this.#advance(nowMs))
  }

  pause(): void {
    if (!this.isPlaying) return
    this.isPlaying = false
    cancelAnimationFrame(this.#frame)
    this.#tell()
  }

  close(): void {
    this.isPlaying = false
    cancelAnimationFrame(this.#frame)
  }

  #advance(nowMs: number): void {
    if (!this.isPlaying) return
    this.#when += Math.min(LONGEST_FRAME_MS, Math.max(0, nowMs - this.#lastMs)) * this.speed
    this.#lastMs = nowMs
    this.#wind(this.#tempo.countAt(this.#when))
    if (this.count >= this.total) return this.#end()
    if (nowMs - this.#toldMs > TOLD_MS) this.#tellMeanwhile(nowMs)
    this.#frame = requestAnimationFrame((next) => this.#advance(next))
  }

  #wind(count: number): void {
    const changes = this.reel.goTo(count)
    this.count = this.reel.count
    if (changes.size > 0) for (const onlooker of this.#onlookers) onlooker(changes)
  }

  #end(): void {
    this.isPlaying = false
    this.told = say.over
  }

  #tell(): void {
    const entry = this.now
    this.told = entry ? `${this.teller.hour(entry.at)}, ${this.#sentence(entry)}` : say.start
  }

  #tellMeanwhile(nowMs: number): void {
    const entry = this.now
    if (entry && this.count > this.#toldCount) this.told = say.meanwhile(this.count - this.#toldCount, this.teller.hour(entry.at))
    this.#toldMs = nowMs
    this.#toldCount = this.count
  }

  #keepTime(): void {
    this.#tempo = new Tempo(this.reel.entries.map(({ at }) => at), this.shortensWaits)
    this.#when = this.#tempo.whenOf(this.count)
  }

  #sentence(entry: Entry): string {
    return this.teller.sentence(entry, this.reel.things.get(entry.operation.object))
  }
}
