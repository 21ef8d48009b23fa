import type { Words } from './words-fr'

/** The same words in English. */
const decimal = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 1 }).replace('-', '−')

export const en: Words = {
  picture: 'Block of the relief',
  help: 'Left and right arrows: turn. Up and down arrows: raise or lower the eye. Plus and minus: closer or farther. H and B: heights. Home: back to the start.',
  loading: 'Preparing the ground…',
  failed: 'The block cannot be shown: the server does not answer. Load the page again.',
  noGraphics: 'This browser cannot turn the block (no WebGL): here is a drawing of it.',
  still: 'A drawing of the block, described in words on this page',
  direction: 'Turn',
  tilt: 'Height of the eye',
  times: 'Heights',
  seenFrom: ['the north', 'the north-east', 'the east', 'the south-east', 'the south', 'the south-west', 'the west', 'the north-west'],
  from: (eighth) => `from ${eighth}`,
  degrees: (value) => `${Math.round(value)}°`,
  multiplied: (value) => (value === 1 ? 'true' : `× ${decimal(value)}`),
  look: (eighth, tilt, times) =>
    `Seen from ${eighth}, the eye ${Math.round(tilt)}° above the horizon, heights ${times === 1 ? 'true' : `multiplied by ${decimal(times)}`}.`,
  closer: 'Closer',
  farther: 'Farther',
  again: 'Back to the start',
  north: 'N',
  layers: 'On the ground',
  names: 'Names of places',
  drawings: (table) => `Drawings: ${table}`,
  kilometres: (km) => `${decimal(km)} km`,
  metres: (metres) => `${decimal(Math.round(metres))} m`,
  drawn: 'What is drawn on it',
  nothing: 'Nothing yet.',
  live: 'Drawings come as they are made.',
  waiting: 'Network cut: drawings will come again by themselves.',
  closed: 'This table is not open to you any more.',
  corners: ['in the north-west', 'in the north', 'in the north-east', 'in the west', 'in the middle', 'in the east', 'in the south-west', 'in the south', 'in the south-east'],
  near: (name) => `, near ${name}`,
  told: (meaning, where, height) => `${meaning}: ${where}, at ${height}`,
  quoted: (text) => `“${text}”`,
  more: (count) => `and ${count} more`,
}
