// What an administrator types about a webhook. Browser-safe.

import { z } from 'zod';
import { line, thingId } from '../fields.ts';
import { areas, changeSubjects, type Scope } from '../vocabulary.ts';
import { readWebAddress } from '../web-address.ts';

const notAddress = 'Saisissez une adresse complète, qui commence par https://.';

/** Where to send: no password in it, for it is shown and logged; nothing after a #, which is never sent. */
const url = z
  .string(notAddress)
  .max(2000, { error: 'Cette adresse est trop longue (2\u202f000 caractères au plus).', abort: true })
  .transform((typed, context) => {
    const read = readWebAddress(typed.trim());
    const isWeb = read?.protocol === 'https:' || read?.protocol === 'http:';
    if (read && isWeb && !read.username && !read.password && !read.hash) return read.href;
    const isSecret = read?.username || read?.password;
    const message = isSecret ? 'Retirez le mot de passe de l’adresse\u00a0: la signature suffit.' : notAddress;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const listOf = <Value extends string>(values: readonly Value[], wanted: string) =>
  z
    .preprocess((given) => (given == null ? [] : [given].flat()), z.array(z.enum(values, wanted)).max(values.length))
    .transform((given) => [...new Set(given)]);

const readings = areas.map((area): Scope => `${area}:read`);

const terms = {
  name: line(80, 'Nommez le logiciel qui reçoit.'),
  url,
  scopes: listOf(readings, 'Choisissez un domaine de la liste, en lecture.'),
  subjects: listOf(changeSubjects, 'Choisissez une sorte de chose de la liste.'),
};

/** A new webhook of an organisation. */
export const createWebhookInput = z.object({ organisationId: thingId, ...terms });

/** A webhook said anew, whole. */
export const changeWebhookInput = z.object({ webhookId: thingId, ...terms });

/** What the form of a webhook asks: areas, for nothing is written through one. */
export const webhookForm = z.object({
  name: terms.name,
  url,
  areas: listOf(areas, 'Choisissez un domaine de la liste.'),
});

/** From where to send again. */
export const replayWebhookInput = z.object({
  webhookId: thingId,
  after: z
    .string('Saisissez un curseur du journal.')
    .min(1, 'Saisissez un curseur du journal.')
    .max(200, 'Ce curseur n’est pas reconnu.'),
});
