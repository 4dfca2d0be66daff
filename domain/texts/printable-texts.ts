// Printing what is about to be kept for good: a character that no font of the product draws is refused, with its place,
// before anything is frozen. Called by frozen-texts.ts and minutes/approval.ts.
import type { JSONContent } from '@tiptap/core';
import type { PrintedPart, PrintedText } from '#formats/pdf/printed-text.ts';
import { printText, UnprintableText } from '#formats/pdf/printing.ts';
import { codePointsOf, isMeaningless } from '#formats/pdf/unprintable.ts';
import { unprintable } from '../errors.ts';
import type { HeadingKind } from '../vocabulary.ts';

/** Places that a refusal names: enough to begin with. */
const PLACES = 5;
/** Characters that are quoted on each side. */
const AROUND = 25;

const wordsOf = ({ text = '', content = [] }: JSONContent): string => text + content.map(wordsOf).join('');

const headingNames: Record<HeadingKind, (number: string) => string> = {
  part: (number) => `partie ${number}`,
  article: (number) => `article\u00a0${number}`,
  axis: (number) => `objectif stratégique ${number}`,
  objective: (number) => `objectif ${number}`,
  subheading: (number) => number,
};

/** The heading that words stand under, as one says it. */
function nameOf(heading: JSONContent): string {
  const { kind, number } = heading.attrs ?? {};
  const name = headingNames[kind as HeadingKind];
  return number && name
    ? name(String(number))
    : `«\u00a0${wordsOf(heading).trim().slice(0, 60) || 'titre sans texte'}\u00a0»`;
}

type Passage = [where: string, words: string];

/** Whoever approves can change the text; the names and titles around it are those of others, or of long ago. */
export type Frame = 'refused' | 'spelled';

function* passagesOf(nodes: readonly JSONContent[]): Generator<Passage> {
  let under = 'avant le premier titre';
  function* within(inner: readonly JSONContent[]): Generator<Passage> {
    for (const node of inner) {
      if (node.type === 'heading') under = nameOf(node);
      if (node.type === 'heading' || node.type === 'paragraph') yield [under, wordsOf(node)];
      else yield* within(node.content ?? []);
    }
  }
  yield* within(nodes);
}

function* passagesOfPart({ title, lines = [], table }: PrintedPart): Generator<Passage> {
  const where = title ? `«\u00a0${title}\u00a0»` : 'en tête ou en fin de document';
  for (const words of [title ?? '', ...lines, ...(table?.rows.flat() ?? [])]) yield [where, words];
}

/** A character as it can be shown: one that nobody can draw is a frame in the quotation. */
const shown = (words: string) => [...words].map((one) => (isMeaningless(one) ? '□' : one)).join('');

/** Where these characters are, each with what stands around it. */
function placesOf({ title, lead, opening, content, closing }: PrintedText, clusters: readonly string[]): string[] {
  const passages = [
    ['titre', title] satisfies Passage,
    ['titre', lead] satisfies Passage,
    ...opening.flatMap((part) => [...passagesOfPart(part)]),
    ...passagesOf(content),
    ...closing.flatMap((part) => [...passagesOfPart(part)]),
  ];
  return passages.flatMap(([where, words]) =>
    clusters
      .filter((cluster) => words.includes(cluster))
      .map((cluster) => {
        const at = words.indexOf(cluster);
        const [from, to] = [Math.max(0, at - AROUND), at + cluster.length + AROUND];
        const around = `${from > 0 ? '…' : ''}${words.slice(from, to).trim()}${to < words.length ? '…' : ''}`;
        const sign = isMeaningless(cluster) ? codePointsOf(cluster) : `${cluster} (${codePointsOf(cluster)})`;
        return `${where}, dans «\u00a0${shown(around)}\u00a0»\u00a0: ${sign}`;
      }),
  );
}

/** What stands around the text, with these characters by their numbers: « [U+F0A7] ». */
function spellFrame({ title, lead, opening, closing, ...text }: PrintedText, clusters: readonly string[]): PrintedText {
  const spell = (words: string) =>
    clusters.reduce((said, cluster) => said.replaceAll(cluster, `[${codePointsOf(cluster)}]`), words);
  const part = ({ title, lines, table, ...rest }: PrintedPart): PrintedPart => ({
    ...rest,
    ...(title !== undefined && { title: spell(title) }),
    ...(lines && { lines: lines.map(spell) }),
    ...(table && { table: { ...table, rows: table.rows.map((row) => row.map(spell)) } }),
  });
  return { ...text, title: spell(title), lead: spell(lead), opening: opening.map(part), closing: closing.map(part) };
}

/**
 * The PDF of a text; UNPRINTABLE_TEXT, with the first places, when it holds a character that cannot be printed. Those that
 * only stand around it are refused too, or spelled by their numbers: nobody's name may keep minutes from being approved.
 */
export async function printToKeep(text: PrintedText, frame: Frame): Promise<Uint8Array> {
  try {
    return await printText(text);
  } catch (error) {
    if (!(error instanceof UnprintableText)) throw error;
    const isWithin = (cluster: string) => [...passagesOf(text.content)].some(([, words]) => words.includes(cluster));
    if (frame === 'spelled' && !error.clusters.some(isWithin)) return printText(spellFrame(text, error.clusters));
    const places = placesOf(text, error.clusters);
    const more = places.length - PLACES;
    const others = more === 1 ? ' (et à 1 autre endroit)' : ` (et à ${more} autres endroits)`;
    throw unprintable(
      `Ce texte contient des caractères qu’aucune police ne sait imprimer. Remplacez-les, puis recommencez — ${places.slice(0, PLACES).join('\u202f; ')}${more > 0 ? others : ''}.`,
    );
  }
}
