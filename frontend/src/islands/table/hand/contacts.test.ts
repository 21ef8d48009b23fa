import { describe, expect, it } from 'vitest'
import { type Contact, Contacts, type Grasp } from './contacts'

const drawing: Grasp = { pullsInk: true, moves: false }
const contact = (id: number, over: Partial<Contact> = {}): Contact => ({
  id, kind: 'touch', at: [id * 10, 0], timeMs: 1000, button: 0, spanPx: 20, ...over,
})

describe('Contacts', () => {
  it('draws with one finger as long as no pen was seen', () => {
    expect(new Contacts().press(contact(1), drawing)).toEqual({ role: 'tool', cancelsTool: false })
  })

  it('moves the map with two fingers laid within 150 ms, and forgets the stroke begun', () => {
    const contacts = new Contacts()
    contacts.press(contact(1), drawing)
    expect(contacts.press(contact(2, { timeMs: 1120 }), drawing)).toEqual({ role: 'move', cancelsTool: true })
    expect(contacts.movers).toEqual([[10, 0], [20, 0]])
  })

  it('ignores a second finger laid later, so that the stroke is not lost', () => {
    const contacts = new Contacts()
    contacts.press(contact(1), drawing)
    expect(contacts.press(contact(2, { timeMs: 1400 }), drawing)).toEqual({ role: 'ignored', cancelsTool: false })
    expect(contacts.move(1, [50, 50])).toBe('tool')
  })

  it('never draws with a finger once a pen was seen', () => {
    const contacts = new Contacts()
    contacts.press(contact(1, { kind: 'pen' }), drawing)
    contacts.release(1)
    expect(contacts.press(contact(2), drawing).role).toBe('move')
  })

  it('ignores the palm: wide, or laid while the pen is down', () => {
    const contacts = new Contacts()
    expect(contacts.press(contact(1, { spanPx: 90 }), drawing).role).toBe('ignored')
    contacts.press(contact(2, { kind: 'pen' }), drawing)
    expect(contacts.press(contact(3), drawing).role).toBe('ignored')
  })

  it('takes back what the palm had begun when the pen arrives', () => {
    const contacts = new Contacts()
    contacts.press(contact(1), drawing)
    expect(contacts.press(contact(2, { kind: 'pen' }), drawing)).toEqual({ role: 'tool', cancelsTool: true })
    expect(contacts.move(1, [0, 0])).toBe('ignored')
  })

  it('moves with the middle button or while space is held', () => {
    const contacts = new Contacts()
    expect(contacts.press(contact(1, { kind: 'mouse', button: 1 }), drawing).role).toBe('move')
    expect(contacts.press(contact(2, { kind: 'mouse' }), { ...drawing, moves: true }).role).toBe('move')
    expect(contacts.press(contact(3, { kind: 'mouse', button: 2 }), drawing).role).toBe('ignored')
  })

  it('still picks and puts with a finger after a pen was seen', () => {
    const contacts = new Contacts()
    contacts.press(contact(1, { kind: 'pen' }), drawing)
    contacts.release(1)
    expect(contacts.press(contact(2), { pullsInk: false, moves: false }).role).toBe('tool')
  })
})
