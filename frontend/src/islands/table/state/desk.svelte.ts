import type { LonLat } from '../../../geometry/types'
import { newsOf } from '../../../live/phase'
import type { Act, Overlay, Pencil, Person, SessionEvent, SessionState, TableProps, TableSession, TableWord, Thing } from '../../../live/session'
import { UNKNOWN_PENCIL } from '../../../map/ink/board'
import { Roster } from '../../pilot/roster.svelte'
import { objectsWaiting } from '../../../live/held'
import { restorable } from '../ghosts'
import { phaseSentence } from '../phase-words'
import { mayOpen, whyNoChange, whyNoDrawingOn } from '../rights'
import { erasureOf, refusalSentence, sentenceOf, type Speakers } from '../sentences'
import { say } from '../words'
import { spokenBy } from './acts'
import { isKeptLeading, keepLeading, loadPrefs, PLAIN_SHEET, savePrefs, type SheetPref } from './prefs'
import { type Holding, type Panel, type Shape, stillInLegend, take, takeShape, type Tool } from './tools'

/** A note being written: a new one at a place, a new one without, or the text of one that exists. */
export type NoteDraft = { readonly place?: LonLat; readonly thing?: Thing; readonly pencil?: string; readonly text?: string }
export interface Toast {
  readonly id: number
  readonly text: string
}

const ANNOUNCE_MS = 4000
const LIST_MS = 250
const TOAST_MS = 8000

/** The screen's state: what is in the hand, what is open, what was said. The map reads it and writes to it. */
export class Desk {
  status: SessionState = $state.raw() as SessionState
  held: Holding = $state.raw({ tool: 'hand', pencilKey: '', shape: 'stroke' })
  overlayId = $state(0)
  eraserCuts = $state(true)
  eraserRadius = $state(14)
  selectedId: string | undefined = $state()
  panel: Panel | undefined = $state()
  dialog: 'help' | 'invite' | undefined = $state()
  draft: NoteDraft | undefined = $state.raw()
  /** Whose words a scribe writes: a seat without a screen, 0 for the table as a whole, undefined for one's own. */
  voice: number | undefined = $state()
  showsCursors = $state(true)
  /** This screen, and no other of the same seat, shows the way. */
  isLeading = $state(false)
  /** What was erased is shown too, as ghosts. */
  showsErased = $state(false)
  toasts: readonly Toast[] = $state.raw([])
  spoken = $state('')
  /** Grows, a few times a second at most, when things change. */
  revision = $state(0)
  /** Grows with it, but only when a note may have changed: among twenty thousand things, notes are looked for seldom. */
  notesRevision = $state(0)
  sheets: Readonly<Record<number, SheetPref>> = $state.raw({})

  /** Names, for those who keep the table. */
  roster: Roster | undefined = $state.raw()

