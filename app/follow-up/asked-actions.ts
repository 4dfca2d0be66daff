// What the list of actions is narrowed to, read from its address. Used by the page and by the table that one takes away.
import { actionStatuses } from '#domain/vocabulary.ts';
import { isUuidLike } from './ids.ts';

/** A status, a part of the text, what is one's own, words; as the API takes it. */
export function actionFilterIn(search: URLSearchParams) {
  const asked = (name: string) => search.get(name) ?? '';
  return {
    status: actionStatuses.find((status) => status === asked('etat')) ?? null,
    axisId: isUuidLike(asked('partie')) ? asked('partie') : null,
    mine: asked('miennes') !== '',
    words: asked('mots').slice(0, 200),
  };
}
