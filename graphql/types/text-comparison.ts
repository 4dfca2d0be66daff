// Two states of texts compared, as data.
import type { CommitmentChange } from '#domain/comparison/commitments.ts';
import { comparedFacts, type Difference, differenceStates, isBinding } from '#domain/comparison/comparison.ts';
import { countsOf, type SectionCount, sectionsOf, wordSummary } from '#domain/comparison/summary.ts';
import type { WordChange } from '#domain/comparison/word-changes.ts';
import { printComparison, wordDifference } from '#domain/versions/comparison-print.ts';
import { momentName } from '#domain/versions/comparison-words.ts';
import { compareMoments, type TextComparison, type TextMoment } from '#domain/versions/text-comparisons.ts';
import { mayWrite } from '#domain/versions/text-owners.ts';
import { readListedVersion } from '#domain/versions/versions.ts';
import { builder, signedIn } from '../builder.ts';
import { DegreeType, ItemKindType, ItemMarkType } from './programme.ts';
import { KindCountType, TextVersionType } from './text-version.ts';

const TextMomentType = builder.objectRef<TextMoment>('TextMoment').implement({
  description: 'Un texte à un moment : une de ses versions, ou tel qu’il est maintenant.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'De la version, ou du document pour le texte tel qu’il est maintenant.' }),
    documentId: t.id({ resolve: ({ text }) => text.documentId }),
    conventionId: t.id({ resolve: ({ text }) => text.conventionId }),
    year: t.int({ resolve: ({ text }) => text.year }),
    title: t.string({ description: 'Comment il se nomme, en français.', resolve: momentName }),
    viewerMayWrite: t.boolean({ resolve: ({ text }) => mayWrite(text) }),
    version: t.field({
      type: TextVersionType,
      nullable: true,
      description: 'Nul : le texte tel qu’il est maintenant.',
      resolve: ({ version }, _args, context) => version && readListedVersion(signedIn(context), version.id),
    }),
  }),
});

const ComparedWordsType = builder.objectRef<WordChange>('ComparedWords').implement({
  description: 'Une suite de mots gardés, ôtés ou ajoutés.',
  fields: (t) => ({
    change: t.expose('change', {
      type: builder.enumType('WordChangeKind', { values: ['KEPT', 'DROPPED', 'ADDED'] as const }),
    }),
    text: t.exposeString('text'),
  }),
});

const CommitmentChangeType = builder.objectRef<CommitmentChange>('CommitmentChange').implement({
  description: 'Quelque chose qui engage et qui a changé : nul du côté où cela n’est pas.',
  fields: (t) => ({
    kind: t.expose('kind', {
      type: builder.enumType('CommitmentKind', {
        description: 'DEGREE : `before` et `after` sont des valeurs de `Degree`. AMOUNT, DATE : des mots du texte.',
        values: ['DEGREE', 'AMOUNT', 'DATE'] as const,
      }),
    }),
    before: t.exposeString('before', { nullable: true }),
    after: t.exposeString('after', { nullable: true }),
  }),
});

