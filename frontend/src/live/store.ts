/**
 * Where unconfirmed work survives a closed tab: IndexedDB, or memory where the browser refuses it.
 *
 * Several tabs of a seat share the same records: each sends what it finds, the table knows doubles by
 * their operation, and removal is by operation too, so that no tab loses another's work.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { PendingAct } from './pending'

export interface PendingStore {
  /** False when what is saved would not survive a closed tab. */
  readonly keeps: boolean
  /** Everything saved and not forgotten, in the order it was saved. */
  all(): Promise<PendingAct[]>
  save(acts: readonly PendingAct[]): Promise<void>
  forget(operations: readonly string[]): Promise<void>
  close(): void
}

interface Schema extends DBSchema {
  pending: {
    key: number
    value: PendingAct & { place: string; op: string }
    indexes: { place: string; op: string }
  }
}

/** Some browsers neither open nor refuse when their disk is in a bad way. */
const PATIENCE_MS = 3_000

/** Never rejects: without IndexedDB, work is kept in memory and `keeps` says so. */
export async function openStore(place: string): Promise<PendingStore> {
  try {
    return new DiskStore(await withinPatience(openDatabase()), place)
  } catch {
    return new MemoryStore()
  }
}

export class MemoryStore implements PendingStore {
  readonly keeps = false
  private readonly acts = new Map<string, PendingAct>()

  async all(): Promise<PendingAct[]> {
    return [...this.acts.values()]
  }

  async save(acts: readonly PendingAct[]): Promise<void> {
    for (const act of acts) this.acts.set(act.operation.op, act)
  }

  async forget(operations: readonly string[]): Promise<void> {
    for (const op of operations) this.acts.delete(op)
  }

  close(): void {}
}

class DiskStore implements PendingStore {
  keeps = true

  constructor(
    private readonly database: IDBPDatabase<Schema>,
    private readonly place: string,
  ) {
    database.addEventListener('close', () => (this.keeps = false))
  }

  async all(): Promise<PendingAct[]> {
    const records = await this.unlessBroken(() => this.database.getAllFromIndex('pending', 'place', this.place))
    return (records ?? []).map(({ operation, at }) => ({ operation, at }))
  }

  async save(acts: readonly PendingAct[]): Promise<void> {
    await this.unlessBroken(async () => {
      const transaction = this.database.transaction('pending', 'readwrite')
      const added = acts.map((act) => transaction.store.add({ ...act, place: this.place, op: act.operation.op }))
      await Promise.all([...added, transaction.done])
    })
  }

  async forget(operations: readonly string[]): Promise<void> {
    await this.unlessBroken(async () => {
      const transaction = this.database.transaction('pending', 'readwrite')
      const index = transaction.store.index('op')
      const keys = await Promise.all(operations.map((op) => index.getAllKeys(op)))
      await Promise.all([...keys.flat().map((key) => transaction.store.delete(key)), transaction.done])
    })
  }

  close(): void {
    this.database.close()
  }

  /** A full or broken disk must not stop the work: it goes on, and the screen says it is not kept. */
  private async unlessBroken<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await ask()
    } catch {
      this.keeps = false
      return undefined
    }
  }
}

function openDatabase(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('atelier-tables', 1, {
    upgrade(database) {
      const store = database.createObjectStore('pending', { autoIncrement: true })
      store.createIndex('place', 'place')
      store.createIndex('op', 'op')
    },
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
    },
  })
}

function withinPatience<Answer>(asked: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('IndexedDB does not answer')), PATIENCE_MS)
    asked.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
