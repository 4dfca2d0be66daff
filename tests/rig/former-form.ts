// Texts in the form they had until 2026-11-29, as the former version wrote and edited them: a tree of XML elements, by
// y-tiptap. For the tests of their conversion.
import type { JSONContent } from '@tiptap/core';
import { Schema, Node as TextNode } from '@tiptap/pm/model';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import * as Y from 'yjs';
import { FORMER_FIELD } from '#domain/texts/former-tree.ts';
import { textSchema } from '#domain/texts/text-schema.ts';
import { headingKinds } from '#domain/vocabulary.ts';

/** The former schema: today's without what only the sequence keeps. */
const formerSchema = (() => {
  let { nodes, marks } = textSchema.spec as unknown as {
    nodes: { get(name: string): { attrs?: Record<string, unknown> }; update(name: string, spec: object): typeof nodes };
    marks: { remove(name: string): typeof marks };
  };
  for (const name of ['bulletList', 'orderedList', 'tableRow', 'tableCell', 'tableHeader']) {
    const { fresh: _fresh, row: _row, column: _column, ...attrs } = nodes.get(name).attrs ?? {};
    nodes = nodes.update(name, { ...nodes.get(name), attrs });
  }
  marks = marks.remove('superscript').remove('subscript');
  return new Schema({ nodes, marks } as unknown as ConstructorParameters<typeof Schema>[0]);
})();

/** A document of the former form whose text is `content`. */
export function formerDoc(content: JSONContent[], clientID?: number): Y.Doc {
  const doc = new Y.Doc();
  if (clientID !== undefined) doc.clientID = clientID;
  const text = TextNode.fromJSON(formerSchema, { type: 'doc', content });
  doc.transact(() => prosemirrorToYXmlFragment(text, formerText(doc)));
  return doc;
}

export const formerText = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(FORMER_FIELD);

/** All elements and runs of a text of the former form. */
export function formerParts(doc: Y.Doc): { elements: Y.XmlElement[]; runs: Y.XmlText[] } {
  const [elements, runs]: [Y.XmlElement[], Y.XmlText[]] = [[], []];
  const walk = (parent: Y.XmlFragment) => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText) runs.push(child);
      if (!(child instanceof Y.XmlElement)) continue;
      elements.push(child);
      walk(child);
    }
  };
  walk(formerText(doc));
  return { elements, runs };
}

// --- Random texts

const id = fc.uuid();
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 3 });
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) => text.replaceAll('\n', ' '));
const threads = ['1', '2', '3'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);

const mark: fc.Arbitrary<JSONContent> = fc.oneof(
  fc.constantFrom('bold', 'italic', 'underline').map((type) => ({ type })),
  fc.constantFrom(...threads).map((threadId) => ({ type: 'comment', attrs: { threadId } })),
  fc
    .constantFrom('https://exemple.fr/', 'mailto:qui@exemple.fr', 'javascript:alert(1)')
    .map((href) => ({ type: 'link', attrs: { href } })),
);
const markSet = fc.uniqueArray(mark, { maxLength: 4, selector: (one) => JSON.stringify([one.type === 'link', one]) });
const inOrder = (all: JSONContent[]) =>
  all.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
const oneLink = (all: JSONContent[]) =>
  inOrder(all).filter((one, at) => one.type !== 'link' || all.findIndex((other) => other.type === 'link') === at);

const inline: fc.Arbitrary<JSONContent[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ type: fc.constant('text'), text: words, marks: markSet.map(oneLink) }) },
    { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) },
  ),
  { maxLength: 4 },
) as fc.Arbitrary<JSONContent[]>;

const identity = fc.record({
  id,
  mark: maybe(fc.constantFrom('ACTION', 'COMMITMENT', 'DELIVERABLE', 'OBLIGATION')),
  degree: fc.constant(null),
  outcome: maybe(fc.constantFrom('DECISION', 'TASK')),
  previousId: maybe(id),
});

const paragraph = fc.record({ type: fc.constant('paragraph'), attrs: identity, content: inline });
const innerParagraph = fc.record({ type: fc.constant('paragraph'), content: inline });
const heading = fc
  .record({
    own: identity,
    kind: fc.constantFrom(...headingKinds),
    numbered: fc.boolean(),
    startAt: maybe(fc.integer({ min: 1, max: 999 })),
    content: inline,
  })
  .map(({ own, content, ...attrs }) => ({ type: 'heading', attrs: { ...own, ...attrs }, content }));

const listOf = (depth: number): fc.Arbitrary<JSONContent> => {
  const more: fc.Arbitrary<JSONContent>[] = depth < 4 ? [innerParagraph, listOf(depth + 1)] : [innerParagraph];
  const item = fc
    .record({ attrs: identity, first: innerParagraph, rest: fc.array(fc.oneof(...more), { maxLength: 2 }) })
    .map(({ attrs, first, rest }) => ({ type: 'listItem', attrs, content: [first, ...rest] }));
  const content = fc.array(item, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    fc.record({ type: fc.constant('bulletList'), content }),
    fc.record({
      type: fc.constant('orderedList'),
      attrs: fc.record({
        start: fc.constantFrom(1, 1, 0, 3, 40),
        type: fc.constantFrom(null, null, 'a', 'A', 'i', 'I'),
      }),
      content,
    }),
  ) as fc.Arbitrary<JSONContent>;
};

