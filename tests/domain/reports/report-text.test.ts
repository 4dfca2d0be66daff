// A report says so where nothing was followed: no heading stands alone.
import { expect, test } from 'vitest';
import type { ReportSection } from '#domain/reports/report-facts.ts';
import { reportBlocks } from '#domain/reports/report-text.ts';

const section = (kind: 'ARTICLE' | 'AXIS' | 'OBJECTIVE', title: string): ReportSection => ({
  heading: { blockId: title, kind, number: '1', title },
  actions: [],
  deliverables: [],
  obligations: [],
  indicators: [],
});

/** Headings and paragraphs below « Bilan par objectif ». */
function toldOf(sections: ReportSection[]): (string | undefined)[] {
  const blocks = reportBlocks(sections, { title: 'Synthèse', day: '2025-12-20' });
  const words = blocks.map(({ content }) => content?.[0]?.text);
  return words.slice(words.indexOf('Bilan par objectif') + 1);
}

const NOTHING = 'Aucun fait n’est consigné à ce jour.';

test.each([
  ['a text without axes', [section('ARTICLE', 'Objet')], [NOTHING]],
  ['nothing at all', [], [NOTHING]],
  ['an axis without objectives', [section('AXIS', 'A'), section('AXIS', 'B')], ['A', NOTHING, 'B', NOTHING]],
  [
    'an axis with an objective',
    [section('AXIS', 'A'), section('OBJECTIVE', 'A1'), section('ARTICLE', 'Fin')],
    ['A', 'A1', NOTHING],
  ],
])('%s', (_what, sections, told) => {
  expect(toldOf(sections)).toEqual(told);
});
