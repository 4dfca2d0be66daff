// Which datasets an address asks for. Used by their list and by the table that one takes away.
import { datasetKinds, datasetThemes, territories } from '#domain/vocabulary.ts';

/** Words, and what they are narrowed to; as the API takes it. */
export const datasetsChosenIn = (search: URLSearchParams) => ({
  words: search.get('mots')?.trim().slice(0, 200) || null,
  kind: datasetKinds.find((one) => one === search.get('nature')) ?? null,
  theme: datasetThemes.find((one) => one === search.get('theme')) ?? null,
  territory: territories.find((one) => one === search.get('territoire')) ?? null,
  isMine: search.has('miennes'),
});
