// `npm run bench:texts`: two texts of 300 articles compared, and one written for Word and for LibreOffice. CPU of this process.
// Writes its part of bench/RESULTS.md.
import type { JSONContent } from '@tiptap/core';
import { compareTexts } from '#domain/comparison/comparison.ts';
import { parseText } from '#domain/texts/live-text.ts';
import { textAsRead } from '#domain/texts/reading-text.ts';
import { markedChanges } from '#domain/versions/marked-changes.ts';
import { writeDocx } from '#formats/office/docx-file.ts';
import { writeOdt } from '#formats/office/odt-file.ts';
import { blocksOfText, type OfficeBlock, type OfficeText } from '#formats/office/office-text.ts';
import { heading, paragraph } from '#tests/build/conventions.ts';
import { machine, table, verdict, writeSection } from './report.ts';
import { spreadOf } from './statistics.ts';

const ARTICLES = 300;
const TIMES = 15;
const COMPARED_MS = 100;

const sentence =
  'Le Département et ses partenaires s’engagent à accompagner les communes du territoire dans leurs projets, selon un calendrier arrêté chaque année par le comité de pilotage.';

const article = (number: number): JSONContent[] => [
  heading(`Objet ${number}`),
  paragraph(`${number}. ${sentence}`),
  paragraph(`${sentence} ${sentence}`),
];
const content = Array.from({ length: ARTICLES }, (_, index) => article(index + 1)).flat();

/** As a year changes a text: every seventh paragraph rewritten, one in thirty gone, one in thirty new, ten articles moved. */
function later(): JSONContent[] {
  const changed = content.flatMap((block, index): JSONContent[] => {
    if (index % 30 === 29) return [];
    const [words] = block.content ?? [];
    const text = words?.text?.replace('s’engagent à accompagner', 'pourront aider').replace('année', 'semestre');
    const own = index % 7 === 3 && text ? { ...block, content: [{ type: 'text', text }] } : block;
    return index % 30 === 14 ? [own, paragraph(`Un passage nouveau, le ${index}e. ${sentence}`)] : [own];
  });
  return [...changed.slice(30), ...changed.slice(0, 30)];
}

/** CPU milliseconds of an act, run again and again. */
function cpuOf(act: () => unknown): number {
  const spent = Array.from({ length: TIMES }, () => {
    const before = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return spreadOf(spent).p50;
}

const measuredOn = machine();
const [before, after] = [parseText({ type: 'doc', content }), parseText({ type: 'doc', content: later() })];
const by = { author: 'Comparaison', date: new Date() };
const { differences } = compareTexts(before, after);
const office = (blocks: OfficeBlock[]): OfficeText => ({
  title: 'Convention',
  keyword: 'convention',
  authors: ['Département'],
  foot: 'Convention annuelle 2026',
  blocks,
  threads: [],
  writtenAt: new Date(),
});
const plain = office(blocksOfText(textAsRead(before).content ?? []));
const compared = cpuOf(() => compareTexts(before, after));
const rows: (string | number)[][] = [
  ['compared', compared.toFixed(0), `≤ ${COMPARED_MS} ms: ${verdict(compared, COMPARED_MS, { digits: 0 })}`],
  ['made one text with tracked changes', cpuOf(() => markedChanges(differences, { before, after, by })).toFixed(0), ''],
  ['read and made paragraphs of', cpuOf(() => blocksOfText(textAsRead(before).content ?? [])).toFixed(0), ''],
  ['written as DOCX', cpuOf(() => writeDocx(plain)).toFixed(0), ''],
  ['written as ODT', cpuOf(() => writeOdt(plain)).toFixed(0), ''],
];
writeSection(
  {
    heading: 'Comparing and writing texts of 300 articles',
    text: `\`npm run bench:texts\`. CPU milliseconds of the process, medians of ${TIMES}: two texts of ${ARTICLES} articles with two paragraphs each, of which every
seventh block was rewritten, one in thirty dropped, one in thirty added and ten articles moved.

${table(['a text', 'CPU ms', ''], rows)}`,
  },
  measuredOn,
);
