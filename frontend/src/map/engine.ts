/** What we take of MapLibre, and nothing else; fetched with the first map. */
import { prewarm, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'virtual:map-worker'

setWorkerUrl(workerUrl)
prewarm() // its worker starts while the page asks for the state of the table

export { addProtocol, Map, ScaleControl } from 'maplibre-gl'
