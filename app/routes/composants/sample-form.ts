// The form that /composants shows: a schema with one rule of each sort, and the refusal an action would answer.
import { parseWithZod } from '@conform-to/zod/v4';
import { z } from 'zod';
import { email } from '#domain/fields.ts';
import { participantRoles, territories } from '#domain/vocabulary.ts';

export const sampleInput = z.object({
  name: z.string('Saisissez un nom.'),
  email,
  role: z.enum(participantRoles, 'Choisissez un rôle.'),
  territory: z.enum(territories, 'Choisissez un territoire.'),
  due: z.iso.date('Choisissez un jour.'),
  remark: z.string().max(200, '200 caractères au plus.').optional(),
  agrees: z.literal('on', 'Cochez la case pour continuer.'),
});

/** The refusal of what was posted, in the shape of app/forms/form-result.ts; null when all is right. */
export function refusalOf(form: FormData) {
  const submission = parseWithZod(form, { schema: sampleInput });
  if (submission.status === 'success') return null;
  const fields = Object.fromEntries(
    Object.entries(submission.error ?? {}).map(([name, sentences]) => [name, sentences?.[0] ?? '']),
  );
  return { ok: false as const, code: 'INVALID_INPUT', message: 'Certaines informations sont à corriger.', fields };
}
