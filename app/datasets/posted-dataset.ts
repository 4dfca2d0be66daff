// What is said of a dataset, as a form posts it. Used by the actions of the pages where it is said.
import type { datasetAccesses } from '#domain/vocabulary.ts';
import { dayOf } from '../follow-up/day-posted.ts';
import { optionalTextOf, textOf } from '../forms/posted.ts';

const all = (form: FormData, name: string): string[] => form.getAll(name).filter((value) => typeof value === 'string');

/** The input of the mutations, but for the ids; what is no value of a list is the domain's to refuse. */
export function datasetPosted(form: FormData) {
  const access = textOf(form, 'access') as (typeof datasetAccesses)[number];
  // What was ticked before another audience was chosen opens nothing.
  const chosen = (name: string) => (access === 'CHOSEN' ? all(form, name) : []);
  return {
    kind: textOf(form, 'kind') as never,
    description: textOf(form, 'description'),
    themes: all(form, 'themes') as never[],
    territories: all(form, 'territories') as never[],
    periodFrom: dayOf(form, 'periodFrom'),
    periodTo: dayOf(form, 'periodTo'),
    frequency: textOf(form, 'frequency') as never,
    licence: textOf(form, 'licence') as never,
    access: access as never,
    producerId: textOf(form, 'producerId'),
    contact: optionalTextOf(form, 'contact'),
    alternative: optionalTextOf(form, 'alternative'),
    organisationIds: chosen('organisationIds'),
    unitIds: chosen('unitIds'),
  };
}
