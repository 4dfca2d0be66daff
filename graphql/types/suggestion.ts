// What is suggested in a text and waits for a decision, deciding it, and taking a decision back.
import { type DecidedView, listDecided, type Reopened, reopenSuggestions } from '#domain/suggestions/reopenings.ts';
import { wordSuggestion } from '#domain/suggestions/suggestion-words.ts';
import {
  decideSuggestions,
  explainSuggestion,
  listSuggestions,
  type Suggestion,
} from '#domain/suggestions/suggestions.ts';
import { builder, signedIn } from '../builder.ts';
import { PersonType } from './person.ts';

const SuggestionType = builder.objectRef<Suggestion>('Suggestion').implement({
  description: 'Une modification proposée dans un texte. Elle n’en fait pas partie tant qu’elle n’est pas acceptée.',
  fields: (t) => ({
    id: t.exposeID('id'),
    documentId: t.exposeID('documentId', { description: 'Le texte dans lequel elle est proposée.' }),
    author: t.field({
      type: PersonType,
      nullable: true,
      description: 'Nul : un compte qui n’est plus.',
      resolve: ({ author }) => author,
    }),
    madeAt: t.expose('madeAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Nul quand ce n’est pas encore noté.',
    }),
    summary: t.string({
      description: 'Ce qu’elle ferait, en une phrase.',
      resolve: ({ parts, wordAuthor }) => wordSuggestion(parts, wordAuthor),
    }),
    reason: t.exposeString('reason', {
      description: 'Pourquoi, dans les mots de son auteur\u00a0; vide quand il n’en dit rien.',
    }),
    wordAuthor: t.exposeString('wordAuthor', {
      nullable: true,
      description:
        'Le nom que donne le fichier Word dont elle est reprise ; nul pour toute autre. Il ne prouve pas qui l’a faite : `author` est qui a repris le fichier.',
    }),
    blockId: t.id({
      nullable: true,
      description: 'Le premier passage dans lequel, ou après lequel, elle se trouve ; nul au début du texte.',
      resolve: ({ parts }) => parts[0]?.blockId ?? null,
    }),
    inserted: t.string({
      description: 'Les mots qu’elle ajoute.',
      resolve: ({ parts }) =>
        parts
          .map(({ inserted }) => inserted)
          .join(' ')
          .trim(),
    }),
    deleted: t.string({
      description: 'Les mots qu’elle retire.',
      resolve: ({ parts }) =>
        parts
          .map(({ deleted }) => deleted)
          .join(' ')
          .trim(),
    }),
  }),
});

builder.queryField('textSuggestions', (t) =>
  t.field({
    type: [SuggestionType],
    description: 'Ce qui est proposé dans un texte et attend une décision, dans l’ordre de lecture.',
    complexity: { field: 50, multiplier: 20 },
    args: { documentId: t.arg.id({ required: true }) },
    resolve: (_root, { documentId }, context) => listSuggestions(signedIn(context), documentId),
  }),
);

const SuggestionDecisionType = builder.enumType('SuggestionDecision', {
  description: 'Ce qui est décidé d’une proposition.',
  values: ['ACCEPTED', 'REFUSED'] as const,
});

const DecideSuggestionsInput = builder.inputType('DecideSuggestionsInput', {
  description: 'Les propositions à décider, et ce qui en est décidé.',
  fields: (t) => ({
    documentId: t.id({ required: true }),
    suggestionIds: t.idList({ required: true, description: 'Une au moins.' }),
    decision: t.field({ type: SuggestionDecisionType, required: true, description: 'La même pour toutes.' }),
    reason: t.string({ description: 'Le motif, dit à l’auteur ; 500 caractères au plus.' }),
  }),
});

builder.mutationField('decideSuggestions', (t) =>
  t.field({
    type: [SuggestionType],
    description:
      'Accepte ou refuse des propositions d’un texte qu’on peut rédiger ; qui ne peut que proposer refuse les siennes seules, et les retire ainsi. Celles qui ont déjà été décidées sont laissées. Rend celles qui viennent de l’être.',
    complexity: { field: 50, multiplier: 20 },
    args: { input: t.arg({ type: DecideSuggestionsInput, required: true }) },
    resolve: (_root, { input }, context) => decideSuggestions(signedIn(context), input),
  }),
);

