// What may be said of an indicator and of what it measured. Browser-safe.
import { z } from 'zod';
import { line } from './account.ts';
import { blockId, dayOrNone, decimal, emptyAsNull, knownVersion, pastDay, thingId } from './follow-up.ts';

const title = line(200, 'Donnez un nom à l’indicateur.');
const unit = line(40, 'Donnez l’unité de mesure. Exemple : logements, %, km.');
const target = z.preprocess(emptyAsNull, decimal.nullable());

/** Something that is measured from time to time. */
export const createIndicatorInput = z.object({
  conventionId: thingId,
  blockId,
  title,
  unit,
  target: target.optional(),
  targetOn: dayOrNone.optional(),
});

/** What may change in an indicator; what is not given stays. */
export const changeIndicatorInput = z.object({
  indicatorId: thingId,
  title: title.optional(),
  unit: unit.optional(),
  target: target.optional(),
  targetOn: dayOrNone.optional(),
  version: knownVersion,
});

/** What an indicator measured on a day. */
export const measureIndicatorInput = z.object({ indicatorId: thingId, on: pastDay, value: decimal });
