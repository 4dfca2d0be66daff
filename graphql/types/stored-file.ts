// Files handed in for a convention, with their bytes for whoever sees it, and what they serve as.

import { type FileUse, listFiles, usesOfFiles } from '#domain/files/file-views.ts';
import { readFile, readFileBytes, storeFile } from '#domain/files/files.ts';
import { readActors } from '#domain/history/activity.ts';
import { fileKinds } from '#domain/vocabulary.ts';
import { batched } from '../batched-reads.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { PersonType } from './person.ts';

const FileKindType = builder.enumType('FileKind', {
  description:
    'MINUTES: approved ones of a meeting. DELIVERABLE: a piece of one. EVIDENCE: for an obligation. PAYMENT_PROOF: a document that a payment waits for. SIGNED_TEXT: of a convention. OTHER: nothing names it, or no longer.',
  values: fileKinds,
});

const FileUseType = builder.objectRef<FileUse>('FileUse').implement({
  description: 'One thing that a file serves as.',
  fields: (t) => ({
    kind: t.expose('kind', { type: FileKindType }),
    conventionId: t.exposeID('conventionId', {
      description:
        'Of the thing: an amendment takes the files along, and may leave the thing in the former convention.',
    }),
    subjectId: t.exposeID('subjectId', {
      description: 'Of the meeting, the deliverable, the obligation, the payment or the convention.',
    }),
    title: t.exposeString('title', { description: 'Of that thing.' }),
  }),
});

const personOf = batched((ids) => readActors(ids));
const usesOf = batched((ids, context) => usesOfFiles(signedIn(context), ids));

export const StoredFileType = builder.prismaObject('StoredFile', {
  description: 'A file handed in for a convention.',
  fields: (t) => ({
    id: t.exposeID('id'),
    conventionId: t.exposeID('conventionId', { description: 'La convention pour laquelle il a été déposé.' }),
    name: t.exposeString('name'),
    mediaType: t.exposeString('mediaType', { description: 'As its bytes say, never as its name does.' }),
    size: t.exposeInt('size', { description: 'Bytes.' }),
    sha256: t.exposeString('sha256', { description: 'Of its bytes, hexadecimal.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    createdBy: t.field({
      type: PersonType,
      nullable: true,
      description: 'Who handed it in, or let it be made.',
      select: { createdById: true },
      resolve: async ({ createdById }, _args, context) =>
        createdById === null ? null : ((await personOf(context, createdById)) ?? null),
    }),
    uses: t.field({
      type: [FileUseType],
      description: 'What it serves as, of what the viewer sees: 20 things at most. None for what is only kept.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => (await usesOf(context, id)) ?? [],
    }),
    content: t.field({ type: 'Bytes', complexity: 100, select: { id: true }, resolve: readFileBytes }),
  }),
});

builder.objectField(ConventionType, 'files', (t) =>
  t.connection({
    type: StoredFileType,
    description: 'The files handed in for it, its approved minutes and its signed text, newest first.',
    complexity: listComplexity,
    args: {
      words: t.arg.string({ description: 'All of them are in the name; capitals and accents do not count.' }),
      kind: t.arg({ type: FileKindType, description: 'Only those that serve as this, whatever else they serve as.' }),
    },
    resolve: async ({ id }, request, context) => connectionOf(await listFiles(signedIn(context), id, request)),
  }),
);

builder.queryFields((t) => ({
  storedFile: t.field({
    type: StoredFileType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readFile(signedIn(context), id),
  }),
}));

const StoreFileInput = builder.inputType('StoreFileInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    fileName: t.string({ required: true }),
    content: t.field({ type: 'Bytes', required: true, description: 'At most 20 MB.' }),
  }),
});

builder.mutationFields((t) => ({
  storeFile: t.field({
    type: StoredFileType,
    description: 'Keeps a file of a convention, for evidence, deliverables and proofs to name.',
    args: { input: t.arg({ type: StoreFileInput, required: true }) },
    resolve: (_root, { input: { conventionId, fileName, content } }, context) =>
      storeFile(signedIn(context), conventionId, { fileName, bytes: content }),
  }),
}));
