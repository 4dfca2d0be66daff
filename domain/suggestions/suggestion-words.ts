// What a suggestion would do, in a French sentence. Browser-safe: the page and the API say the same.

import type { BlockKind } from '../texts/text-grammar.ts';
import { degreeNames } from '../versions/comparison-words.ts';
import type { Degree, ItemMark } from '../vocabulary.ts';
import type { SuggestedPart } from './suggested-text.ts';

/** Characters of words that are quoted. */
const QUOTED = 120;

function quoted(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  const cut = line.length > QUOTED ? `${line.slice(0, QUOTED).trimEnd()}…` : line;
  return `«\u00a0${cut === '' ? 'espace' : cut}\u00a0»`;
}

const kindWords: Record<BlockKind, string> = {
  part: 'partie',
  article: 'article',
  axis: 'axe',
  objective: 'objectif',
  subheading: 'intertitre',
  paragraph: 'paragraphe',
  table: 'tableau',
};

const markWords: Record<ItemMark, string> = {
  ACTION: 'action',
  OBLIGATION: 'obligation',
  COMMITMENT: 'engagement',
  DELIVERABLE: 'livrable',
};

const styleWords: Record<string, string> = {
  bold: 'gras',
  italic: 'italique',
  underline: 'souligné',
  superscript: 'exposant',
  subscript: 'indice',
  link: 'lien',
};

function wordsOfFact({ fact, to }: SuggestedPart['facts'][number]): string {
  if (fact === 'kind') return `devient ${kindWords[to as BlockKind] ?? 'autre chose'}`;
  if (fact === 'list') return to === null ? 'sort de la liste' : 'entre dans une liste';
  if (fact === 'mark') return to === null ? 'ne porte plus de marque' : `est marqué ${markWords[to as ItemMark]}`;
  if (fact === 'degree') return to === null ? 'ne dit plus de degré' : `dit «\u00a0${degreeNames[to as Degree]}\u00a0»`;
  return 'change de mise en forme';
}

function wordsOfLine({ axis, isAdded, words }: SuggestedPart['lines'][number]): string {
  const line = axis === 'row' ? 'une ligne' : 'une colonne';
  const said = words === '' ? '' : ` (${quoted(words)})`;
  return isAdded ? `Ajoute ${line} au tableau${said}` : `Retire ${line} du tableau${said}`;
}

type LineAxis = SuggestedPart['lines'][number]['axis'];

/** What of tables no tracked change of a file tells: Word tracks rows alone, LibreOffice's own format neither. */
export const untrackedLines: Record<'DOCX' | 'ODT', readonly LineAxis[]> = { DOCX: ['column'], ODT: ['row', 'column'] };

/** What a file says of a suggestion's lines that no tracked change tells; null when all of it is told so. */
export function untrackedWords(parts: readonly SuggestedPart[], untracked: readonly LineAxis[]): string | null {
  const lines = parts.flatMap(({ lines }) => lines.filter(({ axis }) => untracked.includes(axis)));
  if (lines.length === 0) return null;
  const said = [...new Set(lines.map(wordsOfLine))].join('\u202f; ');
  return `${said}. Aucune modification suivie ne le montre dans ce fichier\u00a0: cela se décide dans le texte.`;
}

const blockWords = {
  new: 'Ajoute un passage',
  gone: 'Retire un passage, ou le joint au précédent',
  moved: 'Déplace un passage',
} as const;

function wordsOfPart({ inserted, deleted, block, facts, lines, styles }: SuggestedPart): string[] {
  const words: string[] = [];
  if (inserted !== '' && deleted !== '') words.push(`Remplace ${quoted(deleted)} par ${quoted(inserted)}`);
  else if (inserted !== '' && !lines.some(({ isAdded }) => isAdded)) words.push(`Ajoute ${quoted(inserted)}`);
  else if (deleted !== '') words.push(`Retire ${quoted(deleted)}`);
  if (block && !(block === 'new' && inserted !== '')) words.push(blockWords[block]);
  words.push(...new Set(lines.map(wordsOfLine)));
  for (const said of new Set(facts.map(wordsOfFact))) words.push(`Le passage ${said}`);
  for (const { style, isGiven, words: of } of styles)
    words.push(`${isGiven ? 'Met' : 'Ôte'} ${quoted(of)} ${isGiven ? 'en' : 'le'} ${styleWords[style] ?? 'style'}`);
  return words;
}

/** « Remplace « printemps » par « automne » ; le passage devient objectif (d’après Paul Caron, dans Word) ». */
export function wordSuggestion(parts: readonly SuggestedPart[], wordAuthor: string | null = null): string {
  const words = [...new Set(parts.flatMap(wordsOfPart))];
  const said = words
    .map((one, index) => (index === 0 ? one : one.charAt(0).toLowerCase() + one.slice(1)))
    .join('\u202f; ');
  return wordAuthor === null ? said : `${said} (d’après ${wordAuthor}, dans Word)`;
}
