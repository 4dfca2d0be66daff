// Where a notification leads. Browser-safe, and without what checks inputs: pages that only list take no more than this.
import type { NotificationKind, TextKind } from '../vocabulary.ts';

interface Place {
  kind?: NotificationKind;
  /** Which text was suggested in; NOTES: those of the meeting. */
  textKind?: TextKind | null;
  conventionId: string | null;
  datasetId?: string | null;
  threadId?: string | null;
  occurrenceId?: string | null;
  meetingId?: string | null;
}

/** The page that shows what a notification or a comment is about, in its place. */
export function placePath({
  kind,
  textKind,
  conventionId,
  datasetId,
  threadId,
  occurrenceId,
  meetingId,
}: Place): string {
  if (datasetId) return `/donnees/${datasetId}${kind === 'ACCESS_ASKED' ? '#demandes' : ''}`;
  const convention = `/conventions/${conventionId}`;
  if (textKind === 'NOTES' && meetingId) return `/reunions/${meetingId}/notes`;
  if (textKind === 'REPORT') return `${convention}/suivi/bilan/redaction`;
  if (occurrenceId) return `${convention}/suivi/obligations?echeance=${occurrenceId}#e-${occurrenceId}`;
  if (meetingId && (kind === 'INVITEE_ABSENT' || kind === 'INVITEE_UNREACHED')) return `/reunions/${meetingId}`;
  if (meetingId && kind === 'POLL_OPENED') return `/reunions/${meetingId}/sondage`;
  if (meetingId && kind === 'REPLY_WAITING') return `/reunions/${meetingId}#reponses`;
  if (meetingId) return `/reunions/${meetingId}#decisions`;
  return threadId ? `${convention}?fil=${threadId}` : convention;
}
