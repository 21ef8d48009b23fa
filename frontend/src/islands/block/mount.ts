import { mount as mountSvelte } from 'svelte'
import { openSession } from '../../live/open-session'
import './block.css'
import Block from './Block.svelte'
import { Ground } from './ground'
import Drawn from './parts/Drawn.svelte'
import type { BlockProps } from './props'
import { Renderer } from './renderer'
import { loadScene } from './scene'
import { TableOnBlock } from './table-on-block.svelte'
import { say } from './words'

const START_TILT = 35

/** The block, or a drawing of it where nothing can turn. */
export async function mount(host: HTMLElement, props: unknown): Promise<void> {
  const block = props as BlockProps
  const note = host.appendChild(document.createElement('p'))
  note.className = 'bk-note'
  note.setAttribute('role', 'status')
  note.textContent = say.loading
  const scene = await loadScene(block.sceneUrl, AbortSignal.timeout(120_000)).catch(() => undefined)
  if (!scene) {
    note.textContent = say.failed
    return
  }
  const ground = new Ground(scene)
  const renderer = open(ground)
  if (!renderer) {
    note.textContent = say.noGraphics
    if (block.pictureUrl) host.append(still(block.pictureUrl))
    host.dataset['ready'] = 'still'
    return
  }
  const tables = (await Promise.all(block.tables.map((table) => openSession(table)))).map((session) => new TableOnBlock(session))
  host.replaceChildren()
  host.classList.add('block-screen')
  const start = { azimuth: block.azimuth, tilt: START_TILT, times: block.exaggeration ?? scene.times, zoom: 1, shift: [0, 0] as const }
  mountSvelte(Block, { target: host, props: { host, scene, ground, renderer, tables, start } })
  const drawn = document.getElementById('block-drawn')
  if (!drawn || tables.length === 0) return
  drawn.replaceChildren()
  mountSvelte(Drawn, { target: drawn, props: { tables, ground, places: scene.places } })
}

function still(url: string): HTMLImageElement {
  const picture = document.createElement('img')
  Object.assign(picture, { className: 'block-still', src: url, alt: say.still })
  return picture
}

function open(ground: Ground): Renderer | undefined {
  const canvas = document.createElement('canvas')
  canvas.className = 'bk-canvas'
  canvas.setAttribute('aria-hidden', 'true')
  try {
    return new Renderer(canvas, ground)
  } catch {
    return undefined
  }
}
