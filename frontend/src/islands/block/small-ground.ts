/** For tests: a slope that falls to the north into the sea, with a wall across it. */
import { Ground } from './ground'

export const BOUNDS = [1.05, 49.88, 1.12, 49.93] as const
const COLUMNS = 12
const ROWS = 9

export function slope(wallRow?: number): Ground {
  const heights = Float32Array.from({ length: COLUMNS * ROWS }, (_, at) => {
    const row = Math.floor(at / COLUMNS)
    return row === wallRow ? 900 : row * 10 - 20
  })
  return new Ground({ bounds: BOUNDS, columns: COLUMNS, rows: ROWS, heights })
}
