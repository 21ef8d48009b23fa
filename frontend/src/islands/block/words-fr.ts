/** The words of the block, in French. */
const decimal = (value: number): string => value.toLocaleString('fr-FR', { maximumFractionDigits: 1 }).replace('-', '−')

export const fr = {
  picture: 'Bloc du relief',
  help: 'Flèches gauche et droite : tourner. Flèches haut et bas : lever ou baisser l’œil. Plus et moins : approcher ou reculer. H et B : hauteurs. Début : revenir au départ.',
  loading: 'Le sol se prépare…',
  failed: 'Le bloc ne peut pas s’afficher : le serveur ne répond pas. Rechargez la page.',
  noGraphics: 'Ce navigateur ne sait pas faire tourner le bloc (WebGL absent) : en voici un dessin.',
  still: 'Un dessin du bloc, décrit en mots dans cette page',
  direction: 'Tourner',
  tilt: 'Hauteur de l’œil',
  times: 'Hauteurs',
  seenFrom: ['du nord', 'du nord-est', 'de l’est', 'du sud-est', 'du sud', 'du sud-ouest', 'de l’ouest', 'du nord-ouest'],
  from: (eighth: string) => `vu ${eighth}`,
  degrees: (value: number) => `${Math.round(value)}°`,
  multiplied: (value: number) => (value === 1 ? 'vraies' : `× ${decimal(value)}`),
  look: (eighth: string, tilt: number, times: number) =>
    `Vu ${eighth}, l’œil ${Math.round(tilt)}° au-dessus de l’horizon, hauteurs ${times === 1 ? 'vraies' : `multipliées par ${decimal(times)}`}.`,
  closer: 'Approcher',
  farther: 'Reculer',
  again: 'Revenir au départ',
  north: 'N',
  layers: 'Sur le sol',
  names: 'Noms des lieux',
  drawings: (table: string) => `Dessins : ${table}`,
  kilometres: (km: number) => `${decimal(km)} km`,
  metres: (metres: number) => `${decimal(Math.round(metres))} m`,
  drawn: 'Ce qui est dessiné dessus',
  nothing: 'Rien encore.',
  live: 'Les dessins arrivent à mesure.',
  waiting: 'Réseau coupé : les dessins reprendront seuls.',
  closed: 'Cette table ne vous est plus ouverte.',
  corners: ['au nord-ouest', 'au nord', 'au nord-est', 'à l’ouest', 'au milieu', 'à l’est', 'au sud-ouest', 'au sud', 'au sud-est'],
  near: (name: string) => `, près de ${name}`,
  told: (meaning: string, where: string, height: string) => `${meaning} : ${where}, à ${height}`,
  quoted: (text: string) => `« ${text} »`,
  more: (count: number) => `et ${count} de plus`,
}

export type Words = typeof fr
