// Which passwords a list of guesses holds: common ones, words and first names, the names that everybody here knows, with
// digits and signs around. accounts.ts asks when a password is chosen. Judges no composition: a phrase of any words may
// pass. Runs on the server alone: the lists weigh two megabytes.

/** Names that a guesser knows: of the person, of the organisation, of the product. */
export interface KnownNames {
  email: string;
  name: string;
  organisation: readonly string[];
}

const PRODUCT = ['Ingénierie 62', 'Ingénierie Soixante-deux'];

/** Letters that must be left of a password once all that is guessable has been taken out of it. */
const LEAST_LEFT = 5;

/** Digits that are too many to be a year, a date, a department or « 123 ». */
const MANY_DIGITS = 9;

/** Keys that lie side by side, and orders that everybody knows. */
const ROWS = [
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  '&éèçà&"\'(-_)=',
].flatMap((row) => [row, [...row].reverse().join('')]);

const SHORTEST_RUN = 3;

/** Letters without accents or case. */
const fold = (words: string): string =>
  words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae');

const disguises: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '3': 'e',
  $: 's',
  '5': 's',
  '7': 't',
};

/** The same with the digits and signs that stand for letters read as such; those before and after the words stay out. */
const undisguised = (words: string): string =>
  words
    .replace(/^[^a-z]{1,8}(?=[a-z])|(?<=[a-z])[^a-z]{1,8}$/g, '')
    .replace(/[@40!13$57]/g, (sign) => disguises[sign] ?? sign);

let lists: Promise<ReadonlySet<string>> | undefined;

/** All the words of the lists, read once, when somebody first chooses a password. */
async function readLists(): Promise<ReadonlySet<string>> {
  const [common, french] = await Promise.all([import('@zxcvbn-ts/language-common'), import('@zxcvbn-ts/language-fr')]);
  const words = [...common.dictionary['passwords-common'], ...Object.values(french.dictionary).flat()];
  return new Set(words.map((word) => fold(word).replace(/[^\p{L}\p{N}]/gu, '')));
}

/** A name, its words and every run of them, as they are typed in a password. */
function formsOf(name: string): string[] {
  const words =
    fold(name)
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, 20) ?? [];
  return words.flatMap((_, start) =>
    words.slice(start).map((_, length) => words.slice(start, start + length + 1).join('')),
  );
}

/** What repeats a shorter piece, as that piece. */
const unrepeated = (piece: string): string => /^(.+?)\1+$/.exec(piece)?.[1] ?? piece;

/** Without runs of neighbouring keys, letters or digits. */
function withoutRuns(piece: string): string {
  for (let start = 0; start + SHORTEST_RUN <= piece.length; start += 1) {
    let length = 0;
    while (start + length < piece.length && ROWS.some((row) => row.includes(piece.slice(start, start + length + 1))))
      length += 1;
    // Three letters that follow each other are in many words; four are not.
    if (length > SHORTEST_RUN || length === piece.length)
      return piece.slice(0, start) + withoutRuns(piece.slice(start + length));
  }
  return piece;
}

/** The different pieces that are not guessable by themselves. */
function piecesLeft(words: string): string[] {
  const pieces = words.match(/\p{L}+|\p{N}+|[^\p{L}\p{N}\s]+/gu) ?? [];
  const left = pieces
    .map((piece) => withoutRuns(unrepeated(piece)))
    .filter((piece) => {
      if (/^\p{N}/u.test(piece)) return piece.length >= MANY_DIGITS;
      return /^\p{L}/u.test(piece) || new Set(piece).size >= LEAST_LEFT;
    });
  return [...new Set(left)];
}

function isGuessable(words: string, list: ReadonlySet<string>): boolean {
  const left = piecesLeft(words);
  const together = left.join('');
  const once = unrepeated(together);
  return (
    [...once].length < LEAST_LEFT ||
    list.has(together) ||
    list.has(once) ||
    (left.length === 1 && list.has(once.replace(/[sx]$/, '')))
  );
}

/** Why a password is the first that a guesser tries; null when it is not. */
export async function guessableFault(password: string, known: KnownNames): Promise<string | null> {
  lists ??= readLists();
  const list = await lists;
  const names = [known.email, known.name, ...known.organisation, ...PRODUCT]
    .flatMap(formsOf)
    .filter((form) => form.length > SHORTEST_RUN)
    .sort((one, other) => other.length - one.length);
  const withoutNames = (words: string) => names.reduce((rest, name) => rest.replaceAll(name, ' '), words);
  const typed = fold(password);
  for (const words of [typed, undisguised(typed)]) {
    if (isGuessable(words, list))
      return 'Ce mot de passe est parmi les premiers que l’on devine. Choisissez par exemple une phrase de quatre mots.';
    if (isGuessable(withoutNames(words), list))
      return 'Ce mot de passe reprend votre nom, votre adresse, votre organisme ou la plate-forme : on le devine. Choisissez par exemple une phrase de quatre mots.';
  }
  return null;
}
