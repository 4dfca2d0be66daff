// What an upload looks like before it is confirmed: its blocks with kinds, numbers and words, and what its author should
// look at. Pure; called by imports.ts. The sentences are French: they are shown as they are.
import type { JSONContent } from '@tiptap/core';
import { Node as TextNode } from '@tiptap/pm/model';
import { YEARS } from '../conventions/inputs.ts';
import { staleYears } from '../conventions/stale-years.ts';
import { rankOf } from '../texts/numbering.ts';
import { absentArticles, type Block, blocksOf, textSchema } from '../texts/text-schema.ts';
import type { Degree, ItemMark } from '../vocabulary.ts';
import { type LeftOut, type QuotedKind, quotedKinds, type WrittenKind, wordsOf } from '../written/written-text.ts';
import { buildText, type ImportedBlock, type ImportedText } from './imported-text.ts';
import { isDocumentTitle } from './title-words.ts';
import { shownWords } from './typed-lines.ts';

/** One block of an upload as it would stand in the convention. */
export interface PreviewBlock {
  id: string;
  kind: WrittenKind;
  numbered: boolean;
  /** As its author set it; null to follow. */
  startAt: number | null;
  /** As it will be printed: « 1.2 »; null when it carries none. */
  number: string | null;
  /** Its words, without what is counted instead. */
  text: string;
  /** What was typed before the title and is counted instead: « Article 8 : ». */
  prefix: string | null;
  /** Depth in the outline: 0 above all headings. */
  depth: number;
  /** Depth in its list; null outside lists. */
  listDepth: number | null;
  mark: ItemMark | null;
  degree: Degree | null;
}

export const importWarningCodes = [
  'ABSENT_ARTICLES',
  'NO_HEADINGS',
  'REPEATED_NUMBER',
  'UNCOUNTED_NUMBER',
  'POSSIBLE_HEADING',
  'STALE_YEAR',
  'LEFT_OUT',
] as const;

/** Something to look at before confirming, in a sentence, with the blocks concerned. */
export interface ImportWarning {
  code: (typeof importWarningCodes)[number];
  message: string;
  blockIds: string[];
}

/** An upload, as its author looks at it. */
export interface ImportPreview {
  id: string;
  fileName: string;
  createdAt: Date;
  suggestedTitle: string;
  suggestedYear: number;
  blocks: PreviewBlock[];
  warnings: ImportWarning[];
  /** The text it would make, as JSON of textSchema. */
  text: JSONContent;
}

/** What is kept of an upload beside its name and date. */
export interface KeptImport {
  blocks: ImportedBlock[];
  /** Paragraphs that begin like a heading. */
  doubtful: string[];
  leftOut: LeftOut;
}

/** Looks at an upload. */
export function previewImport(
  { id, fileName, createdAt }: Pick<ImportPreview, 'id' | 'fileName' | 'createdAt'>,
  kept: KeptImport,
): ImportPreview {
  const built = buildText(kept.blocks);
  const inText = blocksOf(TextNode.fromJSON(textSchema, built.text));
  const suggestedTitle = suggestTitle(kept.blocks, fileName);
  const suggestedYear = suggestYear(kept.blocks, `${suggestedTitle} ${fileName}`, createdAt);
  return {
    id,
    fileName,
    createdAt,
    suggestedTitle,
    suggestedYear,
    blocks: previewBlocks(kept.blocks, inText, built),
    warnings: warningsOf(kept, inText, built, suggestedYear),
    text: built.text,
  };
}

