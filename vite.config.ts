import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'
import { mapEngine } from './frontend/map-engine'
import { precompress } from './frontend/precompress'

/** MapLibre from the sources of its own package: page and worker share what both need (docs/adr/0017). */
const maplibre = (file: string) => fileURLToPath(new URL(`node_modules/maplibre-gl/src/${file}`, import.meta.url))

export default defineConfig({
  root: 'frontend',
  base: '/static/app/',
  plugins: [svelte(), mapEngine(), precompress('src/atelier/common/static')],
  resolve: {
    alias: [
      { find: /^maplibre-gl$/, replacement: maplibre('index.ts') },
      { find: /^maplibre-gl\/worker$/, replacement: maplibre('source/worker.ts') },
    ],
  },
  build: {
    outDir: '../src/atelier/site/static/app',
    emptyOutDir: true,
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { main: 'frontend/src/main.ts', inside: 'frontend/src/inside.ts', board: 'frontend/src/board.ts' },
    },
  },
  test: { root: '.', include: ['frontend/src/**/*.test.ts'], environment: 'node' },
})
