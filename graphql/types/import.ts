// Imports: a convention's file as it was read, for its sender to look at, correct and confirm. Seen by nobody else.

import { staleYears } from '#domain/conventions/stale-years.ts';
import {
  confirmImport,
  correctImportDraft,
  discardImportDraft,
  listImportDrafts,
  readImportDraft,
  uploadConvention,
} from '#domain/imports/imports.ts';
import {
  type ImportPreview,
  type ImportWarning,
  importWarningCodes,
  type PreviewBlock,
} from '#domain/imports/preview.ts';
import type { BlockKind } from '#domain/imports/recognition.ts';
import type { ItemKind } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { DegreeType, ItemKindType, ItemMarkType, StaleYearType } from './programme.ts';

const kindNames: Record<BlockKind, ItemKind> = {
  part: 'PART',
  article: 'ARTICLE',
  axis: 'AXIS',
  objective: 'OBJECTIVE',
  subheading: 'SUBHEADING',
  paragraph: 'PARAGRAPH',
  listItem: 'LIST_ITEM',
  table: 'TABLE',
};

const kindsByName = Object.fromEntries(
  Object.entries(kindNames).map(([kind, name]) => [name, kind as BlockKind]),
) as Record<ItemKind, BlockKind>;

const ImportBlockType = builder.objectRef<PreviewBlock & { year: number }>('ImportBlock').implement({
  description: 'One block of the file as it would stand in the convention. It keeps its id there.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.field({ type: ItemKindType, resolve: ({ kind }) => kindNames[kind] }),
    isNumbered: t.exposeBoolean('numbered', { description: 'It is a heading that is counted.' }),
    startAt: t.exposeInt('startAt', { nullable: true, description: 'The number its sender set; null to follow.' }),
    number: t.exposeString('number', { nullable: true, description: 'As it would be printed: « 1.2 », « 8 ».' }),
    prefix: t.exposeString('prefix', {
      nullable: true,
      description: 'What was typed before the title and is counted instead: « Article 8 : ».',
    }),
    text: t.exposeString('text', { description: 'Its words without that prefix.' }),
    depth: t.exposeInt('depth', { description: 'In the outline, from 0.' }),
    listDepth: t.exposeInt('listDepth', { nullable: true, description: 'In its list, from 0; null outside lists.' }),
    mark: t.expose('mark', { type: ItemMarkType, nullable: true, description: 'What its words seem to promise.' }),
    degree: t.expose('degree', { type: DegreeType, nullable: true }),
    staleYears: t.field({
      type: [StaleYearType],
      description: 'Years that the suggested year has left behind.',
      resolve: ({ text, year }) => staleYears(text, year),
    }),
  }),
});

const ImportWarningType = builder.objectRef<ImportWarning>('ImportWarning').implement({
  description: 'Something to look at before confirming.',
  fields: (t) => ({
    code: t.field({
      type: builder.enumType('ImportWarningCode', { values: importWarningCodes }),
      resolve: ({ code }) => code,
    }),
    message: t.exposeString('message', { description: 'A French sentence.' }),
    blockIds: t.exposeIDList('blockIds', { description: 'The blocks concerned, in reading order.' }),
  }),
});

const ImportPreviewType = builder.objectRef<ImportPreview>('ImportPreview').implement({
  description: 'The convention that the file would make.',
  fields: (t) => ({
    suggestedTitle: t.exposeString('suggestedTitle'),
    suggestedYear: t.exposeInt('suggestedYear'),
    blocks: t.field({
      type: [ImportBlockType],
      description: 'Every block of the file, in reading order.',
      complexity: { field: 50, multiplier: 20 },
      resolve: ({ blocks, suggestedYear: year }) => blocks.map((block) => ({ ...block, year })),
    }),
    warnings: t.field({ type: [ImportWarningType], resolve: ({ warnings }) => warnings }),
    text: t.field({ type: 'Json', complexity: 20, resolve: ({ text }) => text }),
  }),
});

type Listed = Awaited<ReturnType<typeof listImportDrafts>>[number];

const ImportDraftType = builder.objectRef<Listed | ImportPreview>('ImportDraft').implement({
  description: 'A file that was read and is not yet a convention; kept for 30 days.',
  fields: (t) => ({
    id: t.exposeID('id'),
    fileName: t.exposeString('fileName'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    preview: t.field({
      type: ImportPreviewType,
      resolve: (draft, _args, context) => ('blocks' in draft ? draft : readImportDraft(signedIn(context), draft.id)),
    }),
  }),
});

builder.queryFields((t) => ({
  importDraft: t.field({
    type: ImportDraftType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readImportDraft(signedIn(context), id),
  }),
  importDrafts: t.field({
    type: [ImportDraftType],
    description: 'The viewer’s own, latest first; twenty at most.',
    resolve: (_root, _args, context) => listImportDrafts(signedIn(context)),
  }),
}));

const UploadConventionInput = builder.inputType('UploadConventionInput', {
  fields: (t) => ({
    fileName: t.string({ required: true }),
    content: t.field({ type: 'Bytes', required: true, description: 'A DOCX or ODT of at most 20 MB.' }),
  }),
});
const ImportCorrectionInput = builder.inputType('ImportCorrection', {
  description: 'What is left out stays as it is; null takes away.',
  fields: (t) => ({
    blockId: t.id({ required: true }),
    kind: t.field({ type: ItemKindType }),
    isNumbered: t.boolean(),
    startAt: t.int({ description: 'The number to count from.' }),
    mark: t.field({ type: ItemMarkType }),
    degree: t.field({ type: DegreeType }),
  }),
});
const CorrectImportDraftInput = builder.inputType('CorrectImportDraftInput', {
  fields: (t) => ({
    draftId: t.id({ required: true }),
    corrections: t.field({ type: [ImportCorrectionInput], required: true }),
  }),
});
const ConfirmImportInput = builder.inputType('ConfirmImportInput', {
  fields: (t) => ({
    draftId: t.id({ required: true }),
    title: t.string({ required: true }),
    year: t.int({ required: true }),
  }),
});
const DiscardImportDraftInput = builder.inputType('DiscardImportDraftInput', {
  fields: (t) => ({ draftId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  uploadConvention: t.field({
    type: ImportDraftType,
    description: 'Reads a DOCX or ODT and keeps what was recognised. Refuses any other file and keeps nothing of it.',
    args: { input: t.arg({ type: UploadConventionInput, required: true }) },
    resolve: (_root, { input: { fileName, content } }, context) =>
      uploadConvention(signedIn(context), { fileName, bytes: content }),
  }),
  correctImportDraft: t.field({
    type: ImportDraftType,
    description: 'Corrects what blocks were taken for; no word is lost by it.',
    args: { input: t.arg({ type: CorrectImportDraftInput, required: true }) },
    resolve: (_root, { input: { draftId, corrections } }, context) =>
      correctImportDraft(signedIn(context), {
        draftId,
        corrections: corrections.map(({ kind, isNumbered, ...correction }) => ({
          ...correction,
          kind: kind && kindsByName[kind],
          numbered: isNumbered,
        })),
      }),
  }),
  confirmImport: t.field({
    type: ConventionType,
    description: 'Makes a convention of it, once; its sender is the steward.',
    args: { input: t.arg({ type: ConfirmImportInput, required: true }) },
    resolve: (_root, { input }, context) => confirmImport(signedIn(context), input),
  }),
  discardImportDraft: t.boolean({
    description: 'Throws it away. True once done.',
    args: { input: t.arg({ type: DiscardImportDraftInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await discardImportDraft(signedIn(context), input);
      return true;
    },
  }),
}));
