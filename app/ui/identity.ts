// Who is who, by colour: the same person has the same one in every avatar and cursor, on every machine.

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

/** « EC » for « Élodie Caron », « M » for one word: first letters of the first and last words. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s-]+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase('fr');
}
