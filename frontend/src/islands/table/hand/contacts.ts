import type { Pixel } from '../../../geometry/types'

/** What touches the board. `spanPx`: the larger side of the contact, 0 where the device does not tell. */
export interface Contact {
  readonly id: number
  readonly kind: 'mouse' | 'touch' | 'pen'
  readonly at: Pixel
  readonly timeMs: number
  readonly button: number
  readonly spanPx: number
}

export type Role = 'tool' | 'move' | 'ignored'

/** What is in the hand at this moment. */
export interface Grasp {
  /** Pulling with one finger draws, rather than moves the map. */
  readonly pullsInk: boolean
  /** Space is held, or the tool is the hand. */
  readonly moves: boolean
}

export interface Decision {
  readonly role: Role
  /** The stroke begun by an earlier contact was not meant. */
  readonly cancelsTool: boolean
}

const SECOND_FINGER_MS = 150
const PALM_PX = 70

/**
 * Who draws and who moves the map, among mouse, fingers, pen and palm. Once a pen has been seen, fingers never
 * draw; a palm (wide, or laid while the pen is down) is ignored; two fingers laid together move the map.
 */
export class Contacts {
  penSeen = false
  readonly #down = new Map<number, { contact: Contact; role: Role; at: Pixel }>()

  press(contact: Contact, grasp: Grasp): Decision {
    const decision = this.#decide(contact, grasp)
    if (decision.cancelsTool) this.#turnToolsInto(contact.kind === 'pen' ? 'ignored' : 'move')
    this.#down.set(contact.id, { contact, role: decision.role, at: contact.at })
    return decision
  }

  move(id: number, at: Pixel): Role | undefined {
    const held = this.#down.get(id)
    if (held) held.at = at
    return held?.role
  }

  release(id: number): Role | undefined {
    const role = this.#down.get(id)?.role
    this.#down.delete(id)
    return role
  }

  /** The finger that pressed as a tool turns out to slide the map (a tap tool, on nothing). */
  becomesMove(id: number): void {
    const held = this.#down.get(id)
    if (held) held.role = 'move'
  }

  /** Positions of those that move the map. */
  get movers(): Pixel[] {
    return [...this.#down.values()].filter(({ role }) => role === 'move').map(({ at }) => at)
  }

  get isEmpty(): boolean {
    return this.#down.size === 0
  }

  #decide(contact: Contact, grasp: Grasp): Decision {
    const plain = (role: Role): Decision => ({ role, cancelsTool: false })
    if (contact.kind === 'mouse') return plain(contact.button === 1 || (contact.button === 0 && grasp.moves) ? 'move' : contact.button === 0 ? 'tool' : 'ignored')
    if (contact.kind === 'pen') return this.#decidePen(grasp)
    if (contact.spanPx > PALM_PX || this.#has('pen')) return plain('ignored')
    if (grasp.moves || (this.penSeen && grasp.pullsInk)) return plain('move')
    return this.#decideFinger(contact)
  }

  #decidePen(grasp: Grasp): Decision {
    this.penSeen = true
    return { role: grasp.moves ? 'move' : 'tool', cancelsTool: this.#drawingTouch() !== undefined }
  }

  #decideFinger(contact: Contact): Decision {
    const first = this.#drawingTouch()
    if (!first) return { role: this.movers.length > 0 ? 'move' : 'tool', cancelsTool: false }
    const isTogether = contact.timeMs - first.contact.timeMs <= SECOND_FINGER_MS
    return isTogether ? { role: 'move', cancelsTool: true } : { role: 'ignored', cancelsTool: false }
  }

  #drawingTouch() {
    return [...this.#down.values()].find(({ contact, role }) => contact.kind === 'touch' && role === 'tool')
  }

  #has(kind: Contact['kind']): boolean {
    return [...this.#down.values()].some(({ contact }) => contact.kind === kind)
  }

  #turnToolsInto(role: Role): void {
    for (const held of this.#down.values()) if (held.role === 'tool') held.role = role
  }
}
