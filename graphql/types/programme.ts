// The programme of a convention: its items, drawn from the text, with their numbers and what they promise.
import { type Item, listProgrammes, type Programme, readItem, readProgramme } from '#domain/conventions/programmes.ts';
import { type StaleYear, staleYears } from '#domain/conventions/stale-years.ts';
import { pageOfProgrammes } from '#domain/paging.ts';
import { absentArticles } from '#domain/texts/text-schema.ts';
import { degrees, itemKinds, itemMarks } from '#domain/vocabulary.ts';
import { builder, connectionOf, listUpTo, signedIn } from '../builder.ts';
import { ConventionFilterInput, ConventionType } from './convention.ts';

export const ItemKindType = builder.enumType('ItemKind', { values: itemKinds });

export const ItemMarkType = builder.enumType('ItemMark', {
  description: 'Ce que promet un passage.',
  values: itemMarks,
});

export const DegreeType = builder.enumType('Degree', {
  description: 'How strongly a block binds: doit, s’engage, il est attendu, contribuera, pourra.',
  values: degrees,
});

export const StaleYearType = builder.objectRef<StaleYear>('StaleYear').implement({
  description: 'Un bout du texte d’un passage qui nomme une année que celle de la convention a dépassée.',
  fields: (t) => ({
    start: t.exposeInt('start', { description: 'En unités UTF-16 depuis le début de `text`.' }),
    end: t.exposeInt('end'),
    year: t.exposeInt('year'),
    kind: t.field({
      type: builder.enumType('StaleYearKind', {
        description: 'YEAR : une année seule. DATE : un jour ou un mois qui demande une nouvelle date.',
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
  description: 'Un passage du texte d’une convention. Son identifiant ne change pas quand il est déplacé ou réécrit.',
  fields: (t) => ({
    id: t.exposeID('blockId'),
    conventionId: t.exposeID('conventionId'),
    parentId: t.exposeID('parentBlockId', {
      nullable: true,
      description: 'Le titre ou le passage sous lequel il est.',
    }),
    kind: t.expose('kind', { type: ItemKindType }),
    mark: t.expose('mark', { type: ItemMarkType, nullable: true }),
    degree: t.expose('degree', { type: DegreeType, nullable: true }),
    number: t.exposeString('number', { nullable: true, description: 'As printed: « 1.2 », « 8 ».' }),
    title: t.exposeString('title', { description: 'Les mots d’un titre ; vide pour le reste.' }),
    text: t.exposeString('text', { description: 'Ses propres mots, sans ceux des passages sous lui.' }),
    position: t.exposeInt('position', {
      description: 'Son rang dans le texte, à partir de 0 ; d’autres peuvent le décaler sans qu’il change.',
    }),
    previousId: t.exposeID('previousBlockId', {
      nullable: true,
      description: 'Le passage de l’an dernier qu’il continue.',
    }),
    archivedAt: t.expose('archivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Depuis quand il a quitté le texte.',
    }),
    version: t.exposeInt('version'),
    path: t.string({
      description: 'L’adresse de ses mots sur cette plate-forme.',
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
      description: 'Les passages juste sous lui, dans l’ordre de lecture ; vide pour un passage demandé seul.',
      resolve: ({ children }) => children,
    }),
  }),
});

export const ProgrammeType = builder.objectRef<Programme>('Programme').implement({
  description: 'Le texte d’une convention, en arbre de passages.',
  fields: (t) => ({
    convention: t.field({ type: ConventionType, resolve: ({ convention }) => convention }),
    items: t.field({
      type: [ProgrammeItemType],
      description:
        'Dans l’ordre de lecture. Avec `roots`, seulement ceux qui ne sont sous aucun : le reste est dans leurs `children`.',
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
      description: 'Les articles que saute la numérotation (« clause absente »).',
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
    description: 'Les programmes que voit qui demande, la dernière année d’abord.',
    complexity: listUpTo(pageOfProgrammes),
    args: { filter: t.arg({ type: ConventionFilterInput }) },
    resolve: async (_root, args, context) => connectionOf(await listProgrammes(signedIn(context), args)),
  }),
  programmeItem: t.field({
    type: ProgrammeItemType,
    description: 'Un passage, même quand il a quitté le texte.',
    args: { conventionId: t.arg.id({ required: true }), id: t.arg.id({ required: true }) },
    resolve: (_root, { conventionId, id }, context) => readItem(signedIn(context), conventionId, id),
  }),
}));
