/** What we take of MapLibre, and nothing else; fetched with the first map. */
import { setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'virtual:map-worker'

setWorkerUrl(workerUrl)

export { addProtocol, Map, ScaleControl } from 'maplibre-gl'
