// What is said of a decision or a task besides its words: who does it, by when, that it is done, which passage of the
// convention it concerns. Works as soon as the notes hold the block, before its row is drawn from them.

import type { Outcome, Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#prisma/client.ts';
import { fromColumn, toColumn } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { lockMeeting, type MeetingView, readMeeting } from '../meetings/meeting-views.ts';
import { notify } from '../notify.ts';
import { parseInput } from '../parse.ts';
import { can, mayWriteNotes, peopleWhoSee } from '../permissions.ts';
import { textOf } from '../texts/live-text.ts';
import { readTextWithin } from '../texts/stored-text.ts';
import type { Viewer } from '../viewers.ts';
import { type FollowOutcome, followOutcomeInput } from './inputs.ts';
import { mayFinish, type OutcomeView, readOutcomes } from './outcome-views.ts';
import { outcomeChange, outcomesOf } from './outcomes.ts';

/** The row of a block of the notes, made from the committed text where the projection has not come to it yet. */
async function rowOf(tx: Tx, record: RecordChange, meeting: MeetingView, blockId: string): Promise<Outcome> {
  const meetingId = meeting.id;
  const where = { meetingId_blockId: { meetingId, blockId } };
  const row = await tx.outcome.findUnique({ where });
  if (row && !row.archivedAt) return row;
  const notes = await tx.meetingNotes.findUnique({ where: { meetingId } });
  const marked = notes ? outcomesOf(textOf(await readTextWithin(tx, notes.documentId))) : [];
  const outcome = marked.find((one) => one.blockId === blockId);
  if (!outcome) {
    const gone = 'Ce passage des notes n’est pas, ou n’est plus, une décision ni une tâche.';
    throw invalid({ blockId: gone }, gone);
  }
  const made = row
    ? await tx.outcome.update({ where, data: { ...outcome, archivedAt: null, version: { increment: 1 } } })
    : await tx.outcome.create({ data: { meetingId, ...outcome } });
  const { version } = made;
  await record(
    outcomeChange(row ? 'outcome.changed' : 'outcome.added', meeting.conventionId, { meetingId, ...outcome, version }),
  );
  return made;
}

const facts = ['personId', 'partyId', 'dueOn', 'programmeBlockId'] as const;

/** Refuses what the viewer may not say, or nobody any more. That a task is done is said also of approved minutes. */
async function demandRight(
  tx: Tx,
  viewer: Viewer,
  { meeting, row, given }: { meeting: MeetingView; row: Outcome; given: FollowOutcome },
): Promise<void> {
  const person = await tx.person.findUnique({ where: { id: viewer.personId }, select: { unitId: true } });
  const onlyFinishes = facts.every((name) => given[name] === undefined);
  if (onlyFinishes && mayFinish(viewer, { ...row, meeting }, person?.unitId ?? null)) return;
  if (!can(viewer, 'notes.write', meeting)) throw forbidden();
  const minutes = await tx.minutes.findUnique({ where: { meetingId: meeting.id }, select: { state: true } });
  if (minutes?.state === 'APPROVED')
    throw conflict('Le compte rendu est approuvé : on n’y note plus que la réalisation des tâches.');
  // Once the minutes are sent, only who organises changes what they say.
  if (!mayWriteNotes(viewer, { ...meeting, minutes })) throw forbidden();
}

type Assignee = Pick<Outcome, 'personId' | 'organisationId' | 'unitId'>;
const nobody: Assignee = { personId: null, organisationId: null, unitId: null };

/** Who is to do it after what was given; refuses who is nobody, and a person who would not see it. */
async function assigneeAfter(
  tx: Tx,
  { meeting, row, given }: { meeting: MeetingView; row: Outcome; given: FollowOutcome },
): Promise<Assignee> {
  const { personId, partyId } = given;
  if (personId && personId !== row.personId) {
    const where = { AND: [{ id: personId }, peopleWhoSee(meeting.conventionId)] };
    if ((await tx.person.count({ where })) === 0)
      throw invalid({ personId: 'Le responsable d’une tâche doit avoir accès à cette convention.' });
  }
  if (personId) return { ...nobody, personId };
  if (partyId) {
    if (await tx.unit.count({ where: { id: partyId } })) return { ...nobody, unitId: partyId };
    if (await tx.organisation.count({ where: { id: partyId } })) return { ...nobody, organisationId: partyId };
    throw invalid({ partyId: 'Cet organisme ou ce service n’existe plus.' });
  }
  if (personId === undefined && partyId === undefined)
    return { personId: row.personId, organisationId: row.organisationId, unitId: row.unitId };
  // Null takes away what it names, and nothing else: a form may send both.
  return {
    personId: personId === null ? null : row.personId,
    organisationId: partyId === null ? null : row.organisationId,
    unitId: partyId === null ? null : row.unitId,
  };
}

async function demandPassage(tx: Tx, conventionId: string, blockId: string): Promise<void> {
  const living = await tx.programmeItem.count({ where: { conventionId, blockId, archivedAt: null } });
  if (living === 0) throw invalid({ programmeBlockId: 'Ce passage n’est pas dans le texte de la convention.' });
}

const columnOf = (day: string | null | undefined, before: Date | null): Date | null =>
  day === undefined ? before : day === null ? null : toColumn(day);

/** What the row says after what was given. */
async function after(tx: Tx, asked: { meeting: MeetingView; row: Outcome; given: FollowOutcome }) {
  const { meeting, row, given } = asked;
  const { programmeBlockId } = given;
  if (row.kind === 'DECISION' && (given.personId || given.partyId || given.dueOn || given.doneOn))
    throw invalid({ blockId: 'Une décision n’a ni responsable ni échéance : marquez ce passage comme une tâche.' });
  if (programmeBlockId && programmeBlockId !== row.programmeBlockId)
    await demandPassage(tx, meeting.conventionId, programmeBlockId);
  return {
    ...(await assigneeAfter(tx, asked)),
    dueOn: columnOf(given.dueOn, row.dueOn),
    doneOn: columnOf(given.doneOn, row.doneOn),
    programmeBlockId: programmeBlockId === undefined ? row.programmeBlockId : programmeBlockId,
  };
}

/** Who is to do a task, one by one: of a whole organisation, those it sends to the meeting. Null when nobody is. */
export function toldOf(
  { personId, unitId, organisationId }: Assignee,
  { id: meetingId }: Pick<MeetingView, 'id'>,
): Prisma.PersonWhereInput | null {
  if (personId) return { id: personId };
  if (unitId) return { unitId };
  return organisationId ? { organisationId, invitations: { some: { meetingId, removedAt: null } } } : null;
}

const written = (value: Date | string | null) => (value instanceof Date ? fromColumn(value) : value);

/** Says it within a transaction that holds no other meeting after this one's, by the order of their ids. */
export async function followWithin(tx: Tx, record: RecordChange, viewer: Viewer, given: FollowOutcome): Promise<void> {
  const { meetingId, blockId } = given;
  const meeting = await lockMeeting(tx, meetingId);
  const { conventionId } = meeting;
  const row = await rowOf(tx, record, meeting, blockId);
  await demandRight(tx, viewer, { meeting, row, given });
  const next = await after(tx, { meeting, row, given });
  const names = Object.keys(next) as (keyof typeof next)[];
  const fields = names.filter((name) => written(next[name]) !== written(row[name]));
  if (fields.length === 0) return;
  const { version } = await tx.outcome.update({
    where: { meetingId_blockId: { meetingId, blockId } },
    data: { ...next, version: { increment: 1 } },
  });
  // Who approves the minutes has read it.
  if (fields.some((name) => name !== 'doneOn'))
    await tx.minutes.updateMany({
      where: { meetingId, state: 'OBSERVATIONS' },
      data: { version: { increment: 1 } },
    });
  const changeId = await record(outcomeChange('outcome.changed', conventionId, { ...row, version, fields }));
  const isEntrusted = fields.some((name) => name === 'personId' || name === 'unitId' || name === 'organisationId');
  const people = isEntrusted ? toldOf(next, meeting) : null;
  if (people) await notify(tx, record, { kind: 'TASK_ASSIGNED', changeId, conventionId, meetingId, people });
}

/**
 * Says what goes with a decision or a task. What is given again changes nothing. Who a task is newly entrusted to is told
 * of it; once the minutes are approved only that it is done may be said, by who is to do it and by who edits.
 */
export async function followOutcome(viewer: Viewer, input: unknown): Promise<OutcomeView> {
  const given = parseInput(followOutcomeInput, input);
  const { meetingId, blockId } = given;
  await readMeeting(viewer, meetingId);
  await transact(viewer, (tx, record) => followWithin(tx, record, viewer, given));
  const [outcome] = await readOutcomes({ meetingId, blockId });
  if (!outcome) throw notFound();
  return outcome;
}
