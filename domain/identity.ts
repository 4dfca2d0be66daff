// How people are told apart: their service and their colour. Browser-safe; the server’s word about cursors, the mails and every
// avatar take them from here.

/** What says for whom somebody works. */
export interface Affiliated {
  organisation: { shortName: string };
  unit?: { shortName: string } | null;
}

/** « Département · MDADT Artois »: two people of one organisation are told apart by their service. */
export const affiliationOf = ({ organisation, unit }: Affiliated): string =>
  [organisation.shortName, unit?.shortName].filter(Boolean).join(' · ');

/** White text stands on each of them in both themes. The same list, in the same order, as `--identity-*` in tokens.css. */
export const identityColours = [
  '#0f7c74',
  '#ac5612',
  '#416bc4',
  '#b0427c',
  '#527a16',
  '#7c5bb8',
  '#c04444',
  '#28779f',
  '#8a671c',
  '#626b78',
] as const;

/** Rank of somebody's colour in the list: a plain hash of the id, the same everywhere. */
export function identityRank(id: string): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % identityColours.length;
}

/** Somebody's colour, as six hex digits (the editor's cursors want that form). */
export const identityColour = (id: string): string => identityColours[identityRank(id)] ?? identityColours[0];