function previewBlocks(
  blocks: readonly ImportedBlock[],
  inText: readonly Block[],
  built: ImportedText,
): PreviewBlock[] {
  const byId = new Map(inText.map((block) => [block.id, block]));
  const depths = new Map<string | null, number>([[null, -1]]);
  for (const { id, parentId, kind } of inText) {
    if (kind !== 'PARAGRAPH' && kind !== 'LIST_ITEM' && kind !== 'TABLE')
      depths.set(id, (depths.get(parentId) ?? -1) + 1);
  }
  let heading = -1;
  return blocks.map((block) => {
    const { id, kind, written, startAt, mark, degree } = block;
    const found = byId.get(id);
    const own = depths.get(id);
    if (own !== undefined) heading = own;
    return {
      id,
      kind,
      numbered: found?.number != null,
      startAt,
      number: found?.number ?? null,
      text: found?.text ?? (written.kind === 'paragraph' ? wordsOf(written) : ''),
      prefix: built.prefixes.get(id) ?? null,
      depth: own ?? heading + 1,
      listDepth: kind === 'listItem' && written.kind === 'paragraph' ? (written.list?.depth ?? 0) : null,
      mark,
      degree,
    };
  });
}

const wordsOfBlock = ({ written }: ImportedBlock): string => (written.kind === 'paragraph' ? shownWords(written) : '');

/** The title that the text gives itself, else the name of its file. */
function suggestTitle(blocks: readonly ImportedBlock[], fileName: string): string {
  const title = blocks.slice(0, 10).map(wordsOfBlock).find(isDocumentTitle) ?? fileName.replace(/\.[^.]*$/, '');
  return title.replace(/\s+/g, ' ').trim().slice(0, 200);
}

/** The year in the title or the name of the file, else the one that the text names most. */
function suggestYear(blocks: readonly ImportedBlock[], named: string, uploadedAt: Date): number {
  const years = (words: string) =>
    [...words.matchAll(/(?<!\d)20\d\d(?!\d)/g)].map(([year]) => Number(year)).filter((year) => year <= YEARS.last);
  const [inTitle] = years(named);
  if (inTitle !== undefined) return inTitle;
  const counts = new Map<number, number>();
  for (const year of years(blocks.map(wordsOfBlock).join(' '))) counts.set(year, (counts.get(year) ?? 0) + 1);
  const [most] = [...counts].sort(([year, count], [other, times]) => times - count || other - year);
  return most?.[0] ?? uploadedAt.getFullYear();
}

function warningsOf(
  { leftOut, doubtful, blocks }: KeptImport,
  inText: readonly Block[],
  built: ImportedText,
  year: number,
): ImportWarning[] {
  const warnings: ImportWarning[] = [];
  const warn = (code: ImportWarning['code'], message: string, blockIds: string[] = []) =>
    warnings.push({ code, message, blockIds });
  const idsOf = (found: readonly Block[]) => found.flatMap(({ id }) => id ?? []);

  if (!inText.some(({ kind }) => kind === 'ARTICLE' || kind === 'AXIS' || kind === 'OBJECTIVE')) {
    warn('NO_HEADINGS', 'Aucun titre n’a été reconnu\u00a0: indiquez les articles et les objectifs dans la liste.');
  }
  const absent = absentArticles(inText);
  if (absent.length > 0) warn('ABSENT_ARTICLES', sayAbsent(absent));
  const repeated = repeatedNumbers(inText);
  if (repeated.length > 0) {
    warn('REPEATED_NUMBER', 'Un même numéro est porté par plusieurs titres, ou les numéros reculent.', idsOf(repeated));
  }
  if (built.uncounted.size > 0) {
    const uncounted = 'Ces titres portent un numéro qui ne suit pas leur place\u00a0: il est laissé dans leurs mots.';
    warn('UNCOUNTED_NUMBER', uncounted, [...built.uncounted]);
  }
  const paragraphs = new Set(blocks.filter(({ kind }) => kind === 'paragraph').map(({ id }) => id));
  const possible = doubtful.filter((id) => paragraphs.has(id));
  if (possible.length > 0)
    warn(
      'POSSIBLE_HEADING',
      'Ces paragraphes commencent comme un article ou un objectif\u00a0: vérifiez-les.',
      possible,
    );
  const stale = inText.filter(({ text }) => staleYears(text, year).length > 0);
  if (stale.length > 0) warn('STALE_YEAR', sayStale(stale, year), idsOf(stale));
  for (const message of sayLeftOut(leftOut)) warn('LEFT_OUT', message);
  return warnings;
}

