/**
 * A WebSocket that comes back: reconnects with growing pauses, at once when the network returns, and
 * notices a line that is dead without having been closed (a box restarted, a tablet that slept).
 */
import type { ClientFrame, ServerFrame } from '../contract/live'
import { waitBefore } from './backoff'

/** `WebSocket.OPEN`, which not every surrounding of a test declares. */
const OPEN = 1
/** Codes after which coming back would be refused again. */
const NO_RIGHT = new Set([4401, 4403])
const CONNECT_MS = 15_000
const CHECK_MS = 1_000
/** Silence after which the table is asked for a word; shorter when it owes us answers. */
const SILENCE_MS = 25_000
const OWED_SILENCE_MS = 12_000
/** Silence after asking, for which the line is taken as dead. */
const DEAD_MS = 10_000
/** What the browser still holds back beyond this is no time for ephemeral frames. */
const CONGESTED_BYTES = 64_000

export interface SocketHandlers {
  opened(): void
  heard(frame: ServerFrame): void
  /** Closed; another attempt will follow. `attempt` counts those that failed since the table last answered. */
  lost(attempt: number): void
  /** Closed for want of a right; nothing follows. */
  refused(): void
  /** Nothing heard for long: ask the table for a word. */
  probe(): void
  isOwedAnswers(): boolean
}

export interface SocketMaker {
  open(url: string): WebSocket
  random(): number
}

export class TableSocket {
  private socket: WebSocket | undefined
  private attempt = 0
  private heardAt = 0
  private held = 0
  private probedAt = 0
  private retry: ReturnType<typeof setTimeout> | undefined
  private readonly check: ReturnType<typeof setInterval>
  private isClosed = false

  constructor(
    private readonly url: string,
    private readonly handlers: SocketHandlers,
    private readonly maker: SocketMaker,
  ) {
    this.check = setInterval(() => this.listen(), CHECK_MS)
  }

  get isOpen(): boolean {
    return this.socket?.readyState === OPEN
  }

  /** Open, with room for frames that may be lost without harm. */
  get isClear(): boolean {
    return this.isOpen && (this.socket?.bufferedAmount ?? 0) < CONGESTED_BYTES
  }

  connect(): void {
    clearTimeout(this.retry)
    if (this.isClosed || this.socket) return
    const socket = this.maker.open(this.url)
    this.socket = socket
    this.note()
    socket.onopen = () => this.socket === socket && (this.note(), this.handlers.opened())
    socket.onmessage = (event) => this.socket === socket && this.hear(event.data)
    socket.onclose = (event) => this.socket === socket && this.fall(event.code)
  }

  /** False when the line is not open; what was not sent is for the next connection. */
  send(frame: ClientFrame): boolean {
    if (!this.isOpen) return false
    this.socket?.send(JSON.stringify(frame))
    return true
  }

  /** The table has answered for good: the next pause will be short again. */
  settle(): void {
    this.attempt = 0
  }

  /** The network may be back: connect without waiting, or make sure that the line is alive. */
  wake(): void {
    if (!this.socket) this.connect()
    else if (this.isOpen && !this.probedAt && Date.now() - this.heardAt > CHECK_MS) this.probe()
  }

  /** Let this connection go and take another one after a pause. */
  restart(): void {
    if (this.socket) this.fall(1000)
  }

  close(): void {
    this.isClosed = true
    clearInterval(this.check)
    clearTimeout(this.retry)
    this.drop()
  }

  private hear(text: unknown): void {
    this.note()
    const frame = parsed(text)
    if (frame) this.handlers.heard(frame)
  }

  private note(): void {
    this.heardAt = Date.now()
    this.probedAt = 0
  }

  private fall(code: number): void {
    this.drop()
    if (NO_RIGHT.has(code)) {
      this.close()
      this.handlers.refused()
    } else if (!this.isClosed) {
      this.retry = setTimeout(() => this.connect(), waitBefore(this.attempt, this.maker.random()))
      this.attempt += 1
      this.handlers.lost(this.attempt)
    }
  }

  /** Forget the connection first: its late events are then not ours. */
  private drop(): void {
    const socket = this.socket
    this.socket = undefined
    socket?.close()
  }

  private listen(): void {
    if (!this.socket) return
    const now = Date.now()
    if (this.socket.bufferedAmount < this.held) this.note() // slow, but it goes out
    this.held = this.socket.bufferedAmount
    if (!this.isOpen) {
      if (now - this.heardAt > CONNECT_MS) this.restart()
    } else if (this.probedAt) {
      if (now - this.probedAt > DEAD_MS) this.restart()
    } else if (now - this.heardAt > (this.handlers.isOwedAnswers() ? OWED_SILENCE_MS : SILENCE_MS)) {
      this.probe()
    }
  }

  private probe(): void {
    this.probedAt = Date.now()
    this.handlers.probe()
  }
}

/** A frame that is not one says nothing; if it held entries, their absence shows as a gap. */
function parsed(text: unknown): ServerFrame | undefined {
  try {
    const frame: unknown = JSON.parse(String(text))
    return frame !== null && typeof frame === 'object' ? (frame as ServerFrame) : undefined
  } catch {
    return undefined
  }
}

/** The address of the socket for a page at `base`: same host, ws or wss as the page is http or https. */
export function socketAddress(url: string, base: string): string {
  const address = new URL(url, base)
  address.protocol = address.protocol.replace('http', 'ws')
  return address.href
}
