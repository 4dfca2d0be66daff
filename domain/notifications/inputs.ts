// What a person may say about notifications, and where one leads. Browser-safe; used by the pages and by the mutations.
import { z } from 'zod';
import { type NotificationKind, notificationKinds } from '../vocabulary.ts';

/** Whether notifications of one kind also come by mail. */
export const mailPreferenceInput = z.object({
  kind: z.enum(notificationKinds, 'Ce type de notification n’existe pas.'),
  enabled: z.boolean(),
});

interface Place {
  kind?: NotificationKind;
  conventionId: string | null;
  datasetId?: string | null;
  threadId?: string | null;
  occurrenceId?: string | null;
  meetingId?: string | null;
}

/** The page that shows what a notification or a comment is about, in its place. */
export function placePath({ kind, conventionId, datasetId, threadId, occurrenceId, meetingId }: Place): string {
  if (datasetId) return `/donnees/${datasetId}${kind === 'ACCESS_ASKED' ? '#demandes' : ''}`;
  const convention = `/conventions/${conventionId}`;
  if (occurrenceId) return `${convention}/suivi/obligations?echeance=${occurrenceId}#e-${occurrenceId}`;
  if (meetingId && (kind === 'INVITEE_ABSENT' || kind === 'INVITEE_UNREACHED')) return `/reunions/${meetingId}`;
  if (meetingId && kind === 'POLL_OPENED') return `/reunions/${meetingId}/sondage`;
  if (meetingId && kind === 'REPLY_WAITING') return `/reunions/${meetingId}#reponses`;
  if (meetingId) return `/reunions/${meetingId}#decisions`;
  return threadId ? `${convention}?fil=${threadId}` : convention;
}
