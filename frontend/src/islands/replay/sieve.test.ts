import { expect, it } from 'vitest'
import type { Thing } from '../../live/session'
import { inks, OPEN_SIEVE, sifted } from './sieve'

const thing: Thing = { id: 'a', shape: 'stroke', overlay: 1, pencil: 'water', trace: [], seat: 4, at: 0, seq: 1, touched_by: 4 }
const colleges = new Map([[4, 'elected']])
const through = (part: Partial<typeof OPEN_SIEVE>): Thing | undefined => sifted(thing, { ...OPEN_SIEVE, ...part }, colleges)

it('lets through by pencil and by college', () => {
  expect([through({}), through({ pencil: 'water', college: 'elected' })]).toEqual([thing, thing])
  expect([through({ pencil: 'road' }), through({ college: 'inhabitant' })]).toEqual([undefined, undefined])
})

it('shows a thing in the colour of the college that drew it', () => {
  const water = { key: 'water', meaning: 'Eau', color: '#1f6fb2', width: 4, shape: 'stroke' } as const
  const ink = inks([water], { elected: { color: '#aa0000' } }).find(({ key }) => key === through({ colorsColleges: true })?.pencil)

  expect(ink).toEqual({ ...water, key: 'elected/water', color: '#aa0000' })
})
