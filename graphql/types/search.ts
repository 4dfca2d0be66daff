// One search over everything that the asker may see: what was found with the words marked, and how much there is of what.
import type { Hit, Segment } from '#domain/search/hits.ts';
import { searchKinds } from '#domain/search/inputs.ts';
import { type Facet, pageOfSearch, type SearchAnswer, searchEverything } from '#domain/search/search.ts';
import { builder, listUpTo, signedIn } from '../builder.ts';
import { ItemKindType } from './programme.ts';

const SearchKindType = builder.enumType('SearchKind', {
  description:
    'ITEM : un passage du texte d’une convention qui ne promet rien de lui-même. NOTES : un passage des notes d’une réunion.',
  values: searchKinds,
});

const SegmentType = builder.objectRef<Segment>('SearchSegment').implement({
  description: 'Un bout d’un passage cité, en texte simple.',
  fields: (t) => ({
    text: t.exposeString('text'),
    isMatch: t.exposeBoolean('isMatch', { description: 'Il répond aux mots cherchés.' }),
  }),
});

/** A quoted passage is cut into some five stretches. */
const fewSegments = { field: 1, multiplier: 5 };

const HeadingType = builder.objectRef<NonNullable<Hit['heading']>>('SearchHeading').implement({
  fields: (t) => ({
    kind: t.expose('kind', { type: ItemKindType }),
    number: t.exposeString('number', { nullable: true }),
    title: t.exposeString('title'),
  }),
});

const HitType = builder.objectRef<Hit>('SearchHit').implement({
  description: 'Une chose trouvée.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'De la réponse ; la chose elle-même est `subjectId`.' }),
    kind: t.expose('kind', { type: SearchKindType }),
    subjectId: t.exposeID('subjectId', { description: 'De la chose : du passage, quand c’en est un.' }),
    scopeId: t.exposeID('scopeId', {
      description:
        'De ce qui la contient : le fil d’un commentaire, la réunion d’une décision, d’une tâche, de notes ou d’un ordre du jour.',
    }),
    conventionId: t.exposeID('conventionId', { nullable: true }),
    conventionTitle: t.exposeString('conventionTitle', { nullable: true }),
    year: t.exposeInt('year', { nullable: true, description: 'De sa convention.' }),
    blockId: t.exposeID('blockId', {
      nullable: true,
      description: 'Le passage de la convention que c’est, ou dont il s’agit.',
    }),
    heading: t.field({
      type: HeadingType,
      nullable: true,
      description: 'L’article, l’objectif stratégique ou l’objectif que c’est, ou sous lequel il est.',
      resolve: ({ heading }) => heading,
    }),
    meetingTitle: t.exposeString('meetingTitle', { nullable: true }),
    meetingAt: t.expose('meetingAt', { type: 'DateTime', nullable: true }),
    authorName: t.exposeString('authorName', { nullable: true, description: 'Qui a écrit un commentaire.' }),
    organisationId: t.exposeID('organisationId', {
      nullable: true,
      description: 'D’une personne, ou l’organisme lui-même.',
    }),
    title: t.field({ type: [SegmentType], complexity: fewSegments, resolve: ({ title }) => title }),
    passage: t.field({
      complexity: fewSegments,
      type: [SegmentType],
      description: 'Les mots autour de ceux qui sont cherchés ; vide pour ce qui n’a qu’un titre.',
      resolve: ({ passage }) => passage,
    }),
  }),
});

const KindCountType = builder.objectRef<SearchAnswer['kinds'][number]>('SearchKindCount').implement({
  fields: (t) => ({
    kind: t.field({ type: SearchKindType, resolve: ({ value }) => value }),
    count: t.exposeInt('count'),
  }),
});

const YearCountType = builder.objectRef<Facet<number>>('SearchYearCount').implement({
  fields: (t) => ({ year: t.int({ resolve: ({ value }) => value }), count: t.exposeInt('count') }),
});

const AnswerType = builder.objectRef<SearchAnswer>('SearchAnswer').implement({
  fields: (t) => ({
    hits: t.field({
      // As many as were asked for: counted with the search.
      complexity: { field: 1, multiplier: 1 },
      type: [HitType],
      description: 'Les meilleurs d’abord.',
      resolve: ({ hits }) => hits.nodes.map(({ node }) => node),
    }),
    endCursor: t.string({ nullable: true, resolve: ({ hits }) => hits.nodes.at(-1)?.cursor ?? null }),
    hasNextPage: t.boolean({ resolve: ({ hits }) => hits.hasNextPage }),
    total: t.exposeInt('total', { description: 'Combien il y en a, jusqu’à 1 000.' }),
    isCapped: t.exposeBoolean('isCapped', {
      description:
        'Il y en a plus que ce qui est compté ; les nombres par sorte et par année ne sont alors que d’une partie.',
    }),
    kinds: t.field({
      complexity: { field: 1, multiplier: 0 },
      type: [KindCountType],
      description: 'Dans l’année demandée, quelles que soient les sortes.',
      resolve: ({ kinds }) => kinds,
    }),
    years: t.field({
      complexity: { field: 1, multiplier: 0 },
      type: [YearCountType],
      description: 'Dans les sortes demandées, quelle que soit l’année ; la dernière d’abord.',
      resolve: ({ years }) => years,
    }),
    correctedWords: t.exposeString('correctedWords', {
      nullable: true,
      description:
        'Ce qui a été cherché à la place : un mot ne trouvait rien, et un autre, à une faute de frappe, trouve.',
    }),
    isTooCommon: t.exposeBoolean('isTooCommon', { description: 'Les mots ne sont que des articles et semblables.' }),
  }),
});

builder.queryField('search', (t) =>
  t.field({
    type: AnswerType,
    description:
      'Cherche dans tout ce que peut voir qui demande. Tous les mots doivent y être, sous toutes leurs formes, accents ou non ; ' +
      '« entre guillemets », dans cet ordre ; un mot après un tiret ne doit pas y être.',
    complexity: listUpTo(pageOfSearch),
    args: {
      words: t.arg.string({ required: true, description: '200 caractères au plus.' }),
      kinds: t.arg({ type: [SearchKindType] }),
      year: t.arg.int({ description: 'De la convention.' }),
      conventionId: t.arg.id({ description: 'Dans cette convention seulement, archivée ou non.' }),
      typing: t.arg.boolean({
        description: 'Le dernier mot est en train d’être tapé : ce qui commence par lui est trouvé aussi.',
      }),
      first: t.arg.int({ description: '20 unless said, 100 at most.' }),
      after: t.arg.string(),
    },
    resolve: (_root, args, context) => searchEverything(signedIn(context), args),
  }),
);
