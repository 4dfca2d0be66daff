// Areas as the schema names what a key, or a webhook, is narrowed to. Used by the pages that choose some.
import { type Area, areas } from '#domain/vocabulary.ts';

const starts = {
  programme: 'PROGRAMME',
  followUp: 'FOLLOW_UP',
  finance: 'FINANCE',
  meetings: 'MEETINGS',
  discussions: 'DISCUSSIONS',
  files: 'FILES',
  datasets: 'DATASETS',
} as const satisfies Record<Area, string>;

/** The scopes of the areas that a form ticks, with one verb. */
export const scopesOf = <Verb extends 'READ' | 'WRITE'>(form: FormData, verb: Verb) => {
  const chosen = form.getAll('areas').map(String);
  return areas.filter((area) => chosen.includes(area)).map((area) => `${starts[area]}_${verb}` as const);
};

/** The areas that scopes open. */
export const areasOf = (scopes: readonly string[]): Area[] =>
  areas.filter((area) => scopes.some((scope) => scope.startsWith(`${starts[area]}_`)));
