// What an administrator chooses for a new key. Browser-safe.
import { z } from 'zod';
import { apiKeyModes } from '../vocabulary.ts';
import { line } from './account.ts';

const id = z.uuid('Cet élément n’existe pas, ou vous n’y avez pas accès.');

/** A key for a program of the organisation. */
export const createApiKeyInput = z.object({
  organisationId: id,
  name: line(80, 'Nommez le système qui utilisera cette clé.'),
  mode: z.enum(apiKeyModes, 'Choisissez ce que la clé permet.'),
});
