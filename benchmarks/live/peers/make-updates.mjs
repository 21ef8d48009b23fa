// What people say, as Yjs itself writes it. In: JSON {kind, seed: [[key, value]…], people: [[[key, value]…]…]};
// out: every update, its length (32 bits, little-endian) before it: the seed as one, then person after person.
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'

const chunks = []
for await (const chunk of process.stdin) chunks.push(chunk)
const { kind, seed, people } = JSON.parse(Buffer.concat(chunks).toString())
const out = []

function write(update) {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(update.length)
  out.push(size, update)
}

function strokes(said, clientID) {
  const doc = new Y.Doc()
  doc.clientID = clientID
  doc.on('update', write)
  for (const [key, value] of said) doc.getMap('strokes').set(key, value)
}

function pointers(said, clientID) {
  const doc = new Y.Doc()
  doc.clientID = clientID
  const awareness = new Awareness(doc)
  for (const [, value] of said) {
    awareness.setLocalState(value)
    write(encodeAwarenessUpdate(awareness, [clientID]))
  }
  awareness.destroy()
}

const table = new Y.Doc()
const hands = Array.from({ length: 40 }, (_, hand) => Object.assign(new Y.Doc(), { clientID: 4_000_000_000 + hand }))
seed.forEach(([key, value], number) => hands[number % hands.length].getMap('strokes').set(key, value))
for (const hand of hands) Y.applyUpdate(table, Y.encodeStateAsUpdate(hand))
write(Y.encodeStateAsUpdate(table))
people.forEach((said, number) => (kind === 'cursors' ? pointers : strokes)(said, 1_000_000_000 + number * 4_099))
for (const part of out) if (!process.stdout.write(part)) await new Promise((done) => process.stdout.once('drain', done))
