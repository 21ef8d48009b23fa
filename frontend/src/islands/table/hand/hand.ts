import { nearestTarget } from '../../../geometry/hit-test'
import type { Pixel } from '../../../geometry/types'
import type { Thing } from '../../../live/session'
import { candidates, targetOf } from '../../../map/ink/pick'
import { follow, grip, type Grip } from '../../../map/pinch'
import { unproject, type View } from '../../../map/view'
import { putAct } from '../state/acts'
import { pullsInk } from '../state/tools'
import { say } from '../words'
import { type Contact, Contacts } from './contacts'
import { EraserGesture } from './eraser-gesture'
import { type Gesture, sampleOf, samplesOf } from './gesture'
import { MoveGesture } from './move-gesture'
import { PencilGesture } from './pencil-gesture'
import type { Stage } from './stage'

const TAP_PX = 8
const CURSOR_MS = 80
const MEANT_MS = 250
/** What browsers say again of a pointer: the map has no use for it, and would measure the page to hear it. */
const SAID_TWICE = ['mousedown', 'mousemove', 'mouseup', 'mouseover', 'mouseout', 'click', 'dblclick'] as const

interface Pull {
  readonly id: number
  readonly from: Pixel
  readonly timeMs: number
  readonly gesture: Gesture | undefined
}

/** Pointers on the board, turned into gestures. */
export class Hand {
  readonly contacts = new Contacts()
  spaceHeld = false
  #pull: Pull | undefined
  #grip: Grip | undefined
  #view: View
  #cursorMs = 0
  readonly #over = new AbortController()

