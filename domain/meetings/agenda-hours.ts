// An agenda as it is read: each point with the hour it begins at, and how its durations compare to the meeting. Knows no
// database; used by the page's fields and by the letters.

import type { AgendaSource } from '../vocabulary.ts';
import type { InviteeView, MeetingView } from './meeting-views.ts';

/** A point as it is kept. */
export type AgendaRow = MeetingView['agenda'][number];

/** A point with what follows from its place. */
export interface AgendaItemView extends AgendaRow {
  /** When it begins; null once a point before it has no duration, or while the meeting has no date. */
  startsAt: Date | null;
  /** Who leads it; null also once they are invited no more. */
  leader: InviteeView | null;
}

const MINUTE_MS = 60_000;

/** The points in their order, each with its hour. */
export function agendaOf({ agenda, startsAt, invitees }: MeetingView): AgendaItemView[] {
  let at = startsAt?.getTime() ?? null;
  return agenda.map((row) => {
    const begins = at;
    at = at === null || row.minutes === null ? null : at + row.minutes * MINUTE_MS;
    return {
      ...row,
      startsAt: begins === null ? null : new Date(begins),
      leader: invitees.find(({ id }) => id === row.leaderId) ?? null,
    };
  });
}

/** Minutes that the points take together; those without a duration count for nothing. */
export const agendaMinutes = ({ agenda }: MeetingView): number =>
  agenda.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);

/** What a point comes from; null when it was typed. */
export function sourceOf({ occurrenceId, threadId, outcomeBlockId, blockId }: AgendaRow): AgendaSource | null {
  if (occurrenceId) return 'OBLIGATION';
  if (threadId) return 'THREAD';
  if (outcomeBlockId) return 'TASK';
  return blockId ? 'PASSAGE' : null;
}

/** Where on the platform one reads what a point comes from, in the convention it is of; null when it was typed. */
export function sourcePathOf(conventionId: string, row: AgendaRow): string | null {
  const home = `/conventions/${conventionId}`;
  const paths: Record<AgendaSource, string> = {
    OBLIGATION: `${home}/suivi/obligations?echeance=${row.occurrenceId}#e-${row.occurrenceId}`,
    THREAD: `${home}?fil=${row.threadId}`,
    TASK: `/reunions/${row.outcomeMeetingId}#decisions`,
    PASSAGE: `${home}/lecture#b-${row.blockId}`,
  };
  const source = sourceOf(row);
  return source && paths[source];
}
