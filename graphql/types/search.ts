// One search over everything that the asker may see: what was found with the words marked, and how much there is of what.
import type { Hit, Segment } from '#domain/search/hits.ts';
import { searchKinds } from '#domain/search/inputs.ts';
import { type Facet, pageOfSearch, type SearchAnswer, searchEverything } from '#domain/search/search.ts';
import { builder, listUpTo, signedIn } from '../builder.ts';
import { ItemKindType } from './programme.ts';

const SearchKindType = builder.enumType('SearchKind', {
  description:
    'ITEM: a block of a convention’s text that promises nothing by itself. NOTES: a block of a meeting’s notes.',
  values: searchKinds,
});

const SegmentType = builder.objectRef<Segment>('SearchSegment').implement({
  description: 'A stretch of a quoted passage, as plain text.',
  fields: (t) => ({
    text: t.exposeString('text'),
    isMatch: t.exposeBoolean('isMatch', { description: 'It answers to the words that were searched.' }),
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
  description: 'One thing that was found.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Of the answer; the thing itself is `subjectId`.' }),
    kind: t.expose('kind', { type: SearchKindType }),
    subjectId: t.exposeID('subjectId', { description: 'Of the thing: of the block, for what is one.' }),
    scopeId: t.exposeID('scopeId', {
      description: 'Of what holds it: a comment’s thread, the meeting of a decision, a task, notes or an agenda.',
    }),
    conventionId: t.exposeID('conventionId', { nullable: true }),
    conventionTitle: t.exposeString('conventionTitle', { nullable: true }),
    year: t.exposeInt('year', { nullable: true, description: 'Of its convention.' }),
    blockId: t.exposeID('blockId', {
      nullable: true,
      description: 'The block of the convention that it is, or is about.',
    }),
    heading: t.field({
      type: HeadingType,
      nullable: true,
      description: 'The article, axis or objective that this block is or stands under.',
      resolve: ({ heading }) => heading,
    }),
    meetingTitle: t.exposeString('meetingTitle', { nullable: true }),
    meetingAt: t.expose('meetingAt', { type: 'DateTime', nullable: true }),
    authorName: t.exposeString('authorName', { nullable: true, description: 'Who wrote a comment.' }),
    organisationId: t.exposeID('organisationId', {
      nullable: true,
      description: 'Of a person, or the organisation itself.',
    }),
    title: t.field({ type: [SegmentType], complexity: fewSegments, resolve: ({ title }) => title }),
    passage: t.field({
      complexity: fewSegments,
      type: [SegmentType],
      description: 'The words around those that were searched; empty for what has a title alone.',
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
      description: 'The best first.',
      resolve: ({ hits }) => hits.nodes.map(({ node }) => node),
    }),
    endCursor: t.string({ nullable: true, resolve: ({ hits }) => hits.nodes.at(-1)?.cursor ?? null }),
    hasNextPage: t.boolean({ resolve: ({ hits }) => hits.hasNextPage }),
    total: t.exposeInt('total', { description: 'How many there are, up to 1 000.' }),
    isCapped: t.exposeBoolean('isCapped', {
      description: 'There are more than are counted; the counts by kind and by year are then of some of them.',
    }),
    kinds: t.field({
      complexity: { field: 1, multiplier: 0 },
      type: [KindCountType],
      description: 'Under the year that was asked for, whatever the kinds.',
      resolve: ({ kinds }) => kinds,
    }),
    years: t.field({
      complexity: { field: 1, multiplier: 0 },
      type: [YearCountType],
      description: 'Under the kinds that were asked for, whatever the year; the latest first.',
      resolve: ({ years }) => years,
    }),
    correctedWords: t.exposeString('correctedWords', {
      nullable: true,
      description: 'What was searched instead: a word found nothing, and one typing error away another does.',
    }),
    isTooCommon: t.exposeBoolean('isTooCommon', { description: 'The words are articles and the like alone.' }),
  }),
});

builder.queryField('search', (t) =>
  t.field({
    type: AnswerType,
    description:
      'Searches everything that the asker may see. All words must be there, in any form, with accents or not; « between ' +
      'quotation marks » in that order; a word after a hyphen must not be there.',
    complexity: listUpTo(pageOfSearch),
    args: {
      words: t.arg.string({ required: true, description: '200 characters at most.' }),
      kinds: t.arg({ type: [SearchKindType] }),
      year: t.arg.int({ description: 'Of the convention.' }),
      conventionId: t.arg.id({ description: 'In this convention alone, archived or not.' }),
      typing: t.arg.boolean({ description: 'The last word is being typed: what begins with it is found too.' }),
      first: t.arg.int({ description: '20 unless said, 100 at most.' }),
      after: t.arg.string(),
    },
    resolve: (_root, args, context) => searchEverything(signedIn(context), args),
  }),
);
