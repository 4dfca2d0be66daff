// What becomes of each block of last year’s text in this year’s.
import { type CarriedBlock, decideCarryOver, listCarryOvers } from '#domain/conventions/carry-overs.ts';
import { carryOverChoices } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { ProgrammeItemType } from './programme.ts';

const CarryOverChoiceType = builder.enumType('CarryOverChoice', { values: carryOverChoices });

const CarryOverType = builder.objectRef<CarriedBlock>('CarryOver').implement({
  fields: (t) => ({
    id: t.exposeID('blockId', { description: 'The block of this year’s text.' }),
    previousId: t.exposeID('previousBlockId', { description: 'The block of last year’s text it continues.' }),
    choice: t.expose('choice', {
      type: CarryOverChoiceType,
      nullable: true,
      description: 'Null until somebody decides.',
    }),
    decidedBy: t.string({ nullable: true, resolve: ({ decidedBy }) => decidedBy?.name ?? null }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', nullable: true }),
    item: t.field({
      type: ProgrammeItemType,
      description: 'What the block says, or said when it left the text.',
      resolve: ({ item, year }) => ({ ...item, year, children: [] }),
    }),
  }),
});

builder.objectField(ConventionType, 'carryOvers', (t) =>
  t.field({
    type: [CarryOverType],
    description: 'Every block of last year’s text, in its order; none when the convention continues none.',
    complexity: { field: 50, multiplier: 20 },
    resolve: ({ id }, _args, context) => listCarryOvers(signedIn(context), id),
  }),
);

const DecideCarryOverInput = builder.inputType('DecideCarryOverInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    blockIds: t.idList({ required: true }),
    choice: t.field({ type: CarryOverChoiceType, required: true }),
    withSection: t.boolean({ description: 'Also all that is below each heading or item.' }),
  }),
});

builder.mutationField('decideCarryOver', (t) =>
  t.field({
    type: [CarryOverType],
    description: 'Decides what becomes of blocks; dropped ones leave the text and come back when kept. Gives all anew.',
    complexity: { field: 50, multiplier: 20 },
    args: { input: t.arg({ type: DecideCarryOverInput, required: true }) },
    resolve: (_root, { input }, context) => decideCarryOver(signedIn(context), input),
  }),
);
