// What a person may say about notifications, and where one leads. Browser-safe; used by the pages and by the mutations.
import { z } from 'zod';
import { notificationKinds } from '../vocabulary.ts';

/** Whether notifications of one kind also come by mail. */
export const mailPreferenceInput = z.object({
  kind: z.enum(notificationKinds, 'Ce type de notification n’existe pas.'),
  enabled: z.boolean(),
});

/** The page that shows what a notification or a comment is about, in its place. */
export const placePath = ({ conventionId, threadId }: { conventionId: string; threadId?: string | null }): string =>
  threadId ? `/conventions/${conventionId}?fil=${threadId}` : `/conventions/${conventionId}`;
