// Where words are in a text that is open: whatever the accents and capitals, as the search of the platform finds them. Pure.

/** From and to, in UTF-16 units. */
export type Match = readonly [number, number];

/** A text to look in, or words to look for: without accents and capitals, unit for unit: what has no such form of one unit stays as it is. */
export function foldedUnits(text: string): string {
  let folded = '';
  for (const unit of text) {
    const plain = unit.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('fr');
    folded +=
      plain.length === unit.length ? plain : unit.toLowerCase().length === unit.length ? unit.toLowerCase() : unit;
  }
  // French writes ’ and no-break spaces where a keyboard gives ' and a space.
  return folded.replace(/[’ʼ]/g, "'").replace(/[\u00a0\u202f]/g, ' ');
}

/** Every place of words in a text, both as `foldedUnits` gives them, in order; none overlap. */
export function matchesOf(folded: string, wanted: string): Match[] {
  if (wanted.trim() === '') return [];
  const found: Match[] = [];
  for (let from = folded.indexOf(wanted); from >= 0; from = folded.indexOf(wanted, from + wanted.length))
    found.push([from, from + wanted.length]);
  return found;
}
