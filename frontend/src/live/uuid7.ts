/**
 * Identifiers that sort by the time they were made (RFC 9562, UUID version 7).
 *
 * Within a page they always grow, even when several are made in a millisecond or the clock steps back:
 * the 12 bits after the time are a counter, which borrows from the next millisecond when it is full.
 */
const COUNTER_END = 0x1000

let lastMs = 0
let counter = 0

export function uuid7(): string {
  const nowMs = Date.now()
  if (nowMs > lastMs) {
    lastMs = nowMs
    counter = crypto.getRandomValues(new Uint16Array(1))[0]! & 0x3ff
  } else if (++counter === COUNTER_END) {
    lastMs += 1
    counter = 0
  }
  return written(lastMs, counter, crypto.getRandomValues(new Uint8Array(8)))
}

function written(timeMs: number, count: number, random: Uint8Array): string {
  random[0] = (random[0]! & 0x3f) | 0x80
  const time = hex(timeMs, 12)
  const tail = Array.from(random, (byte) => hex(byte, 2)).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(count, 3)}-${tail.slice(0, 4)}-${tail.slice(4)}`
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
