// A text made a template and used says the same, whatever it is made of, with its fields filled and no id in common.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Doc } from 'yjs';
import { fieldNames, fieldPlaces, writeField, writeOpenField } from '#domain/templates/fields.ts';
import { asTemplate, fillTemplate, headingsOf, openPlaces, replaceWords, wordsOf } from '#domain/templates/filling.ts';
import { finderOf, offersIn, withFields } from '#domain/templates/found-words.ts';
import { parseText, repairBlockIds, textOf, writeText } from '#domain/texts/live-text.ts';
import { textLimits } from '#domain/texts/text-grammar.ts';
import { type TemplateField, templateFields } from '#domain/vocabulary.ts';
import { paragraph } from '../../build/conventions.ts';
import { anyText } from '../../rig/any-texts.ts';

/** A text as the platform holds it. */
function stored(json: JSONContent): JSONContent {
  const doc = new Doc();
  writeText(doc, parseText(json));
  repairBlockIds(doc);
  return textOf(doc).toJSON();
}

const OWN = ['id', 'previousId', 'outcome', 'row', 'column'];

/** What a text says: no id, no comment, no decision; neighbours of the same formats are one. */
function saying({ attrs, marks, content, ...rest }: JSONContent): unknown {
  const said = Object.entries(attrs ?? {}).filter(([name]) => !OWN.includes(name));
  const joined: JSONContent[] = [];
  for (const node of content ?? []) {
    const plain = { ...node, marks: node.marks?.filter(({ type }) => type !== 'comment') };
    const last = joined.at(-1);
    if (
      last?.type === 'text' &&
      node.type === 'text' &&
      JSON.stringify(last.marks ?? []) === JSON.stringify(plain.marks ?? [])
    )
      joined[joined.length - 1] = { ...last, text: `${last.text}${node.text}` };
    else joined.push(plain);
  }
  return {
    ...rest,
    attrs: Object.fromEntries(said),
    marks: marks?.filter(({ type }) => type !== 'comment') ?? [],
    content: joined.map(saying),
  };
}

/** Every id of a text. */
const idsOf = ({ attrs, content = [] }: JSONContent): string[] => [
  ...['id', 'previousId', 'row', 'column'].flatMap((name) => (typeof attrs?.[name] === 'string' ? [attrs[name]] : [])),
  ...content.flatMap(idsOf),
];

const known = new Map<TemplateField, string>([
  ['DEPARTMENT_NAME', 'Département du Pas-de-Calais'],
  ['DEPARTMENT_SIRET', '226\u00a0200\u00a0012\u00a000012'],
  ['PARTNER_NAME', 'Mission Bassin Minier'],
  ['ENVELOPE', '180\u202f000\u00a0€'],
  ['YEAR', '2025'],
]);

/** Puts what is known at the start of every textblock. */
const withWords = (json: JSONContent, words: string): JSONContent =>
  json.type === 'paragraph' || json.type === 'heading'
    ? { ...json, content: [{ type: 'text', text: words }, ...(json.content ?? [])] }
    : { ...json, content: json.content?.map((child) => withWords(child, words)) };

const WORDS = [...known.values()]
  .slice(0, 4)
  .map((words) => `(${words}) `)
  .join('');

describe('any text, made a template and used', () => {
  test('says the same with its fields filled, and shares no id', () => {
    fc.assert(
      fc.property(anyText, (node) => {
        const source = stored(withWords(stored(node.toJSON()), WORDS));
        const template = parseText(asTemplate(withFields(source, known, offersIn(source, known)))).toJSON();
        expect(idsOf(template)).toEqual([]);
        expect(JSON.stringify(template)).not.toContain(known.get('PARTNER_NAME'));
        const used = stored(fillTemplate(template, { words: known }));
        expect(saying(used)).toEqual(saying(source));
        const before = new Set(idsOf(source));
        expect(idsOf(used).filter((id) => before.has(id))).toEqual([]);
        expect(openPlaces(used)).toEqual([]);
      }),
      { numRuns: 150, seed: 62 },
    );
  });

  test('what is not known stays in sight, with the passage it is in, and becomes a field again', () => {
    fc.assert(
      fc.property(anyText, (node) => {
        const source = withWords(stored(node.toJSON()), `${writeField('PARTNER_ADDRESS')} `);
        const used = stored(fillTemplate(asTemplate(source), { words: known }));
        const places = openPlaces(used);
        expect(places.length).toBeGreaterThan(0);
        const ids = new Set(idsOf(used));
        for (const { blockId, name } of places) {
          expect(name).toBe(fieldNames.PARTNER_ADDRESS);
          expect(ids.has(blockId ?? '')).toBe(true);
        }
        expect(saying(asTemplate(used))).toEqual(saying(asTemplate(stored(source))));
      }),
      { numRuns: 60, seed: 62 },
    );
  });
});

