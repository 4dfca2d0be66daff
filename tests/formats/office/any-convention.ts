// Conventions by chance, as people write them: every construct of a text that a file carries, with headings that are recognised by
// their style and number. For the tests of files that go out and come back.
import { Fragment, type Mark, type Node as TextNode } from '@tiptap/pm/model';
import fc from 'fast-check';
import { listStyles } from '#domain/texts/text-grammar.ts';
import { textSchema } from '#domain/texts/text-schema.ts';
import { type HeadingKind, numberSuffixes } from '#domain/vocabulary.ts';
import { threadIds } from '#tests/rig/any-texts.ts';

const node = (name: string, attrs: Record<string, unknown> | null, content: readonly TextNode[] = []): TextNode =>
  (textSchema.nodes[name] as (typeof textSchema.nodes)[string]).create(attrs, Fragment.fromArray([...content]));
const mark = (name: string, attrs: Record<string, unknown> = {}): Mark =>
  (textSchema.marks[name] as (typeof textSchema.marks)[string]).create(attrs);
const maybe = <Value>(value: fc.Arbitrary<Value>, freq = 2) => fc.option(value, { freq, nil: null });

const pieces = fc.constantFrom(
  'l’accord ',
  'des communes',
  ' et  de la Mission',
  '10\u00a0000\u00a0€ ',
  '<b> & « ici » ',
  'CO',
  '2',
  ' été, œuvre ',
  '😀',
  ' ',
  'n° 4 du décret ',
);

const anyMarks: fc.Arbitrary<readonly Mark[]> = fc
  .record({
    plain: fc.subarray(['bold', 'italic', 'underline']),
    raised: maybe(fc.constantFrom('superscript', 'subscript')),
    href: maybe(fc.constantFrom('https://exemple.fr/a?b=1&c=2', 'mailto:a@exemple.fr'), 5),
    threads: maybe(fc.subarray(threadIds), 4),
  })
  .map(({ plain, raised, href, threads }) => {
    // A link is underlined by its style: that is nobody's emphasis, and does not come back.
    const looks = href ? plain.filter((name) => name !== 'underline') : plain;
    const all = [
      ...looks.map((name) => mark(name)),
      ...(raised ? [mark(raised)] : []),
      ...(href ? [mark('link', { href })] : []),
      ...(threads ?? []).map((threadId) => mark('comment', { threadId })),
    ];
    return all.reduce<readonly Mark[]>((set, one) => one.addToSet(set), []);
  });

/** Words of a look; a link stands apart, for LibreOffice loses one of two that touch. */
const anyWords = fc.tuple(pieces, anyMarks).map(([text, marks]) => {
  const isLink = marks.some(({ type }) => type.name === 'link');
  return [textSchema.text(text, marks), ...(isLink ? [textSchema.text(' puis ')] : [])];
});
const anyPiece = fc.oneof(
  { weight: 5, arbitrary: anyWords },
  { weight: 1, arbitrary: fc.constant([node('hardBreak', null)]) },
);

/** A sentence: it begins with a plain word and ends with one, so that nothing of it is white space at an end. */
const sentence = (first: string, last: string) =>
  fc.array(anyPiece, { maxLength: 5 }).map((inner) => [textSchema.text(first), ...inner.flat(), textSchema.text(last)]);
const anySentence = sentence('Il est convenu ', ' sans attendre.');
const anyTitle = fc
  .array(anyWords, { maxLength: 2 })
  .map((inner) => [textSchema.text('Suivi '), ...inner.flat(), textSchema.text(' partagé')]);

const identity = () => ({ id: crypto.randomUUID() });
const anyParagraph = anySentence.map((content) => node('paragraph', null, content));
const anyBlock = anySentence.map((content) => node('paragraph', identity(), content));

const anyItem = (depth: number): fc.Arbitrary<TextNode> =>
  fc
    .record({
      first: anyParagraph,
      inner: depth < 3 ? maybe(anyList(depth + 1), 3) : fc.constant(null),
      last: maybe(anyParagraph, 5),
    })
    .map(({ first, inner, last }) =>
      node('listItem', identity(), [first, ...(inner ? [inner] : []), ...(last ? [last] : [])]),
    );