  /** Apart from the rest: the state changes with every stroke, these seldom. */
  readonly table: TableWord = $derived(this.status.table)
  readonly seated: readonly Person[] = $derived(this.status.people)
  readonly pencils = $derived(this.table.pencils)
  /** Everyone at the table; keepers read names where others are told colleges. */
  readonly people: readonly Person[] = $derived(this.roster?.named(this.seated) ?? this.seated)
  /** The sheets as they lie here: the one of the phase above the others. */
  readonly stack: readonly Overlay[] = $derived(this.#stacked())
  readonly pencil: Pencil = $derived(this.pencilOf(this.held.pencilKey))
  readonly reason = $derived(whyNoDrawingOn(this.overlayId, this.status, say))
  readonly waiting = $derived(objectsWaiting(this.status.held))
  readonly selected: Thing | undefined = $derived(this.#look(this.revision, this.selectedId, this.showsErased))

  #notesChanged = false
  #pendingRevision: ReturnType<typeof setTimeout> | undefined
  #additions = 0
  #announcing: ReturnType<typeof setTimeout> | undefined
  #known = new Set<string>()
  #toastId = 0

  constructor(
    readonly props: TableProps,
    readonly session: TableSession,
  ) {
    this.roster = props.pilot ? new Roster(props.pilot) : undefined
    this.status = session.state
    this.sheets = loadPrefs(props.session.storageKey)
    this.#bringForward()
    this.#takeTable()
    this.isLeading = isKeptLeading(props.session.storageKey) && session.state.table.lead?.seat === session.state.seat
    const [first] = this.pencils
    if (first) this.held = this.reason ? { ...take(first), tool: 'hand' } : take(first)
    this.#known = new Set(session.things.keys())
    if (!session.state.keepsUnsaved) this.toast(say.notKept)
  }

  get speakers(): Speakers {
    const { table, seat } = this.status
    return { people: this.people, pencils: table.pencils, colleges: this.props.colleges, mySeat: seat, lang: document.documentElement.lang || 'fr' }
  }

  hear(event: SessionEvent): void {
    if (event.kind === 'state') this.#takeState(event.state)
    if (event.kind === 'things') this.#takeThings(event.changed, event.reset)
    if (event.kind === 'refused') this.toast(refusalSentence(event.code, say))
  }

  pencilOf(key: string): Pencil {
    return this.pencils.find((pencil) => pencil.key === key) ?? UNKNOWN_PENCIL
  }

  sheetOf(overlay: number): SheetPref {
    return this.sheets[overlay] ?? PLAIN_SHEET
  }

  laySheet(overlay: number, pref: Partial<SheetPref>): void {
    this.sheets = { ...this.sheets, [overlay]: { ...this.sheetOf(overlay), ...pref } }
    savePrefs(this.props.session.storageKey, this.sheets)
  }

  takePencil(pencil: Pencil): void {
    this.held = take(pencil)
    this.selectedId = undefined
  }

  takeShape(shape: Shape): void {
    this.held = takeShape(shape, this.pencils, this.held)
    this.selectedId = undefined
  }

  takeTool(tool: Tool): void {
    this.held = { ...this.held, tool }
    if (tool !== 'select') this.selectedId = undefined
  }

  whyNoChange(thing: Thing): string | undefined {
    return whyNoChange(thing, this.status, say)
  }

  /** Open a panel, or close it; only those that this screen may open. */
  flip(panel: Panel): void {
    if (mayOpen(panel, this.status)) this.panel = this.panel === panel ? undefined : panel
  }

  act(acts: readonly Act[], said?: string): void {
    if (acts.length === 0) return
    this.session.act(spokenBy(this.voice, acts))
    if (said) this.say(said)
  }

  undo(): void {
    if (!this.status.canUndo) return
    this.session.undo()
    this.say(say.undone)
  }

  redo(): void {
    if (!this.status.canRedo) return
    this.session.redo()
    this.say(say.redone)
  }

  showErased(isShown: boolean): void {
    this.showsErased = isShown
    this.say(isShown ? say.ghostsShown(restorable(this.session.things).length) : say.ghostsHidden)
  }

  sentence(thing: Thing): string {
    const now = Date.now()
    const sentence = sentenceOf(thing, this.speakers, say, now)
    if (thing.erased) return `${sentence} ; ${erasureOf(thing, this.speakers, say, now)}`
    return this.waiting.has(thing.id) ? `${sentence}, ${say.waits}` : sentence
  }

  /** For screen readers; the same words twice are said twice. */
  say(text: string): void {
    this.spoken = text === this.spoken ? `${text}\u00a0` : text
  }

  toast(text: string): void {
    if (this.toasts.some((one) => one.text === text)) return
    const id = ++this.#toastId
    this.toasts = [...this.toasts, { id, text }].slice(-3)
    setTimeout(() => this.dropToast(id), TOAST_MS)
  }

  leadFromHere(isLeading: boolean): void {
    this.isLeading = isLeading
    keepLeading(this.props.session.storageKey, isLeading)
  }

  dropToast(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id)
  }

  close(): void {
    clearTimeout(this.#pendingRevision)
    clearTimeout(this.#announcing)
  }

  #look(_revision: number, id: string | undefined, showsErased: boolean): Thing | undefined {
    const thing = id === undefined ? undefined : this.session.things.get(id)
    return thing?.erased && !showsErased ? undefined : thing
  }

  #takeState(state: SessionState): void {
    const before = this.status.table
    if (state.inbox.length > this.status.inbox.length) this.say(say.inboxHolds(state.inbox.length))
    this.status = state
    if (state.table !== before) this.#hearFacilitator(before)
    if (!mayOpen('scribe', state)) this.voice = undefined
    this.#takeTable()
    if (!state.table.shows_names) this.roster?.meet(state.people)
  }

  #hearFacilitator(before: TableWord): void {
    const { table, clockOffsetMs } = this.status
    const news = newsOf(before.phase, table.phase)
    if (news === 'began') this.#bringForward()
    if (news) this.say(phaseSentence(news, table.phase, Date.now() + (clockOffsetMs ?? 0), say))
    if (before.own_work_only !== table.own_work_only) this.say(table.own_work_only ? say.othersWork : say.sharedWork)
  }

  /** The sheet of the phase: seen, and the one to draw on. */
  #bringForward(): void {
    const overlay = this.status.table.phase?.overlay
    if (!overlay) return
    this.overlayId = overlay
    this.laySheet(overlay, { isVisible: true, opacity: 1 })
  }

  #stacked(): readonly Overlay[] {
    const { overlays, phase } = this.table
    const isForward = ({ id }: Overlay): boolean => id === phase?.overlay
    return [...overlays.filter((one) => !isForward(one)), ...overlays.filter(isForward)]
  }

  /** The facilitator changed the table: keep a pencil and an overlay that exist. */
  #takeTable(): void {
    const { pencils, overlays } = this.status.table
    this.held = stillInLegend(pencils, this.held)
    if (overlays.some(({ id }) => id === this.overlayId)) return
    this.overlayId = (overlays.findLast(({ is_locked }) => !is_locked) ?? overlays.at(-1))?.id ?? 0
  }

  #takeThings(changed: ReadonlyMap<string, Thing | undefined>, reset: boolean): void {
    for (const [id, thing] of changed) {
      if (!reset && thing && !thing.parent && thing.seat !== this.status.seat && !this.#known.has(id)) this.#additions++
      this.#known.add(id)
      this.#notesChanged ||= thing?.shape !== 'stroke'
    }
    this.#notesChanged ||= reset
    if (this.#additions > 0) this.#announcing ??= setTimeout(() => this.#announce(), ANNOUNCE_MS)
    this.#pendingRevision ??= setTimeout(() => this.#revise(), LIST_MS)
  }

  #revise(): void {
    this.#pendingRevision = undefined
    this.revision++
    if (this.#notesChanged) this.notesRevision++
    this.#notesChanged = false
  }

  #announce(): void {
    this.say(say.additions(this.#additions))
    this.#additions = 0
    this.#announcing = undefined
  }
}
