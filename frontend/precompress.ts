import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const WORTH_IT = /\.(js|mjs|css|svg|json)$/
const LEAST_BYTES = 1_000

/**
 * Beside each text of the bundle and of the `others`, the same in Brotli and in gzip, as small as they can be made:
 * WhiteNoise serves them as they are, and nothing is compressed while people wait. Zlib comes with Node: no package is
 * needed for it.
 */
export function precompress(...others: string[]): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle: ({ dir }) => [dir ?? '', ...others].flatMap(filesUnder).filter(isWorthIt).forEach(compress),
  }
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))

const isWorthIt = (path: string): boolean => WORTH_IT.test(path) && statSync(path).size >= LEAST_BYTES

function compress(path: string): void {
  const text = readFileSync(path)
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: text.length }
  writeFileSync(`${path}.br`, brotliCompressSync(text, { params }))
  writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
}
