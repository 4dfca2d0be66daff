// Files handed in for a convention, with their bytes for whoever sees it.
import { readFileBytes, seeFile, storeFile } from '#domain/files.ts';
import { builder, signedIn } from '../builder.ts';

export const StoredFileType = builder.prismaObject('StoredFile', {
  description: 'A file handed in for a convention.',
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    mediaType: t.exposeString('mediaType', { description: 'As its bytes say, never as its name does.' }),
    size: t.exposeInt('size', { description: 'Bytes.' }),
    sha256: t.exposeString('sha256', { description: 'Of its bytes, hexadecimal.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    content: t.field({ type: 'Bytes', complexity: 100, select: { id: true }, resolve: readFileBytes }),
  }),
});

builder.queryFields((t) => ({
  storedFile: t.field({
    type: StoredFileType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => seeFile(signedIn(context), id),
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
