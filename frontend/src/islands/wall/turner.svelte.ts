const JOIN_MS = 12_000
const PAGE_MS = 20_000
const ALTERNATE_MS = 40_000

/** What turns by itself on the wall, and the keys that change it. */
export class Turner {
  isApart = $state(false)
  alternates = $state(false)
  isPaused = $state(false)
  /** Turns since the wall opened. */
  page = $state(0)
  join = $state(0)

  constructor(isApart: boolean) {
    this.isApart = isApart
  }

  start(): () => void {
    const timers = [
      setInterval(() => this.#turn(() => this.join++), JOIN_MS),
      setInterval(() => this.#turn(() => this.page++), PAGE_MS),
      setInterval(() => this.#turn(() => this.alternates && (this.isApart = !this.isApart)), ALTERNATE_MS),
    ]
    return () => timers.forEach(clearInterval)
  }

  key({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): void {
    if (ctrlKey || altKey || metaKey) return
    if (key === '1' || key === '2') {
      this.isApart = key === '2'
      this.alternates = false
    }
    if (key.toLowerCase() === 'a') this.alternates = !this.alternates
    if (key.toLowerCase() === 'p') this.isPaused = !this.isPaused
  }

  #turn(act: () => void): void {
    if (!this.isPaused) act()
  }
}