  constructor(
    private readonly stage: Stage,
    private readonly host: HTMLElement,
    private readonly onHover: (at: Pixel | undefined) => void,
  ) {
    this.#view = stage.view
    const listen = <K extends keyof HTMLElementEventMap>(name: K, hear: (event: HTMLElementEventMap[K]) => void): void =>
      host.addEventListener(name, hear, { signal: this.#over.signal })
    listen('pointerdown', (event) => this.#press(event))
    listen('pointermove', (event) => this.#move(event))
    listen('pointerup', (event) => this.#release(event, true))
    listen('pointercancel', (event) => this.#release(event, false))
    listen('lostpointercapture', (event) => this.#release(event, false))
    listen('pointerleave', () => this.#leave())
    for (const name of SAID_TWICE)
      host.addEventListener(name, (event) => event.stopImmediatePropagation(), { capture: true, signal: this.#over.signal })
    stage.map.on('move', this.#follow)
  }

  /** Something is being drawn, pulled or moved now. */
  get isBusy(): boolean {
    return this.#pull !== undefined || this.#grip !== undefined
  }

  /** Put down what is being done. */
  drop(): void {
    this.#pull?.gesture?.cancel()
    this.#pull = undefined
  }

  close(): void {
    this.drop()
    this.#over.abort()
    this.stage.map.off('move', this.#follow)
  }

  /** One's own ink again, after the canvas was emptied. */
  redrawInk(): void {
    const gesture = this.#pull?.gesture
    if (gesture instanceof PencilGesture) gesture.redraw()
    else this.stage.own.clear()
  }

  #press(event: PointerEvent): void {
    const { desk } = this.stage
    const origin = this.#origin
    const contact = contactOf(event, origin)
    const inks = pullsInk(desk.held)
    const decision = this.contacts.press(contact, { pullsInk: inks, moves: this.spaceHeld || desk.held.tool === 'hand' })
    if (event.button === 1) event.preventDefault()
    if (decision.cancelsTool) this.drop()
    if (decision.role === 'ignored') return
    this.host.setPointerCapture(event.pointerId)
    this.#regrip()
    if (decision.role !== 'tool') return
    const gesture = this.#gestureFor(contact)
    this.#pull = { id: contact.id, from: contact.at, timeMs: contact.timeMs, gesture }
    gesture?.move([sampleOf(event, origin)])
  }

  #move(event: PointerEvent): void {
    const origin = this.#origin
    const { at } = contactOf(event, origin)
    const role = this.contacts.move(event.pointerId, at)
    this.onHover(event.pointerType === 'touch' && role !== 'tool' ? undefined : at)
    if (role === undefined || role === 'tool') this.#showCursor(at, event.timeStamp)
    if (role === 'move' && this.#grip) this.stage.lookAt(follow(this.#grip, this.stage.view, this.contacts.movers))
    if (role !== 'tool' || this.#pull?.id !== event.pointerId) return
    if (this.#pull.gesture) this.#pull.gesture.move(samplesOf(event, origin))
    else if (apart(at, this.#pull.from) > TAP_PX) this.#slide(event.pointerId)
  }

  /** A tap tool pulled across nothing moves the map. */
  #slide(id: number): void {
    this.#pull = undefined
    this.contacts.becomesMove(id)
    this.#regrip()
  }

  #release(event: PointerEvent, isPlain: boolean): void {
    const role = this.contacts.release(event.pointerId)
    if (role === undefined) return
    this.#regrip()
    const pull = this.#pull
    if (pull?.id !== event.pointerId) return
    this.#pull = undefined
    const isMeant = isPlain || event.pointerType !== 'touch' || event.timeStamp - pull.timeMs > MEANT_MS
    if (pull.gesture) isMeant ? pull.gesture.finish() : pull.gesture.cancel()
    else if (isPlain) this.#tap(pull.from, event.pointerType)
  }

  #gestureFor(contact: Contact): Gesture | undefined {
    const { desk } = this.stage
    const { tool, shape } = desk.held
    if (tool === 'select') return this.#moveOf(contact)
    if (!pullsInk(desk.held) || this.#refuse()) return undefined
    if (tool === 'eraser') return new EraserGesture(this.stage, desk.eraserCuts, desk.eraserRadius)
    return new PencilGesture(this.stage, desk.pencil, shape === 'area' ? 'area' : 'stroke', () => this.#inkGoes())
  }

  #moveOf(contact: Contact): Gesture | undefined {
    const thing = this.#under(contact.at, contact.kind === 'mouse' ? 8 : 18)
    const { desk } = this.stage
    if (!thing || thing.erased || thing.id !== desk.selectedId || desk.whyNoChange(thing)) return undefined
    return new MoveGesture(this.stage, thing, contact.at)
  }

  /** Say why one cannot draw; true where one cannot. */
  #refuse(): boolean {
    const { reason } = this.stage.desk
    if (reason) this.stage.desk.toast(reason)
    return reason !== undefined
  }

  #tap(at: Pixel, pointerType: string): void {
    const { desk, view } = this.stage
    const { tool, shape, pencilKey } = desk.held
    if (tool === 'select') desk.selectedId = this.#under(at, pointerType === 'mouse' ? 8 : 18)?.id
    if (tool !== 'pencil' || this.#refuse()) return
    const place = unproject(view, at)
    if (shape === 'note') desk.draft = { place }
    if (shape !== 'mark') return
    desk.act([putAct({ shape, pencil: pencilKey, overlay: desk.overlayId }, place)], say.drawn(`${say.shapes.mark}, ${desk.pencil.meaning}`))
  }

  #under(at: Pixel, tolerance: number): Thing | undefined {
    const { board, things, view, desk } = this.stage
    const near = candidates(board, things, [at], view, tolerance).filter((thing) => this.stage.isSeen(thing))
    const target = nearestTarget(at, near.map((thing) => targetOf(thing, desk.pencilOf(thing.pencil).width, view)), tolerance)
    return target && things.get(target.id)
  }

  /** The ink stays on its own canvas until the board has drawn it. */
  #inkGoes(): void {
    const { ink } = this.stage
    ink.onDrawn = () => {
      ink.onDrawn = undefined
      this.redrawInk()
    }
    ink.draw()
  }

  #leave(): void {
    this.onHover(undefined)
    this.stage.desk.session.showCursor(false)
  }

  #showCursor(at: Pixel, nowMs: number): void {
    if (nowMs - this.#cursorMs < CURSOR_MS) return
    this.#cursorMs = nowMs
    const [lon, lat] = unproject(this.stage.view, at)
    this.stage.desk.session.showCursor({ lon, lat })
  }

  readonly #follow = (): void => {
    const view = this.stage.view
    this.#pull?.gesture?.reproject?.(this.#view, view)
    this.#view = view
  }

  #regrip(): void {
    const { movers } = this.contacts
    this.#grip = movers.length > 0 ? grip(this.stage.view, movers) : undefined
  }

  get #origin(): Pixel {
    const { left, top } = this.host.getBoundingClientRect()
    return [left, top]
  }
}

function contactOf(event: PointerEvent, [left, top]: Pixel): Contact {
  const kind = event.pointerType === 'pen' || event.pointerType === 'touch' ? event.pointerType : 'mouse'
  const at: Pixel = [event.clientX - left, event.clientY - top]
  return { id: event.pointerId, kind, at, timeMs: event.timeStamp, button: event.button, spanPx: Math.max(event.width, event.height) }
}

const apart = (one: Pixel, two: Pixel): number => Math.hypot(one[0] - two[0], one[1] - two[1])
