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
import type { ItemKind } from '#domain/vocabulary.ts';
import type { WrittenKind } from '#domain/written/written-text.ts';
import { builder, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { DegreeType, ItemKindType, ItemMarkType, StaleYearType } from './programme.ts';

const kindNames: Record<WrittenKind, ItemKind> = {
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
  Object.entries(kindNames).map(([kind, name]) => [name, kind as WrittenKind]),
) as Record<ItemKind, WrittenKind>;

const ImportBlockType = builder.objectRef<PreviewBlock & { year: number }>('ImportBlock').implement({
  description: 'Un passage du fichier tel qu’il serait dans la convention. Il y garde son identifiant.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.field({ type: ItemKindType, resolve: ({ kind }) => kindNames[kind] }),
    isNumbered: t.exposeBoolean('numbered', { description: 'C’est un titre qui se compte.' }),
    startAt: t.exposeInt('startAt', {
      nullable: true,
      description: 'Le numéro que l’expéditeur a fixé ; nul pour suivre.',
    }),
    number: t.exposeString('number', { nullable: true, description: 'As it would be printed: « 1.2 », « 8 ».' }),
    prefix: t.exposeString('prefix', {
      nullable: true,
      description: 'Ce qui était tapé avant le titre et se compte désormais : « Article 8 : ».',
    }),
    text: t.exposeString('text', { description: 'Ses mots sans ce préfixe.' }),
    depth: t.exposeInt('depth', { description: 'Dans le plan, à partir de 0.' }),
    listDepth: t.exposeInt('listDepth', {
      nullable: true,
      description: 'Dans sa liste, à partir de 0 ; nul hors des listes.',
    }),
    mark: t.expose('mark', {
      type: ItemMarkType,
      nullable: true,
      description: 'Ce que ses mots paraissent promettre.',
    }),
    degree: t.expose('degree', { type: DegreeType, nullable: true }),
    staleYears: t.field({
      type: [StaleYearType],
      description: 'Les années que l’année proposée a dépassées.',
      resolve: ({ text, year }) => staleYears(text, year),
    }),
  }),
});

const ImportWarningType = builder.objectRef<ImportWarning>('ImportWarning').implement({
  description: 'Quelque chose à regarder avant de confirmer.',
  fields: (t) => ({
    code: t.field({
      type: builder.enumType('ImportWarningCode', { values: importWarningCodes }),
      resolve: ({ code }) => code,
    }),
    message: t.exposeString('message', { description: 'Une phrase en français.' }),
    blockIds: t.exposeIDList('blockIds', { description: 'Les passages concernés, dans l’ordre de lecture.' }),
  }),
});

const ImportPreviewType = builder.objectRef<ImportPreview>('ImportPreview').implement({
  description: 'La convention que ferait le fichier.',
  fields: (t) => ({
    suggestedTitle: t.exposeString('suggestedTitle'),
    suggestedYear: t.exposeInt('suggestedYear'),
    blocks: t.field({
      type: [ImportBlockType],
      description: 'Chaque passage du fichier, dans l’ordre de lecture.',
      complexity: { field: 50, multiplier: 20 },
      resolve: ({ blocks, suggestedYear: year }) => blocks.map((block) => ({ ...block, year })),
    }),
    warnings: t.field({ type: [ImportWarningType], resolve: ({ warnings }) => warnings }),
    text: t.field({ type: 'Json', complexity: 20, resolve: ({ text }) => text }),
  }),
});

type Listed = Awaited<ReturnType<typeof listImportDrafts>>[number];

const ImportDraftType = builder.objectRef<Listed | ImportPreview>('ImportDraft').implement({
  description: 'Un fichier lu qui n’est pas encore une convention ; gardé 30 jours.',
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
    description: 'Ceux de qui demande, le dernier d’abord ; vingt au plus.',
    resolve: (_root, _args, context) => listImportDrafts(signedIn(context)),
  }),
}));

const UploadConventionInput = builder.inputType('UploadConventionInput', {
  fields: (t) => ({
    fileName: t.string({ required: true }),
    content: t.field({ type: 'Bytes', required: true, description: 'Un DOCX ou un ODT de 20 Mo au plus.' }),
  }),
});
const ImportCorrectionInput = builder.inputType('ImportCorrection', {
  description: 'Ce qui n’est pas donné reste ; nul l’ôte.',
  fields: (t) => ({
    blockId: t.id({ required: true }),
    kind: t.field({ type: ItemKindType }),
    isNumbered: t.boolean(),
    startAt: t.int({ description: 'Le numéro à partir duquel compter.' }),
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
    description: 'Lit un DOCX ou un ODT et garde ce qui est reconnu. Refuse tout autre fichier et n’en garde rien.',
    args: { input: t.arg({ type: UploadConventionInput, required: true }) },
    resolve: (_root, { input: { fileName, content } }, context) =>
      uploadConvention(signedIn(context), { fileName, bytes: content }),
  }),
  correctImportDraft: t.field({
    type: ImportDraftType,
    description: 'Corrige ce pour quoi des passages ont été pris ; aucun mot n’est perdu.',
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
    description: 'En fait une convention, une fois ; son expéditeur en est le responsable.',
    args: { input: t.arg({ type: ConfirmImportInput, required: true }) },
    resolve: (_root, { input }, context) => confirmImport(signedIn(context), input),
  }),
  discardImportDraft: t.boolean({
    description: 'Le jette. Vrai une fois fait.',
    args: { input: t.arg({ type: DiscardImportDraftInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await discardImportDraft(signedIn(context), input);
      return true;
    },
  }),
}));