const cellContent = fc.array(fc.oneof({ weight: 3, arbitrary: innerParagraph }, { weight: 1, arbitrary: listOf(3) }), {
  minLength: 1,
  maxLength: 2,
});

/** A table whose spans fit: of each row the first cell may be wide, and that of the first row tall. */
const table: fc.Arbitrary<JSONContent> = fc
  .record({ rows: fc.integer({ min: 1, max: 3 }), columns: fc.integer({ min: 2, max: 4 }), attrs: identity })
  .chain(({ rows, columns, attrs }) =>
    fc
      .record({
        headers: fc.boolean(),
        tall: fc.boolean(),
        wide: fc.array(fc.boolean(), { minLength: rows, maxLength: rows }),
        align: fc.constantFrom(null, 'left', 'center', 'right'),
        contents: fc.array(cellContent, { minLength: rows * columns, maxLength: rows * columns }),
      })
      .map(({ headers, tall, wide, align, contents }) => {
        const isTall = tall && rows > 1;
        const content = Array.from({ length: rows }, (_, row) => {
          const first = isTall && row > 0 ? 1 : 0;
          const colspan = wide[row] && !isTall && columns > 2 ? 2 : 1;
          const cells: JSONContent[] = [];
          for (let column = first; column < columns; column += cells.length === 1 ? colspan : 1) {
            const spans = column === 0 ? { colspan, rowspan: isTall && row === 0 ? rows : 1 } : {};
            cells.push({
              type: headers && row === 0 ? 'tableHeader' : 'tableCell',
              attrs: { ...(first === 0 || column > first ? spans : {}), align },
              content: contents[row * columns + column] ?? [],
            });
          }
          return { type: 'tableRow', content: cells };
        });
        return { type: 'table', attrs, content };
      }),
  );

/** Blocks of a text with every construct that the schema has. */
export const formerContent: fc.Arbitrary<JSONContent[]> = fc.array(
  fc.oneof(paragraph, heading, listOf(1), table) as fc.Arbitrary<JSONContent>,
  { minLength: 1, maxLength: 7 },
);

// --- Random edits

/** What a person, or a program of theirs, does to a text of the former form. */
export interface FormerAct {
  kind: 'write' | 'erase' | 'format' | 'take' | 'copy' | 'set' | 'strange';
  at: number;
  inside: number;
  words: string;
}

export const formerActs: fc.Arbitrary<FormerAct[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<FormerAct['kind']>(
      'write',
      'write',
      'write',
      'erase',
      'format',
      'take',
      'copy',
      'set',
      'strange',
    ),
    at: fc.nat(10_000),
    inside: fc.nat(10_000),
    words,
  }),
  { maxLength: 8 },
);

const strangeValues = [-3, 1.5, 4_000, '7', 'x', null, { a: 1 }, [], true, 'Z'];
const attributes = [
  'id',
  'mark',
  'degree',
  'outcome',
  'previousId',
  'kind',
  'numbered',
  'startAt',
  'start',
  'type',
  'colspan',
  'rowspan',
  'align',
];
const elementNames = [
  'heading',
  'listItem',
  'bulletList',
  'tableCell',
  'tableRow',
  'table',
  'hardBreak',
  'image',
  'doc',
  'text',
];

function cloneOf(part: Y.XmlElement | Y.XmlText): Y.XmlElement | Y.XmlText {
  return part.clone() as Y.XmlElement | Y.XmlText;
}

/** Does it; nothing where there is nothing to do it to. */
export function actFormerly(doc: Y.Doc, { kind, at, inside, words: said }: FormerAct): void {
  const { elements, runs } = formerParts(doc);
  const run = runs[at % Math.max(runs.length, 1)];
  const element = elements[at % Math.max(elements.length, 1)];
  doc.transact(() => {
    if (kind === 'write') run?.insert(inside % (run.length + 1), said);
    if (kind === 'erase' && run && run.length > 0) run.delete(inside % run.length, 1);
    if (kind === 'format' && run && run.length > 1) {
      const [name, value] = inside % 2 ? ['bold', {}] : ['comment--AAAAAAA=', { threadId: threads[inside % 3] }];
      run.format(inside % run.length, 1, { [name as string]: value });
    }
    const parent = element?.parent;
    if (!element || !(parent instanceof Y.XmlFragment)) return;
    const index = parent.toArray().indexOf(element);
    if (kind === 'take') parent.delete(index, 1);
    if (kind === 'copy') parent.insert(index, [cloneOf(element)]);
    // Typed as strings; Yjs takes any value, and so did the former check.
    const value = strangeValues[inside % strangeValues.length] as string;
    if (kind === 'set') element.setAttribute(attributes[inside % attributes.length] as string, value);
    if (kind === 'strange') {
      const strange = new Y.XmlElement(elementNames[inside % elementNames.length]);
      const text = new Y.XmlText();
      text.insert(0, said);
      strange.insert(0, inside % 3 ? [text] : [cloneOf(element)]);
      element.insert(inside % (element.length + 1), [inside % 5 ? strange : text]);
    }
  });
}
