// The programme of a convention: its items, drawn from the text, with their numbers and what they promise.
import { type Item, listProgrammes, type Programme, readItem, readProgramme } from '#domain/conventions/programmes.ts';
import { type StaleYear, staleYears } from '#domain/conventions/stale-years.ts';
import { pageOfProgrammes } from '#domain/paging.ts';
import { absentArticles } from '#domain/texts/text-schema.ts';
import { degrees, itemKinds, itemMarks } from '#domain/vocabulary.ts';
import { builder, connectionOf, listUpTo, signedIn } from '../builder.ts';
import { ConventionFilterInput, ConventionType } from './convention.ts';

export const ItemKindType = builder.enumType('ItemKind', { values: itemKinds });

export const ItemMarkType = builder.enumType('ItemMark', { description: 'What a block promises.', values: itemMarks });

export const DegreeType = builder.enumType('Degree', {
  description: 'How strongly a block binds: doit, s’engage, il est attendu, contribuera, pourra.',
  values: degrees,
});

export const StaleYearType = builder.objectRef<StaleYear>('StaleYear').implement({
  description: 'A stretch of an item’s text that names a year which the convention’s year has left behind.',
  fields: (t) => ({
    start: t.exposeInt('start', { description: 'UTF-16 code units from the start of `text`.' }),
    end: t.exposeInt('end'),
    year: t.exposeInt('year'),
    kind: t.field({
      type: builder.enumType('StaleYearKind', {
        description: 'YEAR: a year alone. DATE: a day or a month that needs a new date.',
        values: ['YEAR', 'DATE'] as const,
      }),
      resolve: ({ kind }) => (kind === 'year' ? 'YEAR' : 'DATE'),
    }),
  }),
});

export const ProgrammeItemType = builder.objectRef<Item>('ProgrammeItem');

/** A text has so many items however deep they are nested: the list they hang on has paid for them. */
const NESTED = { field: 1, multiplier: 1 };

ProgrammeItemType.implement({
  description: 'One block of a convention’s text. Its id is stable: it survives moves and changes of words.',
  fields: (t) => ({
    id: t.exposeID('blockId'),
    conventionId: t.exposeID('conventionId'),
    parentId: t.exposeID('parentBlockId', { nullable: true, description: 'The heading or item it stands under.' }),
    kind: t.expose('kind', { type: ItemKindType }),
    mark: t.expose('mark', { type: ItemMarkType, nullable: true }),
    degree: t.expose('degree', { type: DegreeType, nullable: true }),
    number: t.exposeString('number', { nullable: true, description: 'As printed: « 1.2 », « 8 ».' }),
    title: t.exposeString('title', { description: 'The words of a heading; empty for all else.' }),
    text: t.exposeString('text', { description: 'Its own words, without those of the items below it.' }),
    position: t.exposeInt('position', {
      description: 'Rank in the text from 0; others may shift it without a change.',
    }),
    previousId: t.exposeID('previousBlockId', { nullable: true, description: 'The item of last year it continues.' }),
    archivedAt: t.expose('archivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it has left the text.',
    }),
    version: t.exposeInt('version'),
    path: t.string({
      description: 'The address of its words on this platform.',
      resolve: ({ conventionId, blockId }) => `/conventions/${conventionId}/lecture#b-${blockId}`,
    }),
    staleYears: t.field({
      type: [StaleYearType],
      complexity: NESTED,
      resolve: ({ text, year }) => staleYears(text, year),
    }),
    children: t.field({
      type: [ProgrammeItemType],
      complexity: NESTED,
      description: 'The items directly below it, in reading order; empty for an item asked for by itself.',
      resolve: ({ children }) => children,
    }),
  }),
});

export const ProgrammeType = builder.objectRef<Programme>('Programme').implement({
  description: 'A convention’s text as a tree of items.',
  fields: (t) => ({
    convention: t.field({ type: ConventionType, resolve: ({ convention }) => convention }),
    items: t.field({
      type: [ProgrammeItemType],
      description: 'In reading order. With `roots`, only those under no other: the rest is in their `children`.',
      complexity: { field: 100, multiplier: 500 },
      args: {
        roots: t.arg.boolean(),
        kinds: t.arg({ type: [ItemKindType] }),
        marks: t.arg({ type: [ItemMarkType] }),
      },
      resolve: async (programme, { roots, kinds, marks }) =>
        (await programme.items()).filter(
          ({ parentBlockId, kind, mark }) =>
            (!roots || parentBlockId === null) &&
            (!kinds || kinds.includes(kind)) &&
            (!marks || (mark !== null && marks.includes(mark))),
        ),
    }),
    absentArticles: t.intList({
      description: 'Articles that the numbering jumps over (« clause absente »).',
      resolve: async ({ items }) => absentArticles(await items()),
    }),
  }),
});

builder.objectField(ConventionType, 'programme', (t) =>
  t.field({ type: ProgrammeType, resolve: ({ id }, _args, context) => readProgramme(signedIn(context), id) }),
);

builder.queryFields((t) => ({
  programme: t.field({
    type: ProgrammeType,
    args: { conventionId: t.arg.id({ required: true }) },
    resolve: (_root, { conventionId }, context) => readProgramme(signedIn(context), conventionId),
  }),
  programmes: t.connection({
    type: ProgrammeType,
    description: 'The programmes that the viewer sees, latest year first.',
    complexity: listUpTo(pageOfProgrammes),
    args: { filter: t.arg({ type: ConventionFilterInput }) },
    resolve: async (_root, args, context) => connectionOf(await listProgrammes(signedIn(context), args)),
  }),
  programmeItem: t.field({
    type: ProgrammeItemType,
    description: 'One item, also when it has left the text.',
    args: { conventionId: t.arg.id({ required: true }), id: t.arg.id({ required: true }) },
    resolve: (_root, { conventionId, id }, context) => readItem(signedIn(context), conventionId, id),
  }),
}));
