/** The words of the choice of a place. */
const fr = {
  goTo: 'Aller à un lieu',
  preset: 'Lieux tout prêts',
  search: 'Chercher une commune',
  searchHint: 'nom ou code postal',
  found: (count: number) => (count === 0 ? 'Aucun lieu de ce nom.' : `${count} ${count > 1 ? 'lieux trouvés' : 'lieu trouvé'}.`),
  searchFailed: 'La recherche ne répond pas.',
  map: 'Carte du territoire',
  frame: 'Rectangle choisi. Flèches : le déplacer. Majuscule et flèches : l’agrandir ou le réduire.',
  size: (width: string, depth: string) => `${width} × ${depth} km`,
  measures: 'Ce que cela donnera',
  measuring: 'Calcul…',
  measureFailed: 'Le calcul n’a pas répondu ; vous pouvez tout de même demander.',
  noMap: 'La carte ne s’affiche pas ici (WebGL absent) : choisissez un lieu tout prêt, une commune, ou écrivez les nombres ci-dessous.',
  credits: 'Sources de la carte',
  closer: 'Approcher la carte',
  farther: 'Éloigner la carte',
  whole: 'Voir le rectangle',
}

const en: typeof fr = {
  goTo: 'Go to a place',
  preset: 'Ready-made places',
  search: 'Find a commune',
  searchHint: 'name or postcode',
  found: (count) => (count === 0 ? 'No place of that name.' : `${count} ${count > 1 ? 'places' : 'place'} found.`),
  searchFailed: 'The search does not answer.',
  map: 'Map of the territory',
  frame: 'Chosen rectangle. Arrows: move it. Shift and arrows: make it larger or smaller.',
  size: (width, depth) => `${width} × ${depth} km`,
  measures: 'What it will give',
  measuring: 'Measuring…',
  measureFailed: 'The measure did not come; you can ask all the same.',
  noMap: 'The map cannot be shown here (no WebGL): choose a ready-made place, a commune, or write the numbers below.',
  credits: 'Sources of the map',
  closer: 'Bring the map closer',
  farther: 'Take the map farther',
  whole: 'See the rectangle',
}

export const say: typeof fr = typeof document !== 'undefined' && document.documentElement.lang.startsWith('en') ? en : fr
export const decimal = (value: number): string => value.toLocaleString(document.documentElement.lang || 'fr', { maximumFractionDigits: 1 })
