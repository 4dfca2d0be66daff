// Which area of the help is that of a page: the footer and the account menu lead there. Apart from the words of the help
// (areas.ts), which no other page is to carry.

/** The areas by the addresses whose help they are: the first that fits. */
const areaPaths = {
  rediger: /^\/conventions\/[^/]+$/,
  commenter: /^\/conventions\/[^/]+\/commentaires/,
  suivre: /^\/conventions\/[^/]+\/(suivi|documents|bilan)/,
  avancer: /^\/conventions/,
  'se-reunir': /^\/(reunions|invitation|compte-rendu)/,
  partager: /^\/donnees/,
  rechercher: /^\/recherche/,
  connecter: /^\/(graphql|organisation\/[^/]+\/(cles|webhooks))/,
  compte: /^\//,
} as const satisfies Record<string, RegExp>;

export type HelpAreaId = keyof typeof areaPaths;

/** The help of the page at this address. */
export const helpPath = (path: string): string =>
  path === '/' ? '/aide' : `/aide/${Object.entries(areaPaths).find(([, paths]) => paths.test(path))?.[0] ?? ''}`;