describe('the names of fields', () => {
  test('each is read back from what is written, whatever the spaces, the capitals and the apostrophe', () => {
    for (const field of templateFields) {
      for (const written of [
        writeField(field),
        writeOpenField(field),
        writeField(field).toUpperCase(),
        writeField(field).replaceAll(' ', '\u00a0 ').replaceAll('’', "'"),
      ])
        expect(fieldPlaces(`a ${written} b`)).toMatchObject([{ start: 2, end: 2 + written.length, field }]);
    }
  });

  test('the guide names each of them, and no other', () => {
    const guide = readFileSync(join(import.meta.dirname, '../../../docs/guide.md'), 'utf8');
    const named = fieldPlaces(guide).flatMap(({ name, field }) => (guide.includes(`\`[[${name}]]\``) ? [field] : []));
    expect(new Set(named)).toEqual(new Set(templateFields));
  });

  test('what is no name stays as it is', () => {
    const text = '[[date d’envoi]] [[]] [[ ]] [[a [b]] c]] [nom du Département]';
    expect(fieldPlaces(text).map(({ name, field }) => [name, field])).toEqual([['date d’envoi', null]]);
    const template = asTemplate({ type: 'doc', content: [paragraph(text)] });
    expect(wordsOf(fillTemplate(template, { words: known }).content?.[0] ?? {})).toBe(text);
  });
});

const only = (text: string) => ({ type: 'doc', content: [paragraph(text)] });
const said = (json: JSONContent) => (json.content ?? []).map(wordsOf);

describe('what the record says, looked for in a text', () => {
  test.each([
    ['SIRET 226 200 012 00012.', ['DEPARTMENT_SIRET']],
    ['SIRET 22620001200012', ['DEPARTMENT_SIRET']],
    ['SIRET 122620001200012', []],
    ['plafonnée à 180 000 euros', ['ENVELOPE']],
    ['plafonnée à 180 000,00 €', ['ENVELOPE']],
    ['plafonnée à 1 180 000 €', []],
    ['plafonnée à 180 000,50 €', []],
    ['le Département  du\u00a0Pas-de-Calais et la Mission Bassin Minier', ['DEPARTMENT_NAME', 'PARTNER_NAME']],
    ['Mission Bassin Miniers', []],
    ['Pour 2025, avant le 31 décembre 2025', ['YEAR', 'YEAR']],
    ['la délibération du 22 avril 2025', []],
    ['[[nom du Département]] en 2025', ['YEAR']],
  ])('%s', (text, fields) => {
    expect(finderOf(known)(text).map(({ field }) => field)).toEqual(fields);
  });

  test('a name is found whole, before the shorter one that stands in it', () => {
    const both = new Map<TemplateField, string>([
      ['TITLE', 'Convention de la Mission Bassin Minier'],
      ['PARTNER_NAME', 'Mission Bassin Minier'],
    ]);
    expect(finderOf(both)('Convention de la Mission Bassin Minier').map(({ field }) => field)).toEqual(['TITLE']);
  });

  test('only what was chosen becomes a field, in its passage alone', () => {
    const text = { type: 'doc', content: [paragraph('Pour 2025'), paragraph('Pour 2025, Mission Bassin Minier')] };
    const offers = offersIn(text, known);
    expect(offers).toMatchObject([{ field: 'YEAR' }, { field: 'YEAR' }, { field: 'PARTNER_NAME' }]);
    expect(said(withFields(text, known, offers.slice(1, 2)))).toEqual([
      'Pour 2025',
      'Pour [[année]], Mission Bassin Minier',
    ]);
  });

  test('words parted by formats are one, and take the formats of the first character', () => {
    const bold = [{ type: 'bold' }];
    const content = [
      { type: 'text', text: 'la Mis' },
      { type: 'text', marks: bold, text: 'sion Bassin' },
      { type: 'text', text: ' Minier.' },
    ];
    expect(replaceWords(content, [{ start: 3, end: 24, words: 'X' }])).toEqual([
      { type: 'text', text: 'la ' },
      { type: 'text', text: 'X' },
      { type: 'text', text: '.' },
    ]);
    expect(replaceWords(content, [{ start: 6, end: 10, words: 'X' }])[1]).toEqual({
      type: 'text',
      marks: bold,
      text: 'X',
    });
  });
});