/** Headings whose number does not follow the one of the same kind before it. */
function repeatedNumbers(inText: readonly Block[]): Block[] {
  const last = new Map<string, number>();
  return inText.filter(({ kind, number, parentId }) => {
    if (number === null) return false;
    const place = `${kind} ${kind === 'ARTICLE' || kind === 'PART' ? '' : parentId}`;
    const own = rankOf(number) ?? 0;
    const before = last.get(place) ?? 0;
    last.set(place, own);
    // « 9 bis » comes after 9, and stands beside it.
    return own < before || (own === before && !number.includes(' '));
  });
}

/** « 4 à 7 et 9 » out of 4, 5, 6, 7, 9. */
function sayAbsent(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range?.[1] === number - 1) range[1] = number;
    else ranges.push([number, number]);
  }
  const said = ranges.slice(0, 20).map(([first, last]) => {
    if (first === last) return `${first}`;
    return last === first + 1 ? `${first} et ${last}` : `${first} à ${last}`;
  });
  return numbers.length === 1
    ? `Clause absente\u00a0: article\u00a0${said[0]}.`
    : `Clauses absentes\u00a0: articles\u00a0${said.join(', ')}${ranges.length > 20 ? '…' : ''}.`;
}

function sayStale(blocks: readonly Block[], year: number): string {
  const years = [...new Set(blocks.flatMap(({ text }) => staleYears(text, year).map((stale) => stale.year)))].sort();
  return blocks.length === 1
    ? `Un passage cite une année passée (${years.join(', ')}).`
    : `${blocks.length} passages citent une année passée (${years.join(', ')}).`;
}

type Counted = Exclude<keyof LeftOut, 'quotes'>;

const leftOutWords: readonly (readonly [Counted, string, string])[] = [
  ['deletions', 'suppression suivie a été appliquée', 'suppressions suivies ont été appliquées'],
  ['struck', 'passage barré n’est pas repris', 'passages barrés ne sont pas repris'],
  ['hidden', 'passage masqué n’est pas repris', 'passages masqués ne sont pas repris'],
  ['comments', 'commentaire n’est pas repris', 'commentaires ne sont pas repris'],
  ['pictures', 'image ou dessin n’est pas repris', 'images ou dessins ne sont pas repris'],
  [
    'formulas',
    'formule est reprise sans sa mise en forme, ou à ressaisir',
    'formules sont reprises sans leur mise en forme, ou à ressaisir',
  ],
  [
    'nestedTables',
    'tableau placé dans une cellule est repris comme des paragraphes',
    'tableaux placés dans une cellule sont repris comme des paragraphes',
  ],
  ['pageMargins', 'en-tête ou pied de page n’est pas repris', 'en-têtes ou pieds de page ne sont pas repris'],
  ['contentsLines', 'ligne de sommaire n’est pas reprise', 'lignes de sommaire ne sont pas reprises'],
];

/** Quotes that one sentence gives in full. */
const QUOTED = 30;

function sayQuotes(quotes: readonly string[], count: number): string {
  const said = quotes.slice(0, QUOTED).map((words) => `«\u00a0${words.replace(/\s+/g, ' ').trim()}\u00a0»`);
  const more = count - said.length;
  return said.length === 0
    ? '.'
    : `\u00a0: ${said.join(', ')}${more > 0 ? ` et ${more} autre${more > 1 ? 's' : ''}` : ''}.`;
}

const isQuoted = (what: Counted): what is QuotedKind => (quotedKinds as readonly string[]).includes(what);

const sayLeftOut = (leftOut: LeftOut): string[] =>
  leftOutWords.flatMap(([what, one, many]) => {
    const count = leftOut[what];
    const quotes = isQuoted(what) ? leftOut.quotes[what] : [];
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}${sayQuotes(quotes, count)}`];
  });
