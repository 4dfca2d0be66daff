// What notifications about meetings say, in sentences of their own, as things stand when they are shown or mailed: a task
// falls due, somebody will not come, a mail did not arrive, an answer waits, dates are asked for. Called by notification-details.ts.

import type { Change, MailedReply, Notification, Outcome } from '#generated/prisma/client.ts';
import type { Tx } from '#prisma/client.ts';
import { dayAt, fromColumn, today } from '../calendar.ts';
import { readDatasetSaid } from '../datasets/notification-words.ts';
import { writeDay } from '../french.ts';
import { comingAbsences } from '../meetings/absences.ts';
import { mailedReplyWords } from '../meetings/mailed-reply-words.ts';
import { type MeetingView, meetingRow, nameOf } from '../meetings/meeting-views.ts';
import { dueTasks } from '../outcomes/reminders.ts';
import { type PollRow, pollView, readPollRows } from '../scheduling/poll-views.ts';
import type { NotificationKind } from '../vocabulary.ts';

/** A sentence, and whether it is of no use any more: done, come back on, arrived since. */
export interface Said {
  words: string;
  isOver: boolean;
}

/** A notification, and the thing that its change is about. */
type Told = Pick<Notification, 'kind' | 'meetingId' | 'personId' | 'datasetId'> & {
  change: Pick<Change, 'subjectId' | 'details'> | null;
};

/** Characters of a task that are quoted: enough to know it again. */
const EXCERPT = 200;

const excerpt = (words: string) => (words.length > EXCERPT ? `${words.slice(0, EXCERPT).trimEnd()}…` : words);

function taskHead({ kind, archivedAt, doneOn, dueOn }: Outcome): string {
  if (kind !== 'TASK' || archivedAt) return 'Tâche retirée';
  if (doneOn) return 'Tâche faite';
  if (!dueOn) return 'Tâche à faire';
  const day = fromColumn(dueOn);
  return day < today() ? 'Tâche en retard' : `Tâche à faire avant le ${writeDay(day)}`;
}

const isOf = ({ meetingId, change }: Told, task: Pick<Outcome, 'meetingId' | 'blockId'>) =>
  task.meetingId === meetingId && task.blockId === change?.subjectId;

/** Tasks as they stand, and which of them are still to be reminded of. */
async function readTasks(tx: Tx, told: readonly Told[]) {
  const places = told.flatMap(({ kind, meetingId, change }) =>
    (kind === 'TASK_DUE' || kind === 'TASK_LATE') && meetingId && change
      ? [{ meetingId, blockId: change.subjectId }]
      : [],
  );
  // Asked of no place, the second would read every task that is due.
  if (places.length === 0) return () => null;
  const tasks = await tx.outcome.findMany({ where: { OR: places } });
  const due = await tx.outcome.findMany({
    where: { AND: [{ OR: places }, dueTasks(today())] },
    select: { meetingId: true, blockId: true },
  });
  return (one: Told): Said | null => {
    const task = tasks.find((row) => isOf(one, row));
    if (!task) return null;
    return { words: `${taskHead(task)}\u00a0: ${excerpt(task.text)}`, isOver: !due.some((row) => isOf(one, row)) };
  };
}

/** Who it was when it happened: they may no longer be invited. */
const formerName = (change: Told['change']) => String((change?.details as { name?: unknown } | null)?.name ?? '');

function absenceSaid(meeting: MeetingView, { change }: Told): Said {
  const own = comingAbsences(meeting).filter(({ inviteeIds }) => inviteeIds.includes(change?.subjectId ?? ''));
  if (own.length === 0) return { words: `${formerName(change)} avait répondu non.`, isOver: true };
  return { words: own.map(({ words }) => words).join(' '), isOver: false };
}

function mailSaid({ invitees }: MeetingView, { change }: Told): Said {
  const invitee = invitees.find(({ id }) => id === change?.subjectId);
  if (!invitee?.mailRefusedAt)
    return { words: `Un courriel à ${formerName(change)} n’avait pas pu être remis.`, isOver: true };
  return { words: `Un courriel à ${nameOf(invitee)} n’a pas pu être remis.`, isOver: false };
}

