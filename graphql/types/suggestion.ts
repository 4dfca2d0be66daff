// What is suggested in a text and waits for a decision, and deciding it.
import { wordSuggestion } from '#domain/suggestions/suggestion-words.ts';
import { decideSuggestions, listSuggestions, type Suggestion } from '#domain/suggestions/suggestions.ts';
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
