// The page of an import: how a text is grouped and counted, and which corrections a posted form means.
import { describe, expect, test } from 'vitest';
import {
  bodyWords,
  firstWords,
  headingWords,
  partsOf,
  wordsAround,
} from '#app/routes/conventions.importer_.$draftId/outline.ts';
import { fieldsOf, readCorrections } from '#app/routes/conventions.importer_.$draftId/posted-corrections.ts';
import type { ReviewedBlock } from '#app/routes/conventions.importer_.$draftId/queries.ts';

let made = 0;
const block = (data: Partial<ReviewedBlock> = {}): ReviewedBlock => {
  made += 1;
  return {
    id: `b${made}`,
    kind: 'PARAGRAPH',
    isNumbered: false,
    startAt: null,
    number: null,
    prefix: null,
    text: `Bloc ${made}`,
    depth: 0,
    listDepth: null,
    mark: null,
    degree: null,
    staleYears: [],
    ...data,
  };
};
const article = (data: Partial<ReviewedBlock> = {}) =>
  block({ kind: 'ARTICLE', isNumbered: true, number: '1', ...data });

describe('the outline', () => {
  test('puts each block under the title before it, and those above all titles by themselves', () => {
    const blocks = [
      block(),
      article(),
      block({ kind: 'LIST_ITEM' }),
      block({ kind: 'SUBHEADING' }),
      article(),
      block(),
    ];
    expect(partsOf(blocks).map(({ heading, blocks: body }) => [heading?.id ?? null, body.length])).toEqual([
      [null, 1],
      [blocks[1]?.id, 1],
      [blocks[3]?.id, 0],
      [blocks[4]?.id, 1],
    ]);
    expect(partsOf(blocks).flatMap(({ heading, blocks: body }) => [...(heading ? [heading] : []), ...body])).toEqual(
      blocks,
    );
  });

  test('is told in French, numbered titles apart from the others', () => {
    const blocks = [
      article(),
      article({ isNumbered: false, number: null }),
      block({ kind: 'AXIS', isNumbered: true, number: '1' }),
      block({ kind: 'AXIS', isNumbered: true, number: '2' }),
      block({ kind: 'SUBHEADING' }),
      block(),
      block({ kind: 'TABLE' }),
      block({ kind: 'TABLE' }),
    ];
    expect(headingWords(blocks)).toBe(
      '1\u00a0article, 2\u00a0objectifs stratégiques, 1\u00a0titre hors numérotation et 1\u00a0intertitre',
    );
    expect(bodyWords(blocks)).toBe('1\u00a0paragraphe et 2\u00a0tableaux');
    expect(headingWords([])).toBe('');
  });

  test('names a block by its first words, or by those around a past year, without cutting one', () => {
    const long =
      'Le comité se réunit chaque trimestre avec les services associés. Pour 2024, il remet un bilan complet aux élus.';
    expect(firstWords('Court.')).toBe('Court.');
    expect(firstWords(long)).toBe('Le comité se réunit chaque trimestre avec les services…');
    const start = long.indexOf('2024');
    const around = wordsAround(block({ text: long, staleYears: [{ start, end: start + 4 }] }));
    expect(around).toContain('Pour 2024, il');
    for (const word of around.replace(/…/g, ' ').trim().split(/\s+/)) expect(long.split(' ')).toContain(word);
  });
});

describe('a posted form', () => {
  const formOf = (fields: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return form;
  };
  const read = (one: ReviewedBlock, fields: { kind?: string; number?: string; unnumbered?: string }) => {
    const names = fieldsOf(one.id);
    const posted = Object.entries(fields).map(([name, value]) => [names[name as keyof typeof names], value]);
    return readCorrections(formOf(Object.fromEntries(posted)), [one, block()]);
  };
  const corrections = (one: ReviewedBlock, fields: Parameters<typeof read>[1]) =>
    read(one, fields).corrections.map(({ blockId: _, ...rest }) => rest);

  test('that changes nothing means no correction: blocks as they are, and blocks it does not name', () => {
    expect(corrections(article(), { kind: 'ARTICLE', number: '' })).toEqual([]);
    expect(
      corrections(article({ isNumbered: false, number: null }), { kind: 'ARTICLE', number: '', unnumbered: 'on' }),
    ).toEqual([]);
    expect(corrections(article({ startAt: 8 }), { kind: 'ARTICLE', number: '8' })).toEqual([]);
    expect(corrections(block(), { kind: 'PARAGRAPH' })).toEqual([]);
  });

  test('changes only what differs', () => {
    expect(corrections(block(), { kind: 'AXIS' })).toEqual([{ kind: 'AXIS' }]);
    expect(corrections(article(), { kind: 'ARTICLE', number: '12' })).toEqual([{ isNumbered: true, startAt: 12 }]);
    expect(corrections(article({ startAt: 8 }), { kind: 'ARTICLE', number: '' })).toEqual([
      { isNumbered: true, startAt: null },
    ]);
    expect(corrections(article({ startAt: 8 }), { kind: 'ARTICLE', number: '8', unnumbered: 'on' })).toEqual([
      { isNumbered: false },
    ]);
    expect(corrections(article({ isNumbered: false, number: null }), { kind: 'ARTICLE', number: '' })).toEqual([
      { isNumbered: true },
    ]);
  });

  test.each(['zéro', '0', '1,5', '1000', '-2', '1e9'])('whose number is none is refused in words: %s', (number) => {
    const { corrections: none, refusal } = read(article(), { kind: 'ARTICLE', number });
    expect(none).toEqual([]);
    expect(refusal).toBe('Un numéro est un nombre entier de 1 à 999.');
  });

  test('never makes anything of a table, or of a kind that is none', () => {
    expect(corrections(block(), { kind: 'TABLE' })).toEqual([]);
    expect(corrections(block(), { kind: '<script>' })).toEqual([]);
  });
});
