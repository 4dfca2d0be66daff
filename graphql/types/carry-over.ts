// What becomes of each block of last year’s text in this year’s.

import { rewriteCarryOvers } from '#domain/conventions/carry-over-rewrites.ts';
import { type CarriedBlock, decideCarryOver, listCarryOvers } from '#domain/conventions/carry-overs.ts';
import { carryOverChoices } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { ProgrammeItemType } from './programme.ts';

const CarryOverChoiceType = builder.enumType('CarryOverChoice', { values: carryOverChoices });

const CarryOverType = builder.objectRef<CarriedBlock>('CarryOver').implement({
  fields: (t) => ({
    id: t.exposeID('blockId', { description: 'Le passage du texte de cette année.' }),
    previousId: t.exposeID('previousBlockId', { description: 'Le passage du texte de l’an dernier qu’il continue.' }),
    choice: t.expose('choice', {
      type: CarryOverChoiceType,
      nullable: true,
      description: 'Nul tant que personne n’a décidé.',
    }),
    decidedBy: t.string({ nullable: true, resolve: ({ decidedBy }) => decidedBy?.name ?? null }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', nullable: true }),
    item: t.field({
      type: ProgrammeItemType,
      description: 'Ce que dit le passage, ou disait quand il a quitté le texte.',
      resolve: ({ item, year }) => ({ ...item, year, children: [] }),
    }),
  }),
});

builder.objectField(ConventionType, 'carryOvers', (t) =>
  t.field({
    type: [CarryOverType],
    description:
      'Chaque passage du texte de l’an dernier, dans son ordre ; aucun quand la convention n’en continue pas.',
    complexity: { field: 50, multiplier: 20 },
    resolve: ({ id }, _args, context) => listCarryOvers(signedIn(context), id),
  }),
);

const DecideCarryOverInput = builder.inputType('DecideCarryOverInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    blockIds: t.idList({ required: true }),
    choice: t.field({ type: CarryOverChoiceType, required: true }),
    withSection: t.boolean({ description: 'Et tout ce qui est sous chaque titre ou passage.' }),
  }),
});

builder.mutationField('decideCarryOver', (t) =>
  t.field({
    type: [CarryOverType],
    description:
      'Décide du sort de passages ; ceux qui sont écartés quittent le texte et y reviennent si on les garde. Rend le tout.',
    complexity: { field: 50, multiplier: 20 },
    args: { input: t.arg({ type: DecideCarryOverInput, required: true }) },
    resolve: (_root, { input }, context) => decideCarryOver(signedIn(context), input),
  }),
);

const CarryOverRewriteInput = builder.inputType('CarryOverRewriteInput', {
  description: 'Un passage repris et ses nouveaux mots.',
  fields: (t) => ({
    blockId: t.id({ required: true }),
    before: t.string({ required: true, description: 'Les mots du passage tels qu’ils ont été lus : `item.text`.' }),
    after: t.string({ required: true, description: 'Ce qu’ils deviennent ; autant d’alinéas qu’avant.' }),
  }),
});

const RewriteCarryOversInput = builder.inputType('RewriteCarryOversInput', {
  description: 'De nouveaux mots pour des passages repris.',
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    rewrites: t.field({ type: [CarryOverRewriteInput], required: true, description: 'Chacun une fois.' }),
  }),
});

builder.mutationField('rewriteCarryOvers', (t) =>
  t.field({
    type: ['ID'],
    description:
      'Donne de nouveaux mots à des passages de l’an dernier et décide qu’ils sont adaptés. Rend les identifiants de ceux qui sont restés, parce qu’ils avaient changé depuis leur lecture ; CONFLICT quand c’est le cas de tous.',
    complexity: { field: 50 },
    args: { input: t.arg({ type: RewriteCarryOversInput, required: true }) },
    resolve: (_root, { input }, context) => rewriteCarryOvers(signedIn(context), input),
  }),
);