const DifferenceType = builder.objectRef<Difference>('TextDifference').implement({
  description:
    'Ce qu’est devenu un passage. Ce qui est dit de lui est du texte le plus récent ; de l’ancien s’il a été ôté.',
  fields: (t) => ({
    state: t.expose('state', { type: builder.enumType('DifferenceState', { values: differenceStates }) }),
    summary: t.string({ description: 'Ce qui lui est arrivé, en français.', resolve: wordDifference }),
    isMoved: t.exposeBoolean('isMoved', { description: 'Il est ailleurs parmi les autres.' }),
    isBinding: t.boolean({
      description: 'Il diffère, et promet quelque chose, ou un degré, un montant ou une date a changé.',
      resolve: isBinding,
    }),
    blockId: t.id({ nullable: true, resolve: ({ before, after }) => (after ?? before)?.id }),
    formerBlockId: t.id({ nullable: true, resolve: ({ before }) => before?.id }),
    kind: t.field({ type: ItemKindType, resolve: ({ before, after }) => (after ?? before)?.kind ?? 'PARAGRAPH' }),
    number: t.string({ nullable: true, resolve: ({ before, after }) => (after ?? before)?.number }),
    formerNumber: t.string({ nullable: true, resolve: ({ before }) => before?.number }),
    mark: t.field({ type: ItemMarkType, nullable: true, resolve: ({ before, after }) => (after ?? before)?.mark }),
    formerMark: t.field({ type: ItemMarkType, nullable: true, resolve: ({ before }) => before?.mark }),
    degree: t.field({ type: DegreeType, nullable: true, resolve: ({ before, after }) => (after ?? before)?.degree }),
    formerDegree: t.field({ type: DegreeType, nullable: true, resolve: ({ before }) => before?.degree }),
    words: t.field({
      type: [ComparedWordsType],
      description: 'Sans ce qui est ajouté, les anciens mots ; sans ce qui est ôté, les nouveaux.',
      resolve: ({ words }) => words,
    }),
    facts: t.field({
      type: [
        builder.enumType('ComparedFact', {
          description: 'Ce qui a changé à côté des mots. `look` : mises en forme, liens, listes, cellules.',
          values: comparedFacts,
        }),
      ],
      resolve: ({ facts }) => facts,
    }),
    commitments: t.field({ type: [CommitmentChangeType], resolve: ({ commitments }) => commitments }),
    splitFromId: t.id({
      nullable: true,
      description: 'Le passage dont il était une partie.',
      resolve: ({ splitFrom }) => splitFrom?.id,
    }),
    mergedIntoId: t.id({
      nullable: true,
      description: 'Le passage où ses mots continuent.',
      resolve: ({ mergedInto }) => mergedInto?.id,
    }),
    headingId: t.id({
      nullable: true,
      description: 'Le titre sous lequel il est.',
      resolve: ({ heading }) => heading?.id,
    }),
  }),
});

const SectionType = builder.objectRef<SectionCount>('ComparedSection').implement({
  description: 'Un titre sous lequel quelque chose diffère.',
  fields: (t) => ({
    headingId: t.id({ nullable: true, resolve: ({ heading }) => heading?.id }),
    number: t.string({ nullable: true, resolve: ({ heading }) => heading?.number }),
    kind: t.field({ type: ItemKindType, nullable: true, resolve: ({ heading }) => heading?.kind }),
    title: t.string({
      description: 'Vide pour ce qui précède le premier titre.',
      resolve: ({ heading }) => heading?.title ?? '',
    }),
    counts: t.field({ type: [KindCountType], resolve: ({ counts }) => counts }),
    summary: t.string({ resolve: ({ counts }) => wordSummary(counts) }),
  }),
});

export const TextComparisonType = builder.objectRef<TextComparison>('TextComparison').implement({
  fields: (t) => ({
    from: t.field({ type: TextMomentType, resolve: ({ from }) => from }),
    to: t.field({ type: TextMomentType, resolve: ({ to }) => to }),
    counts: t.field({ type: [KindCountType], resolve: ({ differences }) => countsOf(differences) }),
    summary: t.string({
      description: 'Ce qui diffère, en une phrase.',
      resolve: ({ differences }) => wordSummary(countsOf(differences)),
    }),
    sections: t.field({ type: [SectionType], resolve: sectionsOf }),
    differences: t.field({
      type: [DifferenceType],
      description: 'Chaque passage dans l’ordre du texte le plus récent ; ceux qui sont ôtés, là où ils étaient.',
      args: {
        onlyBinding: t.arg.boolean({ description: 'Seulement ce qui engage : promesses, degrés, montants, dates.' }),
        onlyChanged: t.arg.boolean({ description: 'Sans les passages qui sont les mêmes à la même place.' }),
      },
      resolve: ({ differences }, { onlyBinding, onlyChanged }) =>
        differences.filter(
          (one) => (!onlyBinding || isBinding(one)) && (!onlyChanged || one.state !== 'KEPT' || one.isMoved),
        ),
    }),
    pdf: t.field({
      type: 'Bytes',
      complexity: 100,
      description: 'En PDF accessible. UNPRINTABLE_TEXT quand un caractère ne s’imprime pas.',
      resolve: printComparison,
    }),
  }),
});

builder.queryField('textComparison', (t) =>
  t.field({
    type: TextComparisonType,
    complexity: 50,
    description:
      'Compare deux états de textes que qui demande peut lire, d’une année ou de deux : chacun l’identifiant d’une version, ou d’un document pour son texte tel qu’il est maintenant.',
    args: { from: t.arg.id({ required: true }), to: t.arg.id({ required: true }) },
    resolve: (_root, args, context) => compareMoments(signedIn(context), args),
  }),
);
