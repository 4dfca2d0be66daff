// The terms of an obligation as its form posts them, for the routes that write one.
import type { Degree } from '#domain/vocabulary.ts';
import { degrees, periodicities, proofKinds } from '#domain/vocabulary.ts';
import { incomplete } from '../forms/form-result.ts';
import { optionalTextOf, textOf } from '../forms/posted.ts';

const numberOf = (form: FormData, name: string): number | null => {
  const words = optionalTextOf(form, name);
  return words === null || !Number.isInteger(Number(words)) ? null : Number(words);
};

const idsOf = (form: FormData, name: string) => [...new Set(form.getAll(name).map(String))];

/** The terms, or a refusal of what was not chosen and so has no value to ask the domain with. */
export function termsOf(form: FormData) {
  const periodicity = periodicities.find((one) => one === textOf(form, 'periodicity'));
  const proof = proofKinds.find((one) => one === textOf(form, 'proof'));
  const [startsOn, endsOn] = [optionalTextOf(form, 'startsOn'), optionalTextOf(form, 'endsOn')];
  const blockId = optionalTextOf(form, 'blockId');
  if (!periodicity || !proof || !startsOn || !endsOn || !blockId) {
    const missing = {
      ...(blockId ? {} : { blockId: 'Choisissez un passage du texte.' }),
      ...(periodicity ? {} : { periodicity: 'Choisissez une périodicité.' }),
      ...(proof ? {} : { proof: 'Choisissez ce qui fait preuve.' }),
      ...(startsOn ? {} : { startsOn: 'Indiquez le premier jour de la période.' }),
      ...(endsOn ? {} : { endsOn: 'Indiquez le dernier jour de la période.' }),
    };
    return { refusal: incomplete(missing) };
  }
  const degree: Degree | null = degrees.find((one) => one === textOf(form, 'degree')) ?? null;
  const terms = {
    blockId,
    title: textOf(form, 'title'),
    debtorIds: idsOf(form, 'debtorIds'),
    creditorIds: idsOf(form, 'creditorIds'),
    attendeeIds: proof === 'MEETING' ? idsOf(form, 'attendeeIds') : [],
    invitedIds: proof === 'MEETING' ? idsOf(form, 'invitedIds') : [],
    pilotIds: idsOf(form, 'pilotIds'),
    periodicity,
    times: numberOf(form, 'times'),
    months: numberOf(form, 'months'),
    event: optionalTextOf(form, 'event'),
    eventOn: optionalTextOf(form, 'eventOn'),
    proof,
    // One field, one line each: the domain takes the lines apart.
    pieces: proof === 'DOCUMENT' ? [textOf(form, 'pieces')] : [],
    startsOn,
    endsOn,
    degree,
  };
  return { terms };
}
