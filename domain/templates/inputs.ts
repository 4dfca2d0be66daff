// What is asked of a template: what it is made of, what it is called, what is made of it. Browser-safe.
import { z } from 'zod';
import { createConventionInput, TITLE_LIMIT } from '../conventions/inputs.ts';
import { openAmendmentInput } from '../conventions/lifecycle-inputs.ts';
import { emptyAsNull, line, thingId } from '../fields.ts';
import { templateFields, templateKinds } from '../vocabulary.ts';

/** Templates of one kind that an organisation keeps: a list that is still looked through. */
export const MOST_TEMPLATES = 50;

/** Fields that one template holds at most: each may become the longest list of people that a meeting has. */
export const MOST_FIELDS = 1000;

const title = line(TITLE_LIMIT, 'Donnez un nom au modèle.');
const idOrNone = z.preprocess(emptyAsNull, thingId.nullish());
const version = z.coerce.number<unknown>('Rechargez la page et réessayez.').int();

/** Ticks of one text: a field in each of its passages. */
const MOST_TICKS = 10_000;

/** The text, or the meeting whose agenda it is; one of the two. */
const source = { documentId: idOrNone, meetingId: idOrNone };
const isOneSource = ({ documentId, meetingId }: { documentId?: string | null; meetingId?: string | null }) =>
  !documentId !== !meetingId;
const oneSource = {
  path: ['documentId'],
  error: 'Dites de quel texte, ou de quel ordre du jour, le modèle est fait.',
};

export const templateDraftInput = z.object(source).refine(isOneSource, oneSource);

/** A passage of the source in which what the record says of a field becomes the field. */
export const templateTick = z.object({
  blockId: thingId,
  field: z.enum(templateFields, 'Choisissez un champ de la liste.'),
});

/** Keeps a text as a template: a new one, or in the place of `templateId` as it was read. */
export const saveTemplateInput = z
  .object({
    organisationId: thingId,
    ...source,
    title,
    fields: z.array(templateTick).max(MOST_TICKS),
    headingsOnly: z.boolean().nullish(),
    templateId: idOrNone,
    version: version.nullish(),
  })
  .refine(isOneSource, oneSource)
  .refine(({ templateId, version }) => !templateId === (version == null), {
    path: ['version'],
    error: 'Rechargez la page et réessayez.',
  });

export const renameTemplateInput = z.object({ templateId: thingId, version, title });

export const removeTemplateInput = z.object({ templateId: thingId, version });

export const listTemplatesInput = z.object({
  organisationId: thingId,
  kind: z.preprocess(emptyAsNull, z.enum(templateKinds, 'Choisissez une sorte de la liste.').nullish()),
});

/** A convention begun with a template, between two parties. */
export const conventionFromTemplateInput = z.object({
  templateId: thingId,
  ...createConventionInput.shape,
  departmentId: idOrNone,
  partnerId: idOrNone,
});

export const amendmentFromTemplateInput = z.object({ templateId: thingId, ...openAmendmentInput.shape });

/** Points added to an agenda, or notes begun, with a template. */
export const meetingFromTemplateInput = z.object({ templateId: thingId, meetingId: thingId });

export const reportFromTemplateInput = z.object({ templateId: thingId, conventionId: thingId });
