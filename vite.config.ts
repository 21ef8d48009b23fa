import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: 'frontend',
  base: '/static/app/',
  plugins: [svelte()],
  build: {
    outDir: '../src/atelier/site/static/app',
    emptyOutDir: true,
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { main: 'frontend/src/main.ts' } },
  },
  test: { root: '.', include: ['frontend/src/**/*.test.ts'], environment: 'node' },
})
