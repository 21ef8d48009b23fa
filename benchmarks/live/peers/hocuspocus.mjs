// Hocuspocus as its documentation starts it: no extension, nothing kept. FLUSH_DELAY (ms) is its own setting.
import { Server } from '@hocuspocus/server'

const flushDelay = Number(process.env.FLUSH_DELAY ?? 0)
await new Server({ port: Number(process.env.PORT), address: '127.0.0.1', quiet: true, flushDelay }).listen()
