import { en } from './words-en'
import { fr, type Words } from './words-fr'

/** The words of this page. */
export const say: Words = typeof document !== 'undefined' && document.documentElement.lang.startsWith('en') ? en : fr
