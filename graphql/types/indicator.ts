// What is measured from time to time: indicators with their target and dated values.
import {
  changeIndicator,
  createIndicator,
  listIndicators,
  type MeasuredIndicator,
  measureIndicator,
  readIndicator,
  withdrawIndicator,
} from '#domain/follow-up/indicators.ts';
import type { IndicatorValue } from '#generated/prisma/client.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';

/** Decimals go as text: no program rounds them on the way. */
const DECIMAL = 'Un nombre décimal en texte : `12.5`.';

const IndicatorValueType = builder.objectRef<IndicatorValue>('IndicatorValue').implement({
  fields: (t) => ({
    on: t.expose('on', { type: 'Date' }),
    value: t.string({ description: DECIMAL, resolve: ({ value }) => value.toFixed() }),
  }),
});

export const IndicatorType = builder.objectRef<MeasuredIndicator>('Indicator').implement({
  description: 'Quelque chose qui est mesuré de temps en temps.',
  fields: (t) => ({
    id: t.exposeID('id'),
    conventionId: t.exposeID('conventionId'),
    blockId: t.exposeID('blockId'),
    title: t.exposeString('title'),
    unit: t.exposeString('unit'),
    target: t.string({ nullable: true, description: DECIMAL, resolve: ({ target }) => target?.toFixed() }),
    targetOn: t.expose('targetOn', { type: 'Date', nullable: true }),
    version: t.exposeInt('version'),
    values: t.field({
      type: [IndicatorValueType],
      complexity: { field: 1, multiplier: 10 },
      description: 'La plus ancienne d’abord, une par jour au plus.',
      resolve: ({ values }) => values,
    }),
  }),
});

builder.objectField(ConventionType, 'indicators', (t) =>
  t.connection({
    type: IndicatorType,
    description: 'Dans l’ordre où ils ont été créés.',
    complexity: listComplexity,
    resolve: async ({ id }, page, context) =>
      connectionOf(await listIndicators(signedIn(context), { ...page, conventionId: id })),
  }),
);

builder.queryFields((t) => ({
  indicator: t.field({
    type: IndicatorType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readIndicator(signedIn(context), id),
  }),
}));

const CreateIndicatorInput = builder.inputType('CreateIndicatorInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    blockId: t.id({ required: true }),
    title: t.string({ required: true }),
    unit: t.string({ required: true }),
    target: t.string({ description: DECIMAL }),
    targetOn: t.field({ type: 'Date' }),
  }),
});
const ChangeIndicatorInput = builder.inputType('ChangeIndicatorInput', {
  description: 'Ce qui n’est pas donné reste ; nul efface la valeur visée et son jour.',
  fields: (t) => ({
    indicatorId: t.id({ required: true }),
    title: t.string(),
    unit: t.string(),
    target: t.string({ description: DECIMAL }),
    targetOn: t.field({ type: 'Date' }),
    version: t.int({ description: 'La version lue : CONFLICT si elle a changé depuis.' }),
  }),
});
const WithdrawIndicatorInput = builder.inputType('WithdrawIndicatorInput', {
  fields: (t) => ({ indicatorId: t.id({ required: true }) }),
});
const MeasureIndicatorInput = builder.inputType('MeasureIndicatorInput', {
  description: 'Une seconde valeur d’un jour remplace la première.',
  fields: (t) => ({
    indicatorId: t.id({ required: true }),
    on: t.field({ type: 'Date', required: true, description: 'Aujourd’hui au plus tard.' }),
    value: t.string({ required: true, description: DECIMAL }),
  }),
});

builder.mutationFields((t) => ({
  createIndicator: t.field({
    type: IndicatorType,
    args: { input: t.arg({ type: CreateIndicatorInput, required: true }) },
    resolve: (_root, { input }, context) => createIndicator(signedIn(context), input),
  }),
  changeIndicator: t.field({
    type: IndicatorType,
    args: { input: t.arg({ type: ChangeIndicatorInput, required: true }) },
    resolve: (_root, { input: { title, unit, ...input } }, context) =>
      changeIndicator(signedIn(context), { ...input, title: title ?? undefined, unit: unit ?? undefined }),
  }),
  withdrawIndicator: t.id({
    description: 'Retire un indicateur avec ses valeurs, et rend son identifiant.',
    args: { input: t.arg({ type: WithdrawIndicatorInput, required: true }) },
    resolve: async (_root, { input: { indicatorId } }, context) =>
      (await withdrawIndicator(signedIn(context), indicatorId)).id,
  }),
  measureIndicator: t.field({
    type: IndicatorType,
    args: { input: t.arg({ type: MeasureIndicatorInput, required: true }) },
    resolve: (_root, { input }, context) => measureIndicator(signedIn(context), input),
  }),
}));
