// Which files of a convention an address asks for. Used by their list and by the table that one takes away.
import { fileKinds } from '#domain/vocabulary.ts';

/** Words of the name, and what the file is; as the API takes it. */
export const filesChosenIn = (search: URLSearchParams) => ({
  kind: fileKinds.find((kind) => kind === search.get('type')) ?? null,
  words: search.get('mots')?.trim().slice(0, 200) || null,
});
