// A comparison on paper: what was changed, passage by passage under its heading, dropped words struck out between brackets,
// added ones underlined; first what binds. The same for a word processor, as tracked changes. Made when asked for, kept nowhere.
import type { JSONContent } from '@tiptap/core';
import { type OfficeText, officeTextOf } from '#formats/office/office-text.ts';
import type { PrintedPart, PrintedText } from '#formats/pdf/printed-text.ts';
import { dayAt, now } from '../calendar.ts';
import type { CommitmentChange } from '../comparison/commitments.ts';
import type { ComparedBlock } from '../comparison/compared-text.ts';
import { type Difference, isBinding, isHeading } from '../comparison/comparison.ts';
import { countsOf, wordSummary } from '../comparison/summary.ts';
import type { WordChange } from '../comparison/word-changes.ts';
import { writeDay } from '../french.ts';
import { printToKeep } from '../texts/printable-texts.ts';
import type { Degree, HeadingKind } from '../vocabulary.ts';
import { commitmentNames, degreeNames, momentName, stateNames } from './comparison-words.ts';
import { markedChanges } from './marked-changes.ts';
import type { TextComparison } from './text-comparisons.ts';
import { textName } from './text-owners.ts';

const dressed = ({ change, text }: WordChange): JSONContent[] => {
  const marks = change === 'KEPT' ? [] : [{ type: change === 'ADDED' ? 'underline' : 'strike' }];
  const said = change === 'DROPPED' ? `[${text}]` : text;
  return said
    .split(/(\n)/)
    .filter((part) => part !== '')
    .map((part) => (part === '\n' ? { type: 'hardBreak' } : { type: 'text', text: part, marks }));
};

/** « Modifié, déplacé »: what happened to a passage, before its words. */
export function wordDifference({ state, isMoved, splitFrom, mergedInto }: Difference): string {
  const words = splitFrom
    ? 'Séparé du passage précédent'
    : mergedInto
      ? 'Réuni au passage précédent'
      : stateNames[state];
  return isMoved ? (state === 'KEPT' ? 'Déplacé' : `${words}, déplacé`) : words;
}

const headingKinds: Partial<Record<string, HeadingKind>> = {
  PART: 'part',
  ARTICLE: 'article',
  AXIS: 'axis',
  OBJECTIVE: 'objective',
  SUBHEADING: 'subheading',
};

const headingNode = ({ kind, number }: ComparedBlock, words: readonly WordChange[]): JSONContent => ({
  type: 'heading',
  attrs: { kind: headingKinds[kind] ?? 'subheading', number },
  content: words.flatMap(dressed),
});

const kept = (text: string): WordChange[] => (text === '' ? [] : [{ change: 'KEPT', text }]);

function passage(difference: Difference): JSONContent[] {
  const said = { type: 'text', text: `${wordDifference(difference)}.`, marks: [{ type: 'italic' }] };
  const words = difference.words.flatMap(dressed);
  return [{ type: 'paragraph', content: [said, ...(words.length > 0 ? [{ type: 'hardBreak' }, ...words] : [])] }];
}

/** Passages that are different, under the headings that they stand under. */
function contentOf(differences: readonly Difference[]): JSONContent[] {
  const content: JSONContent[] = [];
  let under: ComparedBlock | null = null;
  for (const difference of differences) {
    const block = difference.after ?? difference.before;
    if (!block || (difference.state === 'KEPT' && !difference.isMoved)) continue;
    const isOwnHeading = isHeading(block);
    if (difference.heading && difference.heading !== under && !isOwnHeading)
      content.push(headingNode(difference.heading, kept(difference.heading.text)));
    under = difference.heading;
    if (isOwnHeading) content.push(headingNode(block, kept(block.text)));
    content.push(...passage(difference));
  }
  return content;
}

const sayValue = ({ kind }: CommitmentChange, value: string | null): string =>
  value === null ? '—' : kind === 'DEGREE' ? degreeNames[value as Degree] : value;

function bindingPart(differences: readonly Difference[]): PrintedPart[] {
  const rows = differences.filter(isBinding).flatMap((difference) => {
    const block = difference.after ?? difference.before;
    const words = (block?.text ?? '').replaceAll('\n', ' ').slice(0, 90);
    return difference.commitments.map((change) => [
      words,
      commitmentNames[change.kind],
      sayValue(change, change.before),
      sayValue(change, change.after),
    ]);
  });
  if (rows.length === 0) return [];
  return [
    { title: 'Ce qui engage', table: { head: ['Passage', 'Quoi', 'Avant', 'Après'], rows, widths: [5, 2, 3, 3] } },
  ];
}

/** What stands on paper around the differences, and they themselves, passage by passage. */
function printedComparison({ from, to, differences }: TextComparison, legend: string): PrintedText {
  return {
    title: `Différences – ${textName(to.text)}`,
    lead: `Avant\u00a0: ${momentName(from)}. Après\u00a0: ${momentName(to)}. Établi le ${writeDay(dayAt(now()))}.`,
    keyword: 'comparaison',
    year: to.text.year,
    authors: [],
    sha256: '',
    opening: [
      { title: 'En bref', lines: [`${wordSummary(countsOf(differences))}.`, legend] },
      ...bindingPart(differences),
    ],
    content: contentOf(differences),
    closing: [],
    keptAt: now(),
  };
}

/** The PDF of a comparison. Rejects with UNPRINTABLE_TEXT when there is a character that cannot be printed. */
export function printComparison(comparison: TextComparison): Promise<Uint8Array> {
  const legend =
    'Entre crochets et barré\u00a0: supprimé. Souligné\u00a0: ajouté. Les passages inchangés ne sont pas repris.';
  return printToKeep(printedComparison(comparison, legend), 'spelled');
}

/** A comparison for a word processor: the whole later text, with the differences as tracked changes. */
export function officeComparison(comparison: TextComparison): OfficeText {
  const { to, before, after, differences } = comparison;
  const legend =
    'Les différences sont des modifications suivies\u00a0: les accepter toutes donne le texte d’après, les refuser toutes celui d’avant.';
  const by = { author: `Comparaison – ${momentName(to)}`, date: to.version?.keptAt ?? now() };
  const blocks = markedChanges(differences, { before, after, by });
  return officeTextOf({ ...printedComparison(comparison, legend), content: [] }, { blocks });
}
