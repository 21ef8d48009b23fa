import type { SessionEvent, SessionState, TableSession, Thing } from '../../live/session'

/** A table as the block shows it: it looks and never acts. */
export class TableOnBlock {
  status: SessionState = $state.raw() as SessionState
  things: readonly Thing[] = $state.raw([])
  isShown = $state(true)
  readonly #unsubscribe: () => void
  #gathering = 0

  constructor(readonly session: TableSession) {
    this.status = session.state
    this.things = [...session.things.values()]
    this.#unsubscribe = session.subscribe((event) => this.#hear(event))
  }

  close(): void {
    cancelAnimationFrame(this.#gathering)
    this.#unsubscribe()
    this.session.close()
  }

  /** However fast people draw, once a picture. */
  #hear(event: SessionEvent): void {
    if (event.kind === 'state') this.status = event.state
    if (event.kind !== 'things') return
    this.#gathering ||= requestAnimationFrame(() => {
      this.#gathering = 0
      this.things = [...this.session.things.values()]
    })
  }
}
