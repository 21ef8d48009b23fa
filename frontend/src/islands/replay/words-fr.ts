import type { Thing } from '../../live/session'

const many = (count: number, one: string, more: string): string => `${count.toLocaleString('fr')} ${count > 1 ? more : one}`

const DRAWS: Record<Thing['shape'], string> = {
  stroke: 'trace un trait',
  area: 'délimite une surface',
  mark: 'pose une gommette',
  note: 'écrit une note',
}
export type Deed = 'moves' | 'writes' | 'renames' | 'shifts' | 'cut' | 'erase' | 'restore'

const DOES: Record<Deed, (what: string) => string> = {
  moves: (what) => `déplace ${what}`,
  writes: (what) => `récrit ${what}`,
  renames: (what) => `change le sens d’${what}`,
  shifts: (what) => `pose ${what} sur un autre calque`,
  cut: (what) => `gomme une partie d’${what}`,
  erase: (what) => `efface ${what}`,
  restore: (what) => `restaure ${what}`,
}

/** The words of the replay, in French. */
export const fr = {
  title: (table: string) => `${table} : la séance rejouée`,
  back: 'Revenir à la table',
  mapName: 'Carte de la table, à ce moment de la séance',
  credits: 'Sources de la carte',
  noMap: 'La carte ne s’affiche pas sur cet appareil (WebGL absent). Le récit et les moments marchent.',
  reading: (done: number, all: number) => `Lecture du journal : ${done.toLocaleString('fr')} gestes sur ${all.toLocaleString('fr')}`,
  failed: 'Le journal ne répond pas. Rechargez la page.',
  empty: 'Personne n’a encore dessiné à cette table.',
  // Transport
  transport: 'Lecture',
  play: 'Rejouer',
  pause: 'Pause',
  stepBack: 'Un geste en arrière',
  step: 'Un geste en avant',
  chapterBack: 'Moment précédent',
  chapter: 'Moment suivant',
  slider: 'Où l’on en est',
  at: (count: number, all: number) => `geste ${count.toLocaleString('fr')} sur ${all.toLocaleString('fr')}`,
  start: 'Avant le premier geste',
  speed: 'Vitesse',
  times: (speed: number) => `× ${speed.toLocaleString('fr')}`,
  shortens: 'Raccourcir les attentes',
  // Panel
  panel: 'Récit, moments, filtres',
  story: 'Ce qui se passe',
  moments: 'Moments',
  noMoments: 'Aucun moment ne se détache.',
  sieve: 'Qui, avec quoi',
  pencil: 'Crayon',
  college: 'Collège',
  all: 'Tous',
  colors: 'Couleurs',
  byLegend: 'Selon la légende',
  byCollege: 'Selon le collège',
  ghosts: 'Montrer ce qui a été effacé',
  counted: (count: number) => `${many(count, 'élément', 'éléments')} sur la carte`,
  takeHome: 'Emporter',
  pictures: 'Image, planche, film',
  keysTitle: 'Au clavier',
  keys: [
    ['Espace', 'Rejouer, ou pause'],
    ['← →', 'Un geste en arrière, en avant'],
    ['Maj + ← →', 'Dix gestes'],
    ['Page ↑ Page ↓', 'Moment précédent, suivant'],
    ['Début, Fin', 'Le début, la fin'],
    ['+ et −', 'Plus vite, moins vite'],
  ] as [string, string][],
  // Sentences
  someone: 'quelqu’un',
  something: 'un élément',
  things: { stroke: 'un trait', area: 'une surface', mark: 'une gommette', note: 'une note' } as Record<Thing['shape'], string>,
  who: (name: string, college: string) => (college ? `${name} (${college})` : name),
  quoted: (meaning: string) => `« ${meaning} »`,
  saying: (text: string) => (text ? ` : ${text}` : ''),
  draws: (who: string, shape: Thing['shape'], rest: string) => [who, DRAWS[shape], rest].filter(Boolean).join(' '),
  does: (who: string, deed: Deed, what: string) => `${who} ${DOES[deed](what)}`,
  firstOn: (overlay: string) => `Premier geste sur « ${overlay} »`,
  afterWait: (minutes: number) => (minutes < 120 ? `Après ${minutes} min sans dessiner` : `Après ${Math.round(minutes / 60)} h sans dessiner`),
  meanwhile: (count: number, hour: string) => `${many(count, 'geste', 'gestes')}, il est ${hour}`,
  over: 'La séance est rejouée jusqu’au bout.',
}

export type Words = typeof fr
