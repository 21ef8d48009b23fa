import { transformWithOxc, type Plugin } from 'vite'

const NAME = 'virtual:map-worker'
const RESOLVED = `\0${NAME}`
const ENTRY = 'maplibre-gl/worker'
const SOURCES = /\/maplibre-gl\/src\/.*\.ts$/

/**
 * MapLibre built in the same bundle as the page, from the sources of its package: what the page and the worker both
 * need is one file, fetched once (docs/adr/0019). `virtual:map-worker` is the address of the worker.
 */
export function mapEngine(): Plugin {
  let emitted = ''
  return {
    name: 'map-engine',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      emitted = this.emitFile({ type: 'chunk', id: ENTRY, name: 'map-worker' })
    },
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load: (id) => (id === RESOLVED ? `export default import.meta.ROLLUP_FILE_URL_${emitted}` : undefined),
    transform: (code, id) => (SOURCES.test(id) ? withPlainFields(code, id) : undefined),
  }
}

/** Its classes declare fields again that their parents have set: as TypeScript did before ES2022, that says no more. */
const withPlainFields = (code: string, id: string) =>
  transformWithOxc(code, id, {
    assumptions: { setPublicClassFields: true },
    typescript: { removeClassFieldsWithoutInitializer: true },
  })
