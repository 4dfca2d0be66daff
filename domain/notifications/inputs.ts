// What a person may say about notifications. Browser-safe; used by the pages and by the mutations.
import { z } from 'zod';
import { notificationKinds } from '../vocabulary.ts';

/** Whether notifications of one kind also come by mail. */
export const mailPreferenceInput = z.object({
  kind: z.enum(notificationKinds, 'Ce type de notification n’existe pas.'),
  enabled: z.boolean(),
});
