// Whether words can be a title and are no sentence. Pure; called by recognition.ts and numbering-habits.ts.

/** Begins as a title does: a capital, a number, a quotation mark. */
export const startsTitle = (title: string) => /^[«"“(\s]*[\p{Lu}\d]/u.test(title);

/** A sentence ends before the last one does. */
export const manySentences = (words: string) => /[.!?]\s+[\p{Lu}«]/u.test(words);

/** Verbs that only sentences have. */
export const conjugated =
  /(?<!\p{L})(?:est|sont|sera|seront|doit|doivent|devra|devront|peut|peuvent|pourra|pourront|s['’]engagent?|ont|avait|prend|prévoit|fixe|comprend|\p{L}{3,}(?:era|eront))(?!\p{L})/iu;
const infinitive = /^[«"“\s]*(?:s['’]|se\s)?\p{Lu}\p{Ll}+(?:er|ir|re)(?!\p{L})/u;

/** An unmarked line that carries the number of an objective in its turn: a title of any length, unless it is a sentence. */
export const isObjectiveTitle = (title: string): boolean =>
  startsTitle(title) && !manySentences(title) && (infinitive.test(title) || !conjugated.test(title));

/** The line below « Article 1 » is its title when it is short and is no sentence: « Objet de la convention. ». */
export function isTitleBelow(line: string): boolean {
  const words = line.split(/\s+/).length;
  if (line.length > 150 || words > 16 || !startsTitle(line) || manySentences(line) || /[;,:]$/.test(line)) return false;
  if (conjugated.test(line)) return false;
  // « Le Département verse une participation. » has its verb where no list of verbs finds it.
  return (
    !/\.$/.test(line) ||
    words <= 4 ||
    !/^(?:les?|la|l['’]|il|elle|ils|elles|chaque|toute?|en\s+cas)(?!\p{L})/iu.test(line)
  );
}

/** An unmarked line is a title when it is short, begins like one and is no sentence. */
export function isPlainTitle(title: string, separated: boolean): boolean {
  if (title.length > 200 || !startsTitle(title)) return false;
  if (/[.!?]$/.test(title) && !infinitive.test(title)) return false;
  return !conjugated.test(title) && (separated || title.length <= 120);
}

const named = /^(?:projet\s+d[e’']\s*)?(?:avenant|convention|accord|protocole|contrat|charte)(?!\p{L})/iu;

/** The line by which a text names itself: « CONVENTION 2025 ». */
export const isDocumentTitle = (words: string) =>
  named.test(words) && words.length <= 150 && !/[.;,]$/.test(words) && !conjugated.test(words);
