/**
 * What a table's screen needs of the live connection: the drawing side programs against this,
 * the live side implements it (`openSession`). Ids are lower-case UUID strings.
 */
import type {
  ClientFrame,
  Cut,
  Draw,
  Edit,
  Erase,
  Held,
  Ink,
  InboxNote,
  Look,
  Overlay,
  Pencil,
  Person,
  Restore,
  SeatCursor,
  SeatInk,
  TableWord,
  Thing,
} from '../contract/live'

import type { PilotProps } from './pilot'

export type Operation = Draw | Edit | Cut | Erase | Restore
/** An operation before it has its `op` identifier. */
export type Act = Operation extends infer One ? (One extends Operation ? Omit<One, 'op'> : never) : never

export type Connection = 'connecting' | 'live' | 'waiting' | 'closed'

export interface SessionState {
  connection: Connection
  /** Operations of ours that the table has not confirmed yet. */
  unsaved: number
  /** Those of them that this browser's disk does not hold yet: a tab closed now would lose them. */
  unwritten: number
  /** False where the browser refuses IndexedDB: unsaved work would not survive a closed tab. */
  keepsUnsaved: boolean
  /** Entry number of the confirmed state. */
  seq: number
  seat: number
  abilities: readonly string[]
  table: TableWord
  people: readonly Person[]
  /** What to add to our clock to have the server's, in milliseconds; undefined before the table's first answer. */
  clockOffsetMs: number | undefined
  canUndo: boolean
  canRedo: boolean
  /** Operations of ours that a facilitator reads first, by operation: waiting or set aside. */
  held: ReadonlyMap<string, Held>
  /** For facilitators: everybody's notes that wait, the oldest first. */
  inbox: readonly InboxNote[]
}

export type SessionEvent =
  /** Things that changed (confirmed state with our unconfirmed acts on top); `undefined` means gone entirely. */
  | { kind: 'things'; changed: ReadonlyMap<string, Thing | undefined>; reset: boolean }
  | { kind: 'state'; state: SessionState }
  | { kind: 'ink'; ink: readonly SeatInk[] }
  | { kind: 'cursors'; cursors: readonly SeatCursor[] }
  /** One of our acts was refused; it has been taken back. */
  | { kind: 'refused'; code: string; act: Act | undefined }

export interface TableSession {
  readonly state: SessionState
  /** Every thing as this screen should show it, erased ones included. */
  readonly things: ReadonlyMap<string, Thing>
  /** Do something: shown at once, kept until confirmed, one undo step however many acts. */
  act(acts: readonly Act[]): void
  undo(): void
  redo(): void
  /** Ephemeral: lost without harm. */
  showInk(ink: Ink): void
  showCursor(cursor: NonNullable<ClientFrame['cursor']>): void
  /** Where a leading screen looks: the others of the table follow. */
  showLook(look: Look): void
  subscribe(listener: (event: SessionEvent) => void): () => void
  close(): void
}

export interface SessionOptions {
  /** Identifies table and seat in IndexedDB. */
  storageKey: string
  socketUrl: string
  snapshotUrl: string
  epoch: string
  seat: number
  table: TableWord
  people: readonly Person[]
  abilities: readonly string[]
}

/** What Django puts in the page for the table island (json_script). */
export interface TableProps {
  tableId: string
  session: SessionOptions
  me: { name: string; college: string; seat: number }
  colleges: Record<string, { label: string; color: string }>
  map: { style: string; bounds: [number, number, number, number]; maxBounds: [number, number, number, number] }
  /** Search of places: GET ?q= answers {"places":[{"name","detail","lon","lat"}]}. */
  placesUrl: string
  exports: readonly { label: string; url: string }[]
  /** The session played again, and the table as a picture, a strip or a film. */
  replayUrl: string
  picturesUrl: string
  /** The ground of the table in relief, with its drawings. */
  reliefUrl: string
  /** Where a thing drawn on paper comes from: GET `${paperUrl}${thing}.json` answers {"said"}, empty when from no paper. */
  paperUrl: string
  /** The page to go back to, and how others join. */
  leaveUrl: string
  join: { code: string; url: string; qrUrl: string }
  seatUrl: string
  /** What this person said, and what became of it. */
  slipUrl: string
  /** The passage board, empty for who may not write what others say. */
  passageUrl: string
  /** For those who keep the table. */
  pilot: PilotProps | null
  /** Where facilitators and scribes ask; `consent` is what a scribe reads aloud. */
  desk: { voicesUrl: string; decideUrl: string; waitUrl: string; inboxUrl: string; csrf: string; consent: string }
}

export type { Held, InboxNote, Look, Overlay, Pencil, Person, TableWord, Thing }
