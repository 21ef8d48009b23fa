/** WebGL2 programs of the block. Colours are those of the wash (src/atelier/engines/relief/block/styles.py). */
const PLACE = `
uniform vec4 axes; // across east, across north, away east, away north
uniform vec4 look; // sine, cosine of the tilt; times; 1 / reach in metres
uniform vec4 frame; // pixels a metre; middle x, y in pixels; 0
uniform vec2 size; // pixels
vec4 placed(vec2 spot, float height) {
  float raised = height * look.z;
  float away = dot(spot, axes.zw);
  float x = frame.y + dot(spot, axes.xy) * frame.x;
  float y = frame.z - (away * look.x + raised * look.y) * frame.x;
  float depth = (away * look.y - raised * look.x) * look.w;
  return vec4(2.0 * x / size.x - 1.0, 1.0 - 2.0 * y / size.y, depth, 1.0);
}`

export const TOP_VERTEX = `#version 300 es
layout(location = 0) in vec3 at;
layout(location = 1) in vec2 slope;
layout(location = 2) in vec2 uv;
out float height;
out vec2 tilted;
out vec2 place;
${PLACE}
void main() {
  height = at.z;
  tilted = slope;
  place = uv;
  gl_Position = placed(at.xy, max(at.z, 0.0));
}`

export const TOP_FRAGMENT = `#version 300 es
precision highp float;
in float height;
in vec2 tilted;
in vec2 place;
uniform sampler2D drape;
uniform vec3 lamp;
uniform vec3 heights; // low, high, metres between contours
uniform float times;
out vec4 colour;
const vec3 LOW = vec3(0.953, 0.925, 0.843);
const vec3 HIGH = vec3(0.925, 0.863, 0.741);
const vec3 WASH = vec3(0.30, 0.235, 0.185);
const vec3 SEA = vec3(0.765, 0.847, 0.871);
const vec3 LINE = vec3(0.42, 0.34, 0.26);
float ruled(float level, float width) {
  float change = fwidth(level);
  float part = abs(fract(level - 0.5) - 0.5) / max(change, 1e-6);
  return (1.0 - smoothstep(width - 0.5, width + 0.5, part)) * step(1e-5, change); // flat ground has no contour
}
void main() {
  vec3 paper;
  if (height < -0.01) {
    paper = SEA;
  } else {
    float rise = clamp((height - max(heights.x, 0.0)) / max(heights.y - max(heights.x, 0.0), 1.0), 0.0, 1.0);
    vec3 facing = normalize(vec3(-tilted * times, 1.0));
    float light = dot(facing, lamp) / lamp.z;
    float shade = clamp(1.06 - light, 0.0, 1.0);
    paper = mix(mix(LOW, HIGH, rise), WASH, min(0.72, shade * 0.62));
    paper = mix(paper, vec3(1.0, 0.985, 0.94), clamp(light - 1.0, 0.0, 0.6) * 0.55);
    float dense = fwidth(height / heights.z);
    float fade = 1.0 - smoothstep(0.25, 0.6, dense);
    paper = mix(paper, LINE, ruled(height / heights.z, 0.45) * 0.30 * fade);
    paper = mix(paper, LINE, ruled(height / (heights.z * 5.0), 0.75) * 0.30 * (1.0 - smoothstep(0.25, 0.6, dense / 5.0)));
    float coast = abs(height) / max(fwidth(height), 1e-4);
    if (heights.x < 0.0) paper = mix(paper, vec3(0.30, 0.415, 0.455), (1.0 - smoothstep(0.4, 1.6, coast)) * 0.7);
  }
  vec4 drawn = texture(drape, place);
  colour = vec4(paper * (1.0 - drawn.a) + drawn.rgb, 1.0);
}`

export const FACE_VERTEX = `#version 300 es
layout(location = 0) in vec3 at;
layout(location = 1) in vec3 side;
out float height;
flat out vec3 outwards;
${PLACE}
void main() {
  height = at.z;
  outwards = side;
  gl_Position = placed(at.xy, at.z);
}`

export const FACE_FRAGMENT = `#version 300 es
precision highp float;
in float height;
flat in vec3 outwards;
uniform vec2 right; // of the picture, on the ground
uniform float rung; // metres between the rulings
out vec4 colour;
const vec3 SOIL_LIT = vec3(0.851, 0.765, 0.627);
const vec3 SOIL_SHADED = vec3(0.745, 0.639, 0.494);
const vec3 SEA_LIT = vec3(0.647, 0.769, 0.804);
const vec3 SEA_SHADED = vec3(0.565, 0.690, 0.730);
void main() {
  float shaded = smoothstep(-0.5, 0.5, dot(outwards.xy, right));
  vec3 paint = outwards.z > 0.5 ? mix(SEA_LIT, SEA_SHADED, shaded) : mix(SOIL_LIT, SOIL_SHADED, shaded);
  float level = height / rung;
  float part = abs(fract(level - 0.5) - 0.5) / max(fwidth(level), 1e-6);
  float line = 1.0 - smoothstep(0.2, 1.1, part);
  colour = vec4(mix(paint, vec3(0.35, 0.27, 0.2), line * (outwards.z > 0.5 ? 0.12 : 0.28)), 1.0);
}`

export const EDGE_VERTEX = `#version 300 es
layout(location = 0) in vec3 at;
${PLACE}
void main() {
  gl_Position = placed(at.xy, at.z);
  gl_Position.z -= 0.0015;
}`

export const EDGE_FRAGMENT = `#version 300 es
precision mediump float;
out vec4 colour;
void main() { colour = vec4(0.227, 0.192, 0.157, 1.0); }`