describe('hostile words in the record', () => {
  test.each([
    '[[SIRET du Département]]',
    ']] [[',
    '<script>alert(1)</script> & "quotes"',
    '$& $1 \\u0000 (a+)+$ .*',
    'x'.repeat(150),
    '«\u00a0é😀\u202e»',
  ])('%s is written as it is, once', (name) => {
    const text = only(`Entre ${name} et l’autre.`);
    const words = new Map<TemplateField, string>([['PARTNER_NAME', name]]);
    const template = asTemplate(withFields(text, words, offersIn(text, words)));
    const used = fillTemplate(asTemplate(only('Entre [[nom du partenaire]] et l’autre.')), { words });
    expect(said(used)).toEqual([`Entre ${name} et l’autre.`]);
    expect(said(fillTemplate(template, { words: new Map([...words, ['DEPARTMENT_SIRET', 'jamais']]) }))[0]).toMatch(
      /^Entre .* et l’autre\.$/,
    );
    parseText(used);
  });

  test('a passage that would outgrow its limit keeps its fields', () => {
    const fields = `${writeField('TITLE')} `.repeat(Math.floor(textLimits.blockLength / 10));
    const used = fillTemplate(asTemplate(only(fields)), { words: new Map([['TITLE', 'x'.repeat(200)]]) });
    expect(said(used)).toEqual([fields]);
  });

  test('a character that the database refuses is left out', () => {
    const template = asTemplate(only('a\u0000b\ud800c'));
    expect(said(template)).toEqual(['abc']);
  });
});

describe('whole passages', () => {
  const agenda = new Map([['AGENDA', [paragraph('Point 1'), paragraph('[[année]]')]]] as const);

  test('stand where their field is all that a passage says, and are nobody’s fields', () => {
    const text = {
      type: 'doc',
      content: [paragraph('Avant'), paragraph(' [[Ordre du jour]] '), paragraph('Voir [[ordre du jour]]')],
    };
    const used = fillTemplate(asTemplate(text), { words: new Map([['AGENDA', 'un ; deux']]), blocks: agenda });
    expect(said(used)).toEqual(['Avant', 'Point 1', '[[année]]', 'Voir un ; deux']);
    expect(new Set(idsOf(used)).size).toBe(4);
  });

  test('stand there once, and in no heading', () => {
    const field = { type: 'text', text: '[[ordre du jour]]' };
    const title = { type: 'heading', attrs: { kind: 'subheading' }, content: [field] };
    const twice = { type: 'doc', content: [title, paragraph(field.text), paragraph(field.text)] };
    const used = fillTemplate(asTemplate(twice), { words: new Map([['AGENDA', 'un ; deux']]), blocks: agenda });
    expect(said(used)).toEqual(['un ; deux', 'Point 1', '[[année]]', 'un ; deux']);
  });

  test('a text kept for its headings has room below each', () => {
    const text = {
      type: 'doc',
      content: [paragraph('Avant'), { type: 'heading', attrs: { kind: 'article' }, content: [] }, paragraph('Après')],
    };
    expect(headingsOf(text).content?.map(({ type }) => type)).toEqual(['heading', 'paragraph']);
    expect(headingsOf(only('Rien')).content).toEqual([{ type: 'paragraph' }]);
  });
});
