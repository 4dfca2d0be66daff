// Minutes as they are shown and judged: their text, what was said of them, and what still stands between them and their
// approval. The verbs are minutes.ts, observations.ts and approval.ts.
import type { JSONContent } from '@tiptap/core';
import type { Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { type Day, fromColumn, today } from '../calendar.ts';
import { notFound } from '../errors.ts';
import { came } from '../meetings/attendance.ts';
import type { InviteeView, MeetingView } from '../meetings/meeting-views.ts';
import { textOf } from '../texts/live-text.ts';
import { textAsRead } from '../texts/reading-text.ts';
import { readStoredText } from '../texts/stored-text.ts';

const minutesRow = {
  pdf: true,
  observations: { include: { invitee: { include: { person: true } } }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.MinutesInclude;

type Row = Prisma.MinutesGetPayload<{ include: typeof minutesRow }>;

/** Minutes with their PDF and every observation, the oldest first. */
export type MinutesView = Omit<Row, 'observationsUntil'> & { observationsUntil: Day };

/** An observation with who made it. */
export type ObservationView = Row['observations'][number];

const viewOf = ({ observationsUntil, ...row }: Row): MinutesView => ({
  ...row,
  observationsUntil: fromColumn(observationsUntil),
});

/** The minutes of meetings that were judged, by meeting; none before they are sent for observations. */
export async function readMinutes(meetingIds: readonly string[]): Promise<Map<string, MinutesView>> {
  const rows = await prisma.minutes.findMany({ where: { meetingId: { in: [...meetingIds] } }, include: minutesRow });
  return new Map(rows.map((row) => [row.meetingId, viewOf(row)]));
}

/** These observations; the caller knows that whoever asked may see them. */
export const findObservations = (ids: readonly string[]): Promise<ObservationView[]> =>
  prisma.observation.findMany({ where: { id: { in: [...ids] } }, include: minutesRow.observations.include });

/** The minutes of a meeting that the running transaction has locked; NOT_FOUND before they are sent. */
export async function minutesWithin(tx: Tx, meetingId: string): Promise<MinutesView> {
  const row = await tx.minutes.findUnique({ where: { meetingId }, include: minutesRow });
  if (!row) throw notFound();
  return viewOf(row);
}

/** The text of a meeting's notes as it is committed, which is that of its minutes, with its sequence; null while there are none. */
export async function readMinutesText(meetingId: string): Promise<{ text: JSONContent; sequence: number } | null> {
  const notes = await prisma.meetingNotes.findUnique({ where: { meetingId } });
  const stored = notes && (await readStoredText(notes.documentId));
  return stored && { text: textAsRead(textOf(stored.doc)), sequence: stored.sequence };
}

/** What stands between minutes and their approval. */
export interface MinutesStanding {
  /** The last day for observations is over. */
  isOver: boolean;
  /** Who was there and has neither consented nor observed. */
  silent: InviteeView[];
  /** Observations that nobody has answered. */
  unsettled: number;
}

/** Those still invited who have neither consented nor observed. */
export function unheard({ invitees }: MeetingView, { observations }: Pick<MinutesView, 'observations'>): InviteeView[] {
  const heard = new Set(observations.map(({ inviteeId }) => inviteeId));
  return invitees.filter(({ id, consentedAt }) => consentedAt === null && !heard.has(id));
}

/** What stands between these minutes and their approval today. */
export function standingOf(meeting: MeetingView, minutes: MinutesView): MinutesStanding {
  return {
    isOver: today() > minutes.observationsUntil,
    silent: unheard(meeting, minutes).filter(came),
    unsettled: minutes.observations.filter(({ settledAt }) => settledAt === null).length,
  };
}
