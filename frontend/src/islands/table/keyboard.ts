import { eraseAct } from './state/acts'
import type { Desk } from './state/desk.svelte'
import { commandOf, type Command } from './state/tools'
import type { OpenStage } from './hand/open-stage'
import { stepOf } from './hand/nudge'
import { say } from './words'

/** Shortcuts of the table's screen, outside fields and dialogs; gives the function that stops them. */
export function keyboard(desk: Desk, host: HTMLElement, opened: () => OpenStage | undefined): () => void {
  const over = new AbortController()
  const { signal } = over
  document.addEventListener('keydown', (event) => press(event, desk, opened()), { signal })
  document.addEventListener('keyup', (event) => event.key === ' ' && holdSpace(opened(), host, false), { signal })
  // Before MapLibre, which would move the map: the arrows move what is chosen.
  host.addEventListener('keydown', (event) => arrow(event, desk, opened()), { signal, capture: true })
  host.addEventListener('keydown', (event) => event.key === ' ' && isBoard(event) && holdSpace(opened(), host, true), { signal })
  return () => over.abort()
}

function press(event: KeyboardEvent, desk: Desk, opened: OpenStage | undefined): void {
  if (event.defaultPrevented || event.altKey || isField(event.target) || desk.draft || desk.dialog) return
  const command = commandOf({ key: event.key, isControl: event.ctrlKey || event.metaKey, isShift: event.shiftKey })
  if (!command) return
  event.preventDefault()
  obey(command, desk, opened)
}

function obey(command: Command, desk: Desk, opened: OpenStage | undefined): void {
  if (command.kind === 'pencil') takePencil(desk, command.index)
  else if (command.kind === 'tool') hold(desk, () => desk.takeTool(command.tool), command.tool === 'eraser')
  else if (command.kind === 'shape') hold(desk, () => desk.takeShape(command.shape), true)
  else if (command.kind === 'undo') desk.undo()
  else if (command.kind === 'redo') desk.redo()
  else if (command.kind === 'list') desk.flip('list')
  else if (command.kind === 'inbox') desk.flip('inbox')
  else if (command.kind === 'scribe') desk.flip('scribe')
  else if (command.kind === 'ghosts') desk.showErased(!desk.showsErased)
  else if (command.kind === 'help') desk.dialog = 'help'
  else if (command.kind === 'erase') eraseChosen(desk)
  else drop(desk, opened)
}

function takePencil(desk: Desk, index: number): void {
  const pencil = desk.pencils[index]
  if (pencil) hold(desk, () => desk.takePencil(pencil), true)
}

/** Take something in the hand and say it; a drawing tool only where one may draw. */
function hold(desk: Desk, take: () => void, draws: boolean): void {
  if (draws && desk.reason) return desk.toast(desk.reason)
  take()
  const names = { pencil: desk.pencil.meaning, eraser: say.eraser, select: say.select, hand: say.hand }
  desk.say(desk.held.tool === 'pencil' ? say.pencilNow(names.pencil) : say.toolNow(names[desk.held.tool]))
}

function eraseChosen(desk: Desk): void {
  const thing = desk.selected
  if (!thing || thing.erased || desk.whyNoChange(thing)) return
  desk.act([eraseAct(thing)], say.erased)
  desk.selectedId = undefined
}

/** Escape: first the stroke being drawn, then what is chosen, then the panel. */
function drop(desk: Desk, opened: OpenStage | undefined): void {
  opened?.hand.drop()
  if (desk.selectedId) desk.selectedId = undefined
  else desk.panel = undefined
}

function arrow(event: KeyboardEvent, desk: Desk, opened: OpenStage | undefined): void {
  const step = stepOf(event.key, event.shiftKey)
  const thing = desk.selected
  if (!step || !thing || !isBoard(event) || !opened || thing.trace.length === 0 || thing.erased || desk.whyNoChange(thing)) return
  event.preventDefault()
  event.stopPropagation()
  opened.nudge.by(thing, ...step)
}

function holdSpace(opened: OpenStage | undefined, host: HTMLElement, isHeld: boolean): void {
  if (opened) opened.hand.spaceHeld = isHeld
  host.classList.toggle('is-sliding', isHeld)
}

const isBoard = ({ target }: Event): boolean => target instanceof HTMLCanvasElement

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range'].includes(target.type))
