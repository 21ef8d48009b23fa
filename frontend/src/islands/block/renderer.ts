/** Draws the block with WebGL2: four programs, one texture of what lies on the ground, nothing between two pictures. */
import { makeProgram, type Program } from '../../map/ink/gl'
import type { Camera } from './camera'
import type { Ground } from './ground'
import { edgeLines, FACE_FLOATS, faceMesh, type Mesh, TOP_FLOATS, topMesh } from './mesh'
import { niceStep } from './steps'
import { EDGE_FRAGMENT, EDGE_VERTEX, FACE_FRAGMENT, FACE_VERTEX, TOP_FRAGMENT, TOP_VERTEX } from './shaders'

type GL = WebGL2RenderingContext
const LAMP_ALTITUDE = (42 * Math.PI) / 180
/** From the far left of the eye, as drafters light a block. */
const LAMP_TURN = (135 * Math.PI) / 180

interface Part {
  readonly program: Program
  readonly array: WebGLVertexArrayObject
  readonly count: number
}

export class Renderer {
  readonly #gl: GL
  readonly #top: Part
  readonly #faces: Part
  readonly #edges: Part
  readonly #drape: WebGLTexture

  /** Throws where the browser has no WebGL2. */
  constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly ground: Ground,
  ) {
    const gl = canvas.getContext('webgl2', { antialias: true, alpha: true, premultipliedAlpha: true })
    if (!gl) throw new Error('This browser has no WebGL2.')
    this.#gl = gl
    const mesh = topMesh(ground)
    this.#top = { program: makeProgram(gl, TOP_VERTEX, TOP_FRAGMENT), ...upload(gl, mesh, [3, 2, 2], TOP_FLOATS) }
    const faces = faceMesh(ground)
    this.#faces = { program: makeProgram(gl, FACE_VERTEX, FACE_FRAGMENT), ...upload(gl, faces, [3, 3], FACE_FLOATS) }
    const edges = edgeLines(ground)
    this.#edges = {
      program: makeProgram(gl, EDGE_VERTEX, EDGE_FRAGMENT),
      ...upload(gl, { corners: edges, triangles: new Uint32Array(0) }, [3], 3),
      count: edges.length / 3,
    }
    this.#drape = gl.createTexture()
    gl.enable(gl.DEPTH_TEST)
  }

  get isLost(): boolean {
    return this.#gl.isContextLost()
  }

  /** What lies on the ground, the whole rectangle, north up. */
  lay(picture: HTMLCanvasElement): void {
    const gl = this.#gl
    gl.bindTexture(gl.TEXTURE_2D, this.#drape)
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture)
    gl.generateMipmap(gl.TEXTURE_2D)
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR)
    const sharp = gl.getExtension('EXT_texture_filter_anisotropic')
    if (sharp) gl.texParameterf(gl.TEXTURE_2D, sharp.TEXTURE_MAX_ANISOTROPY_EXT, 8)
  }

  draw(camera: Camera, ratio: number): void {
    const gl = this.#gl
    const [width, height] = [Math.round(camera.width * ratio), Math.round(camera.height * ratio)]
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height })
    gl.viewport(0, 0, width, height)
    gl.clearColor(0, 0, 0, 0)
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT)
    const { lowM, highM } = this.ground
    const step = niceStep((highM - Math.max(0, lowM)) / 16)
    this.#use(this.#top, camera)
    const turn = ((camera.eye.azimuth * Math.PI) / 180) + LAMP_TURN
    const flat = Math.cos(LAMP_ALTITUDE)
    const top = this.#top.program
    gl.uniform3f(top.at('lamp'), Math.sin(turn) * flat, Math.cos(turn) * flat, Math.sin(LAMP_ALTITUDE))
    gl.uniform3f(top.at('heights'), lowM, highM, step)
    gl.uniform1f(top.at('times'), camera.eye.times)
    gl.uniform1i(top.at('drape'), 0)
    gl.activeTexture(gl.TEXTURE0)
    gl.bindTexture(gl.TEXTURE_2D, this.#drape)
    gl.drawElements(gl.TRIANGLES, this.#top.count, gl.UNSIGNED_INT, 0)
    this.#use(this.#faces, camera)
    gl.uniform2f(this.#faces.program.at('right'), camera.across[0], camera.across[1])
    gl.uniform1f(this.#faces.program.at('rung'), niceStep((highM - this.ground.footM) / 8))
    gl.drawElements(gl.TRIANGLES, this.#faces.count, gl.UNSIGNED_INT, 0)
    this.#use(this.#edges, camera)
    gl.drawArrays(gl.LINES, 0, this.#edges.count)
    gl.bindVertexArray(null)
  }

  close(): void {
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext()
  }

  #use({ program, array }: Part, camera: Camera): void {
    const gl = this.#gl
    const { across, away, sine, cosine, scale, middle, eye } = camera
    const { widthM, depthM } = this.ground.extent
    const reach = Math.hypot(widthM, depthM) + 2 * Math.max(Math.abs(this.ground.highM), Math.abs(this.ground.footM)) * eye.times
    gl.useProgram(program.id)
    gl.bindVertexArray(array)
    gl.uniform4f(program.at('axes'), across[0], across[1], away[0], away[1])
    gl.uniform4f(program.at('look'), sine, cosine, eye.times, 1 / reach)
    gl.uniform4f(program.at('frame'), scale, middle[0], middle[1], 0)
    gl.uniform2f(program.at('size'), camera.width, camera.height)
  }
}

function upload(gl: GL, { corners, triangles }: Mesh, sizes: readonly number[], floats: number): Omit<Part, 'program'> {
  const array = gl.createVertexArray()
  gl.bindVertexArray(array)
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
  gl.bufferData(gl.ARRAY_BUFFER, corners, gl.STATIC_DRAW)
  let offset = 0
  sizes.forEach((size, location) => {
    gl.enableVertexAttribArray(location)
    gl.vertexAttribPointer(location, size, gl.FLOAT, false, floats * 4, offset * 4)
    offset += size
  })
  if (triangles.length > 0) {
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer())
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, triangles, gl.STATIC_DRAW)
  }
  gl.bindVertexArray(null)
  return { array, count: triangles.length }
}