function anyList(depth: number): fc.Arbitrary<TextNode> {
  const items = fc.array(
    fc.constant(0).chain(() => anyItem(depth)),
    { minLength: 1, maxLength: 3 },
  );
  return fc.oneof(
    items.map((all) => node('bulletList', null, all)),
    fc
      .record({ all: items, start: fc.oneof(fc.constant(1), fc.nat(20)), type: maybe(fc.constantFrom(...listStyles)) })
      .map(({ all, start, type }) => node('orderedList', { start, type }, all)),
  );
}

const cell = (name: string, attrs: Record<string, unknown>) =>
  fc
    .oneof(
      fc.array(anyParagraph, { minLength: 1, maxLength: 2 }),
      anyList(3).map((list) => [list]),
    )
    .map((content) => node(name, attrs, content));

const anyTable = fc
  .record({
    columns: fc.integer({ min: 2, max: 4 }),
    rows: fc.integer({ min: 2, max: 4 }),
    heads: fc.nat(1),
    spans: fc.constantFrom('none', 'across', 'down'),
  })
  .chain(({ columns, rows, heads, spans }) => {
    const row = (y: number) => {
      const name = y < heads ? 'tableHeader' : 'tableCell';
      const across = spans === 'across' && y === heads;
      const down = spans === 'down' && rows - heads >= 2;
      const first =
        down && y === rows - 1
          ? []
          : [cell(name, across ? { colspan: 2 } : down && y === rows - 2 ? { rowspan: 2 } : {})];
      const others = Array.from({ length: columns - 1 - (across ? 1 : 0) }, () => cell(name, {}));
      return fc.tuple(...first, ...others).map((cells) => node('tableRow', null, cells));
    };
    return fc.tuple(...Array.from({ length: rows }, (_, y) => row(y)));
  })
  .map((all) => node('table', identity(), all));

const anyHeading = (kind: HeadingKind, numbering: fc.Arbitrary<Record<string, unknown>>) =>
  fc
    .tuple(numbering, anyTitle)
    .map(([numbers, content]) => node('heading', { ...identity(), kind, ...numbers }, content));
const counted = (most: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: most }).map((startAt) => ({ startAt })) },
  );

/** Paragraphs, lists and tables; two lists never stand side by side, where they would be one. */
const anyBody = fc
  .array(fc.tuple(anyBlock, maybe(fc.oneof(anyList(1), anyTable))), { minLength: 1, maxLength: 3 })
  .map((all) => all.flatMap(([paragraph, more]) => (more ? [paragraph, more] : [paragraph])));

const subsection = fc
  .tuple(anyHeading('subheading', fc.constant({})), anyBody)
  .map(([title, body]) => [title, ...body]);
const objective = fc.tuple(anyHeading('objective', counted(30)), anyBody).map(([title, body]) => [title, ...body]);
const axis = fc
  .tuple(anyHeading('axis', counted(9)), anyBody, fc.array(objective, { minLength: 1, maxLength: 3 }))
  .map(([title, body, inner]) => [title, ...body, ...inner.flat()]);
const axes = fc.array(axis, { minLength: 1, maxLength: 2 });

const numbersOfArticle = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Record<string, unknown>>({}) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 40 }).map((startAt) => ({ startAt })) },
  { weight: 1, arbitrary: fc.constantFrom(...numberSuffixes).map((suffix) => ({ suffix })) },
  { weight: 1, arbitrary: fc.constant({ numbered: false }) },
);
const article = (numbers: fc.Arbitrary<Record<string, unknown>>) =>
  fc
    .tuple(
      anyHeading('article', numbers),
      anyBody,
      fc.oneof(fc.constant([] as TextNode[][]), fc.array(subsection, { maxLength: 2 }), axes),
    )
    .map(([title, body, inner]) => [title, ...body, ...inner.flat()]);

/** A whole convention: its first article is numbered, so that the level of articles is known. */
export const anyConvention: fc.Arbitrary<TextNode> = fc
  .record({
    first: article(fc.constant({})),
    others: fc.array(article(numbersOfArticle), { maxLength: 4 }),
    part: maybe(anyHeading('part', counted(9)), 3),
  })
  .map(({ first, others, part }) =>
    node('doc', null, [...first, ...others.flatMap((one, index) => (part && index === 1 ? [part, ...one] : one))]),
  );
