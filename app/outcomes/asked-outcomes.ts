// Which decisions and tasks an address asks for. Used by their list and by the table that one takes away.
import { outcomeKinds } from '#domain/vocabulary.ts';

/** What may be asked of tasks, by the value of the filter. */
const states = {
  ouvertes: { open: true },
  retard: { late: true },
  miennes: { mine: true, open: true },
  faites: { open: false },
} as const;

/** What an address chooses. */
export const outcomesChosenIn = (search: URLSearchParams) => ({
  state: (Object.keys(states) as (keyof typeof states)[]).find((one) => one === search.get('etat')) ?? null,
  kind: outcomeKinds.find((one) => one === search.get('type')) ?? null,
  conventionId: search.get('convention') || null,
});

/** The same, as the API takes it. */
export function outcomeFilterIn(search: URLSearchParams) {
  const { state, kind, conventionId } = outcomesChosenIn(search);
  return { conventionId, kind, ...(state && states[state]) };
}
