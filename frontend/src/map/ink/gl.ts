/** Thin words over WebGL2. */
type GL = WebGL2RenderingContext

export interface Program {
  readonly id: WebGLProgram
  readonly at: (name: string) => WebGLUniformLocation | null
}

export function makeProgram(gl: GL, vertex: string, fragment: string): Program {
  const id = gl.createProgram()
  for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(kind)
    if (!shader) throw new Error('The graphics context is lost.')
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    gl.attachShader(id, shader)
  }
  gl.linkProgram(id)
  if (!gl.getProgramParameter(id, gl.LINK_STATUS) && !gl.isContextLost()) {
    const shaders = gl.getAttachedShaders(id) ?? []
    throw new Error(shaders.map((shader) => gl.getShaderInfoLog(shader)).join('\n'))
  }
  const places = new Map<string, WebGLUniformLocation | null>()
  const at = (name: string): WebGLUniformLocation | null => {
    if (!places.has(name)) places.set(name, gl.getUniformLocation(id, name))
    return places.get(name) ?? null
  }
  return { id, at }
}

/** A picture the size of the screen, to draw a sheet apart. */
export class Canvas {
  readonly texture: WebGLTexture
  readonly frame: WebGLFramebuffer
  width = 0
  height = 0

  constructor(private readonly gl: GL) {
    this.texture = gl.createTexture()
    this.frame = gl.createFramebuffer()
  }

  /** Bind it to draw in, at this size in device pixels; true where its content was lost. */
  bind(width: number, height: number): boolean {
    const { gl } = this
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame)
    gl.viewport(0, 0, width, height)
    if (this.width === width && this.height === height) return false
    gl.activeTexture(gl.TEXTURE0)
    gl.bindTexture(gl.TEXTURE_2D, this.texture)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null)
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE)
    for (const when of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, when, gl.LINEAR)
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.texture, 0)
    this.width = width
    this.height = height
    return true
  }

  close(): void {
    this.gl.deleteTexture(this.texture)
    this.gl.deleteFramebuffer(this.frame)
  }
}
