/** The server's hour, ticking with its seconds: every screen of a room turns to the next second together. */
export class ServerClock {
  now = $state(0)
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly offsetMs: () => number) {
    this.#tick()
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #tick(): void {
    clearTimeout(this.#timer)
    this.now = Date.now() + this.offsetMs()
    this.#timer = setTimeout(() => this.#tick(), 1000 - (this.now % 1000) + 5)
  }
}