const ExplainSuggestionInput = builder.inputType('ExplainSuggestionInput', {
  description: 'Le motif d’une proposition.',
  fields: (t) => ({
    documentId: t.id({ required: true }),
    suggestionId: t.id({ required: true, description: 'Une proposition de qui écrit, encore en attente.' }),
    reason: t.string({ description: 'Le motif, 500 caractères au plus\u00a0; vide pour l’enlever.' }),
  }),
});

builder.mutationField('explainSuggestion', (t) =>
  t.field({
    type: SuggestionType,
    description: 'Dit pourquoi une proposition est faite\u00a0; son auteur seul le peut, tant qu’elle attend.',
    args: { input: t.arg({ type: ExplainSuggestionInput, required: true }) },
    resolve: (_root, { input }, context) => explainSuggestion(signedIn(context), input),
  }),
);

const DecidedSuggestionType = builder.objectRef<DecidedView>('DecidedSuggestion').implement({
  description: 'Une proposition qui a été décidée. La décision s’annule\u00a0: la proposition attend alors de nouveau.',
  fields: (t) => ({
    id: t.exposeID('id'),
    suggestionId: t.exposeID('suggestionId', { description: 'La proposition, dans le texte.' }),
    summary: t.exposeString('summary', { description: 'Ce qu’elle aurait fait, en une phrase.' }),
    decision: t.expose('decision', { type: SuggestionDecisionType, description: 'Ce qui en a été décidé.' }),
    reason: t.exposeString('reason', { description: 'Le motif de la décision\u00a0; vide quand rien n’en est dit.' }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', description: 'Quand.' }),
    author: t.field({
      type: PersonType,
      nullable: true,
      description: 'Qui avait proposé. Nul\u00a0: un compte qui n’est plus.',
      resolve: ({ author }) => author,
    }),
    decidedBy: t.field({
      type: PersonType,
      nullable: true,
      description: 'Qui a décidé. Nul\u00a0: un système, ou un compte qui n’est plus.',
      resolve: ({ decidedBy }) => decidedBy,
    }),
    viewerMayReopen: t.exposeBoolean('viewerMayReopen', {
      description: 'Si qui demande peut annuler la décision.',
    }),
  }),
});

builder.queryField('decidedSuggestions', (t) =>
  t.field({
    type: [DecidedSuggestionType],
    description:
      'Les propositions d’un texte qui ont été décidées, sauf celles dont la décision est annulée\u00a0: les 100 dernières, la plus récente d’abord.',
    complexity: { field: 20, multiplier: 20 },
    args: { documentId: t.arg.id({ required: true }) },
    resolve: (_root, { documentId }, context) => listDecided(signedIn(context), documentId),
  }),
);

const ReopeningOutcomeType = builder.enumType('ReopeningOutcome', {
  description: 'Ce qu’il en est d’une décision à annuler.',
  values: ['WHOLE', 'IN_PART', 'LOST'] as const,
});

const ReopenedSuggestionType = builder.objectRef<Reopened>('ReopenedSuggestion').implement({
  description: 'Une proposition dont la décision devait être annulée.',
  fields: (t) => ({
    decided: t.field({
      type: DecidedSuggestionType,
      description: 'La proposition, et ce qui en avait été décidé.',
      resolve: ({ decided }) => decided,
    }),
    outcome: t.expose('outcome', { type: ReopeningOutcomeType, description: 'Ce qu’elle est devenue.' }),
  }),
});

const ReopenSuggestionsInput = builder.inputType('ReopenSuggestionsInput', {
  description: 'Les décisions à annuler.',
  fields: (t) => ({
    documentId: t.id({ required: true }),
    decidedIds: t.idList({ required: true, description: 'Des `DecidedSuggestion` de ce texte\u00a0; 200 au plus.' }),
  }),
});

builder.mutationField('reopenSuggestions', (t) =>
  t.field({
    type: [ReopenedSuggestionType],
    description:
      'Annule des décisions\u00a0: ce qui avait été décidé attend de nouveau dans le texte, au nom de qui l’avait proposé, là où sa place y est encore. Ce que d’autres ont écrit depuis reste. CONFLICT quand aucune n’a plus sa place, ou que la décision est déjà annulée. Qui ne peut que proposer annule ses propres retraits seuls.',
    complexity: { field: 50, multiplier: 20 },
    args: { input: t.arg({ type: ReopenSuggestionsInput, required: true }) },
    resolve: (_root, { input }, context) => reopenSuggestions(signedIn(context), input),
  }),
);
