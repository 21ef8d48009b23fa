/** GLSL of the ink: round capsules between points of unequal pressure, hatched areas, sheets laid one on the other. */

export const CAPSULE_VERTEX = `#version 300 es
precision highp float;
precision highp usampler2D;
uniform usampler2D points; // rows of 1024: x and y (floats), half width with flags, colour
uniform int first;       // the point where gl_VertexID 0 starts
uniform vec2 shift;      // device pixels from the middle of the screen to the origin
uniform float scale;     // device pixels per local unit
uniform float thickness; // device pixels per pixel of pencil
uniform vec2 halfScreen; // device pixels
flat out vec2 a;
flat out vec2 b;
flat out vec2 radii;
flat out vec4 color;
flat out vec2 way;       // device pixels along the line, at each end
out vec2 at;
vec4 unpack(uint c) {
  return vec4(float(c & 255u), float((c >> 8) & 255u), float((c >> 16) & 255u), float(c >> 24)) / 255.0;
}
uvec4 point(int number) {
  return texelFetch(points, ivec2(number & 1023, number >> 10), 0);
}
void main() {
  int number = first + gl_VertexID / 6;
  int turn = gl_VertexID % 6;
  uvec4 start = point(number);
  uvec4 end = point(number + 1);
  uvec2 startInk = start.zw;
  uvec2 endInk = end.zw;
  bool linked = (startInk.x & 65536u) != 0u;
  a = uintBitsToFloat(start.xy) * scale + shift;
  b = uintBitsToFloat(end.xy) * scale + shift;
  radii = vec2(float(startInk.x & 65535u), float(endInk.x & 65535u)) / 256.0 * thickness;
  radii = max(radii, vec2(0.55));
  color = unpack(startInk.y);
  vec2 run = vec2(float(startInk.x >> 17), float(endInk.x >> 17)) / 4.0;
  way = (run.y < run.x ? run + vec2(0.0, 8192.0) : run) * scale;
  vec2 axis = b - a;
  float size = length(axis);
  vec2 dir = size > 1e-4 ? axis / size : vec2(1.0, 0.0);
  vec2 side = vec2(-dir.y, dir.x);
  float reach = max(radii.x, radii.y) + 1.5;
  vec2 corner = vec2(turn == 1 || turn >= 4, turn == 2 || turn == 3 || turn == 5) * 2.0 - 1.0;
  at = (corner.x < 0.0 ? a : b) + dir * corner.x * reach + side * corner.y * reach;
  bool outside = any(greaterThan(min(a, b) - reach, halfScreen)) || any(lessThan(max(a, b) + reach, -halfScreen));
  gl_Position = linked && !outside ? vec4(at.x / halfScreen.x, -at.y / halfScreen.y, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}`

/** Distance to an uneven capsule; source: Quilez, "Uneven Capsule - distance 2D", for unequal radii. */
export const CAPSULE_FRAGMENT = `#version 300 es
precision highp float;
flat in vec2 a;
flat in vec2 b;
flat in vec2 radii;
flat in vec4 color;
flat in vec2 way;
in vec2 at;
uniform float dash; // device pixels of a dash and its gap; 0 for a plain line
out vec4 paint;
float capsule(vec2 p, vec2 pa, vec2 pb, float ra, float rb) {
  p -= pa;
  pb -= pa;
  float h = dot(pb, pb);
  if (h < 1e-4) return length(p) - max(ra, rb);
  vec2 q = vec2(abs(dot(p, vec2(pb.y, -pb.x))), dot(p, pb)) / h;
  float d = ra - rb;
  vec2 c = vec2(sqrt(max(0.0, h - d * d)), d);
  float k = c.x * q.y - c.y * q.x;
  float m = dot(c, q);
  float n = dot(q, q);
  if (k < 0.0) return sqrt(h * n) - ra;
  if (k > c.x) return sqrt(h * (n + 1.0 - 2.0 * q.y)) - rb;
  return m - ra;
}
void main() {
  float cover = clamp(0.5 - capsule(at, a, b, radii.x, radii.y), 0.0, 1.0) * color.a;
  if (dash > 0.0 && way.y > way.x) {
    float along = mix(way.x, way.y, clamp(dot(at - a, b - a) / max(dot(b - a, b - a), 1e-4), 0.0, 1.0));
    cover *= clamp(0.5 + dash * 0.31 - abs(mod(along, dash) - dash * 0.5), 0.0, 1.0);
  }
  if (cover <= 0.0) discard;
  paint = vec4(color.rgb * cover, cover);
}`

export const FILL_VERTEX = `#version 300 es
precision highp float;
layout(location = 0) in vec2 place;
layout(location = 1) in uint ink;
uniform vec2 shift;
uniform float scale;
uniform vec2 halfScreen;
flat out vec4 color;
out vec2 at;
void main() {
  color = vec4(float(ink & 255u), float((ink >> 8) & 255u), float((ink >> 16) & 255u), float(ink >> 24)) / 255.0;
  at = place * scale + shift;
  gl_Position = color.a > 0.0 ? vec4(at.x / halfScreen.x, -at.y / halfScreen.y, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}`

/** A light tint under a fine hatch at 45 degrees that stays with the ground when the map slides. */
export const FILL_FRAGMENT = `#version 300 es
precision highp float;
flat in vec4 color;
in vec2 at;
uniform float hatchPhase;
uniform float pixel;
out vec4 paint;
void main() {
  float gap = 7.0 * pixel;
  float across = mod((at.x + at.y) * 0.70710678 - hatchPhase, gap);
  float away = abs(across - gap * 0.5);
  float line = clamp(0.55 * pixel + 0.5 - away, 0.0, 1.0);
  float cover = color.a * mix(0.17, 0.58, line);
  paint = vec4(color.rgb * cover, cover);
}`

export const SHEET_VERTEX = `#version 300 es
precision highp float;
out vec2 uv;
void main() {
  vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
  uv = corner;
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`

/** A sheet, moved from where it was painted to where one looks: its ink at \`opacity\`, over a veil of paper that lets what lies below fade. */
export const SHEET_FRAGMENT = `#version 300 es
precision highp float;
in vec2 uv;
uniform sampler2D sheet;
uniform float opacity;
uniform vec4 veil;
uniform vec3 shift;
out vec4 paint;
void main() {
  vec2 at = (uv - 0.5) / shift.z + 0.5 + shift.xy;
  bool outside = any(lessThan(at, vec2(0.0))) || any(greaterThan(at, vec2(1.0)));
  vec4 ink = outside ? vec4(0.0) : texture(sheet, at) * opacity;
  paint = ink + veil * (1.0 - ink.a);
}`