function replySaid(meeting: MeetingView, replies: readonly MailedReply[], { change }: Told): Said {
  const reply = replies.find(({ id }) => id === change?.subjectId);
  if (!reply) return { words: `Une réponse à l’invitation de ${formerName(change)} attendait.`, isOver: true };
  const quoted = reply.words ? ` «\u00a0${excerpt(reply.words.replace(/\s+/g, ' '))}\u00a0»` : '';
  return { words: `${mailedReplyWords(reply, meeting)}${quoted}`, isOver: reply.settledAt !== null };
}

const ofInvitations: ReadonlySet<NotificationKind> = new Set(['INVITEE_ABSENT', 'INVITEE_UNREACHED', 'REPLY_WAITING']);

type Meetings = ReadonlyMap<string | null, MeetingView>;

/** The meetings of those that speak of invitations and polls, by id. */
async function readMeetings(tx: Tx, told: readonly Told[]): Promise<Meetings> {
  const own = told.filter(({ kind }) => ofInvitations.has(kind) || kind === 'POLL_OPENED');
  const ids = own.flatMap(({ meetingId }) => meetingId ?? []);
  if (ids.length === 0) return new Map();
  const found = await tx.meeting.findMany({ where: { id: { in: ids } }, include: meetingRow });
  return new Map(found.map((meeting) => [meeting.id, meeting]));
}

/** Absences, mails and replies of meetings, with which meeting it is. */
async function readInvitations(tx: Tx, told: readonly Told[], meetings: Meetings) {
  const replyIds = told.flatMap(({ kind, change }) => (kind === 'REPLY_WAITING' && change ? [change.subjectId] : []));
  const replies = await tx.mailedReply.findMany({ where: { id: { in: replyIds } } });
  return (one: Told): Said | null => {
    const meeting = meetings.get(one.meetingId);
    if (!meeting) return null;
    const { words, isOver } =
      one.kind === 'REPLY_WAITING'
        ? replySaid(meeting, replies, one)
        : one.kind === 'INVITEE_ABSENT'
          ? absenceSaid(meeting, one)
          : mailSaid(meeting, one);
    const where = `Réunion\u00a0: ${meeting.title}${meeting.startsAt ? `, ${writeDay(dayAt(meeting.startsAt))}` : ''}.`;
    return { words: `${words} ${where}`, isOver };
  };
}

/** Polls that ask the person told for dates; over once they have answered, or nobody is asked any more. */
async function readPolls(tx: Tx, told: readonly Told[], meetings: Meetings) {
  const ids = told.flatMap(({ kind, meetingId }) => (kind === 'POLL_OPENED' && meetingId ? [meetingId] : []));
  const rows = ids.length === 0 ? new Map<string, PollRow>() : await readPollRows(ids, tx);
  const polls = new Map(
    [...rows].flatMap(([id, row]) => {
      const meeting = meetings.get(id);
      return meeting ? [[id, pollView(meeting, row)] as const] : [];
    }),
  );
  return ({ meetingId, personId }: Told): Said | null => {
    const meeting = meetings.get(meetingId);
    if (!meeting) return null;
    const poll = polls.get(meeting.id);
    const day = poll && fromColumn(poll.answerBy);
    const isAsked = poll?.unanswered.some((invitee) => invitee.personId === personId) ?? false;
    const isOver = !isAsked || meeting.state !== 'DRAFT' || poll?.closedAt !== null || (day ?? '') < today();
    const until = day ? `, jusqu’au ${writeDay(day)}` : '';
    return { words: `Sondage de dates${until}. Réunion\u00a0: ${meeting.title}.`, isOver };
  };
}

/** What each says, in the same order; null for the kinds that other things speak for, and for what is gone. */
export async function readSaid(tx: Tx, told: readonly Told[]): Promise<(Said | null)[]> {
  const ofTask = await readTasks(tx, told);
  const meetings = await readMeetings(tx, told);
  const ofInvitation = await readInvitations(tx, told, meetings);
  const ofPoll = await readPolls(tx, told, meetings);
  const ofDataset = await readDatasetSaid(tx, told);
  return told.map((one) => {
    if (one.datasetId) return ofDataset(one);
    if (one.kind === 'TASK_DUE' || one.kind === 'TASK_LATE') return ofTask(one);
    if (one.kind === 'POLL_OPENED') return ofPoll(one);
    return ofInvitations.has(one.kind) ? ofInvitation(one) : null;
  });
}
