// Files handed in for a convention, with their bytes for whoever sees it, and what they serve as.

import { type FileUse, listFiles, usesOfFiles } from '#domain/files/file-views.ts';
import { readFile, readFileBytes, storeFile } from '#domain/files/files.ts';
import { readActors } from '#domain/history/activity.ts';
import { fileKinds } from '#domain/vocabulary.ts';
import type { StoredFile } from '#generated/prisma/client.ts';
import { batched } from '../batched-reads.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { PersonType } from './person.ts';

const FileKindType = builder.enumType('FileKind', {
  description:
    'MINUTES : un compte rendu approuvé. DELIVERABLE : une pièce d’un livrable. EVIDENCE : une preuve. PAYMENT_PROOF : une pièce qu’attend un versement. SIGNED_TEXT : un texte signé. OTHER : rien ne le nomme, ou plus rien.',
  values: fileKinds,
});

const FileUseType = builder.objectRef<FileUse>('FileUse').implement({
  description: 'Une chose à quoi sert un fichier.',
  fields: (t) => ({
    kind: t.expose('kind', { type: FileKindType }),
    conventionId: t.exposeID('conventionId', {
      description:
        'De la chose : un avenant emporte les fichiers, et peut laisser la chose dans l’ancienne convention.',
    }),
    subjectId: t.exposeID('subjectId', {
      description: 'De la réunion, du livrable, de l’obligation, du versement ou de la convention.',
    }),
    title: t.exposeString('title', { description: 'De cette chose.' }),
  }),
});

const personOf = batched((ids) => readActors(ids));
const usesOf = batched((ids, context) => usesOfFiles(signedIn(context), ids));

export const StoredFileType = builder.objectRef<StoredFile>('StoredFile').implement({
  description: 'Un fichier déposé pour une convention.',
  fields: (t) => ({
    id: t.exposeID('id'),
    conventionId: t.exposeID('conventionId', { description: 'La convention pour laquelle il a été déposé.' }),
    name: t.exposeString('name'),
    mediaType: t.exposeString('mediaType', { description: 'Comme le disent ses octets, jamais comme le dit son nom.' }),
    size: t.exposeInt('size', { description: 'En octets.' }),
    sha256: t.exposeString('sha256', { description: 'De ses octets, en hexadécimal.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    createdBy: t.field({
      type: PersonType,
      nullable: true,
      description: 'Qui l’a déposé, ou fait faire.',
      resolve: async ({ createdById }, _args, context) =>
        createdById === null ? null : ((await personOf(context, createdById)) ?? null),
    }),
    uses: t.field({
      type: [FileUseType],
      description:
        'Ce à quoi il sert, de ce que voit qui demande : 20 choses au plus. Rien pour ce qui est seulement gardé.',
      resolve: async ({ id }, _args, context) => (await usesOf(context, id)) ?? [],
    }),
    content: t.field({ type: 'Bytes', complexity: 100, resolve: readFileBytes }),
  }),
});

builder.objectField(ConventionType, 'files', (t) =>
  t.connection({
    type: StoredFileType,
    description: 'Les fichiers déposés pour elle, ses comptes rendus approuvés et son texte signé, le dernier d’abord.',
    complexity: listComplexity,
    args: {
      words: t.arg.string({ description: 'Tous sont dans le nom ; majuscules et accents ne comptent pas.' }),
      kind: t.arg({
        type: FileKindType,
        description: 'Seulement ceux qui servent à cela, quoi d’autre qu’ils servent.',
      }),
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
    content: t.field({ type: 'Bytes', required: true, description: '20 Mo au plus.' }),
  }),
});

builder.mutationFields((t) => ({
  storeFile: t.field({
    type: StoredFileType,
    description: 'Garde un fichier d’une convention, que preuves, livrables et pièces peuvent nommer.',
    args: { input: t.arg({ type: StoreFileInput, required: true }) },
    resolve: (_root, { input: { conventionId, fileName, content } }, context) =>
      storeFile(signedIn(context), conventionId, { fileName, bytes: content }),
  }),
}));
