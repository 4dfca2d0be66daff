// What a system writes under its own ids: which thing, and what is said of it. What may be said of each noun is its own room's to know.
import { z } from 'zod';
import { thingId } from '../fields.ts';
import { upsertable } from '../vocabulary.ts';

/** Things of one request. */
export const MOST_ITEMS = 500;

/** A name as another system gives it: kept as it is, so that it compares as it does there. */
export const externalId = z
  .string('Donnez l’identifiant de la chose dans votre système.')
  .min(1, 'Donnez l’identifiant de la chose dans votre système.')
  .max(200, 'Cet identifiant est trop long (200 caractères au plus).')
  .regex(/^[^\p{Cc}\p{Surrogate}]+$/u, 'Cet identifiant contient un caractère qui ne s’écrit pas.');

/** Names to look for. */
export const externalIdsInput = z.array(externalId).max(MOST_ITEMS, `${MOST_ITEMS} identifiants au plus.`);

/** One thing; `said` is what its room takes. */
export const upsertItem = z.object({
  noun: z.enum(
    upsertable,
    'Donnez exactement une chose (action, deliverable, indicator, budgetLine, payment, meeting ou dataset).',
  ),
  externalId,
  /** What it is called so from now on, where it is there already and has no name yet. */
  id: thingId.nullish(),
  version: z.number().int().min(0).nullish(),
  said: z.record(z.string(), z.unknown()),
});

export type UpsertItem = z.output<typeof upsertItem>;
