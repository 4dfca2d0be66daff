// What the list of obligations is narrowed to, read from its address. Used by the page and by the table that one takes away.
import { occurrenceStates, territories } from '#domain/vocabulary.ts';

/** A state of due dates, a territory, what is one's own. */
export function choiceIn(search: URLSearchParams) {
  const asked = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === search.get(name)) ?? null;
  return {
    state: asked('etat', occurrenceStates),
    territory: asked('territoire', territories),
    mine: search.get('moi') === 'oui',
  };
}

type Choice = ReturnType<typeof choiceIn>;

/** The obligations of a convention whatever the state, as the API takes it. */
export const inAnyState = (conventionId: string, { territory, mine }: Choice) => ({
  conventionId,
  territory,
  mine: mine || null,
});

/** The obligations that a choice leaves, as the API takes it. */
export const obligationFilter = (conventionId: string, choice: Choice) => ({
  ...inAnyState(conventionId, choice),
  states: choice.state && [choice.state],
});
