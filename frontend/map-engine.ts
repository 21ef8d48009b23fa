import { transformWithOxc, type Plugin } from 'vite'

const NAME = 'virtual:map-worker'
const RESOLVED = `\0${NAME}`
const ENTRY = 'maplibre-gl/worker'
const SOURCES = /\/maplibre-gl\/src\/.*\.ts$/

/**
 * Parts of MapLibre that no map of ours asks for (tests/territories holds its styles to that): left out, by file, with
 * the names that the rest of it imports. One that is asked for all the same says so.
 */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'source/vector_tile_mlt': ['MLTVectorTile'],
  'source/geojson_source': ['GeoJSONSource'],
  'source/geojson_worker_source': ['GeoJSONWorkerSource'],
  'source/image_source': ['ImageSource'],
  'source/video_source': ['VideoSource'],
  'source/canvas_source': ['CanvasSource'],
  'geo/projection/globe_projection': ['GlobeProjection'],
  'geo/projection/globe_transform': ['createGlobeTransform'],
  'geo/projection/globe_camera_helper': ['GlobeCameraHelper'],
  'geo/projection/vertical_perspective_projection': ['VerticalPerspectiveProjection'],
  'geo/projection/vertical_perspective_transform': ['createVerticalPerspectiveTransform'],
  'geo/projection/vertical_perspective_camera_helper': ['VerticalPerspectiveCameraHelper'],
  'render/terrain': ['Terrain'],
  'webgl/render_to_texture': ['RenderToTexture'],
  'webgl/draw/draw_terrain': ['drawDepth', 'drawTerrainHeightMap'],
  'webgl/draw/draw_debug': ['drawDebug', 'drawDebugPadding', 'selectDebugSource'],
  'webgl/draw/draw_circle': ['drawCircles'],
  'webgl/draw/draw_heatmap': ['drawHeatmap'],
  'webgl/draw/draw_fill_extrusion': ['drawFillExtrusion'],
  'webgl/draw/draw_color_relief': ['drawColorRelief'],
}

/**
 * MapLibre built in the same bundle as the page, from the sources of its package: what the page and the worker both
 * need is one file, fetched once (docs/adr/0017). `virtual:map-worker` is the address of the worker.
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
    load: (id) => (id === RESOLVED ? `export default import.meta.ROLLUP_FILE_URL_${emitted}` : emptied(id)),
    transform: (code, id) => (SOURCES.test(id) ? withPlainFields(code, id) : undefined),
  }
}

/** Its classes declare fields again that their parents have set: as TypeScript did before ES2022, that says no more. */
const withPlainFields = (code: string, id: string) =>
  transformWithOxc(code, id, {
    assumptions: { setPublicClassFields: true },
    typescript: { removeClassFieldsWithoutInitializer: true },
  })

function emptied(id: string): string | undefined {
  const file = /\/maplibre-gl\/src\/(.*)\.ts$/.exec(id)?.[1]
  return LEFT_OUT[file ?? '']
    ?.map((name) => `export function ${name}() { throw new Error('${name}: left out of our map engine (frontend/map-engine.ts)') }`)
    .join('\n')
}
