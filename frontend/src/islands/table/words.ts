import { en } from './words-en'
import { fr, type Words } from './words-fr'

export type { Words }

export const words = { fr, en }

export const wordsFor = (lang: string): Words => (lang.startsWith('en') ? en : fr)

/** The words of this page. */
export const say: Words = wordsFor(typeof document === 'undefined' ? 'fr' : document.documentElement.lang)
