// Meetings: preparing one, stating it anew, calling it, cancelling it. Who is invited is invitations.ts, what they
// answer meetings/answers.ts, closing meetings/attendance.ts. Two who change one at once: the second is told.
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { env } from '#env.ts';
import type { Tx } from '#prisma/client.ts';
import { dayAt, now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, invalid } from '../errors.ts';
import { conventionFor } from '../gate.ts';
import { chosenAims, planAims, readAims } from '../meetings/aims.ts';
import { callMeetingInput, cancelMeetingInput, changeMeetingInput, createMeetingInput } from '../meetings/inputs.ts';
import { demandReachable, tellInvitees } from '../meetings/mail.ts';
import {
  demandBoth,
  demandDates,
  demandNoPoll,
  demandOpen,
  demandVersion,
  lockMeeting,
  type MeetingView,
  meetingRow,
  meetingToOrganise,
  nameOf,
  newlyMissing,
  recordMeeting,
} from '../meetings/meeting-views.ts';
import { readParties } from '../obligations/obligations.ts';
import { parseInput } from '../parse.ts';
import { judgeNotesAgain } from '../texts/access.ts';
import type { Viewer } from '../viewers.ts';
import { invitePeopleOf, recordInvitee } from './invitations.ts';
import { cancelPoll, demandNoNotes, takeOverVotes, tellOfPoll } from './poll-turns.ts';

type About = Omit<z.output<typeof createMeetingInput>, 'conventionId' | 'organiserIds' | 'occurrenceIds'>;

const columnsOf = ({ kind, title, purpose, place, link, startsAt, endsAt }: About) => ({
  kind,
  title,
  purpose,
  place,
  link,
  startsAt,
  endsAt,
});

/** Prepares a meeting. The people of the services that organise it are invited; nobody is told yet. */
export async function createMeeting(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { conventionId, organiserIds, occurrenceIds, ...about } = parseInput(createMeetingInput, input);
  await conventionFor(viewer, 'meeting.organise', conventionId);
  const organisers = await readParties(organiserIds, 'organiserIds');
  const aims = await chosenAims(viewer, { conventionId, occurrenceIds });
  return transact(viewer, async (tx, record) => {
    const { id } = await tx.meeting.create({
      data: {
        ...columnsOf(about),
        conventionId,
        uid: `${randomUUID()}@${new URL(env.PUBLIC_URL).hostname}`,
        createdById: viewer.personId,
        parties: { create: organisers.map((party) => ({ role: 'ORGANISER' as const, ...party })) },
        aims: { create: aims.map(({ occurrenceId }) => ({ occurrenceId })) },
      },
    });
    for (const party of organisers) await invitePeopleOf(tx, viewer, { meetingId: id, party });
    const meeting = await tx.meeting.findUniqueOrThrow({ where: { id }, include: meetingRow });
    await recordMeeting(record, 'meeting.created', meeting);
    return meeting;
  });
}

/**
 * Makes these the organisers; people of a new one are invited, those of a former one stay until taken back. `isAgain`:
 * somebody is invited again whose calendar was told of the end of it.
 */
async function setOrganisers(
  tx: Tx,
  viewer: Viewer,
  { meeting, organisers }: { meeting: MeetingView; organisers: { organisationId?: string; unitId?: string }[] },
): Promise<{ isAgain: boolean }> {
  const idOf = (party: { organisationId?: string | null; unitId?: string | null }) =>
    party.unitId ?? party.organisationId;
  const wanted = new Set(organisers.map(idOf));
  const dropped = meeting.parties.filter((party) => party.role === 'ORGANISER' && !wanted.has(idOf(party)));
  await tx.meetingParty.deleteMany({ where: { id: { in: dropped.map(({ id }) => id) } } });
  let isAgain = false;
  for (const party of organisers) {
    const known = meeting.parties.find((one) => idOf(one) === idOf(party));
    if (known?.role === 'ORGANISER') continue;
    if (known) await tx.meetingParty.update({ where: { id: known.id }, data: { role: 'ORGANISER' } });
    else {
      await tx.meetingParty.create({ data: { meetingId: meeting.id, role: 'ORGANISER', ...party } });
      const added = await invitePeopleOf(tx, viewer, { meetingId: meeting.id, party });
      isAgain ||= added.some(({ again }) => again);
    }
  }
  return { isAgain };
}

/** A new hour is asked again of everybody but who sets it; links stay valid until the new end. */
async function askAgain(tx: Tx, viewer: Viewer, { meetingId, endsAt }: { meetingId: string; endsAt: Date }) {
  const others = { OR: [{ personId: null }, { personId: { not: viewer.personId } }] };
  await tx.invitee.updateMany({
    where: { meetingId, ...(viewer.kind === 'person' && others) },
    data: { answer: 'NEEDS_ACTION', answeredAt: null, answerWords: null },
  });
  await tx.invitationLink.updateMany({ where: { invitee: { meetingId } }, data: { expiresAt: endsAt } });
}

const isSame = (one: Date | null, other: Date | null) => one?.getTime() === other?.getTime();

const shownByCalendars = ['title', 'purpose', 'place', 'link'] as const;

/**
 * States a meeting anew. Once called, those invited are told of what their calendars show: a new hour is asked again, the
 * rest keeps the answers.
 */
export async function changeMeeting(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, version, organiserIds, occurrenceIds, ...about } = parseInput(changeMeetingInput, input);
  const seen = await meetingToOrganise(viewer, meetingId);
  const { conventionId } = seen;
  const organisers = await readParties(organiserIds, 'organiserIds');
  const former = await readAims(viewer, seen);
  const isGone = (id: string) =>
    seen.aims.some(({ occurrenceId }) => occurrenceId === id) &&
    !former.some(({ occurrenceId }) => occurrenceId === id);
  // What was withdrawn since falls away by itself.
  const wanted = occurrenceIds.filter((id) => !isGone(id));
  const aims = await chosenAims(viewer, { conventionId, occurrenceIds: wanted });
  const dropped = former.filter(({ occurrenceId }) => !wanted.includes(occurrenceId));
  const done = await transact(viewer, async (tx, record) => {
    const before = await lockMeeting(tx, meetingId);
    demandOpen(before);
    demandVersion(before, version);
    const isCalled = before.state === 'CALLED';
    const isMoved = !isSame(before.startsAt, about.startsAt) || !isSame(before.endsAt, about.endsAt);
    if (isMoved) demandNoPoll(before);
    if (isMoved && !about.startsAt) await demandNoNotes(tx, before);
    if (isCalled && isMoved) demandFuture(demandDates(about).startsAt);
    const isTold = isCalled && (isMoved || shownByCalendars.some((name) => before[name] !== about[name]));
    const { isAgain } = await setOrganisers(tx, viewer, { meeting: before, organisers });
    await tx.meetingAim.deleteMany({ where: { meetingId } });
    await tx.meetingAim.createMany({ data: aims.map(({ occurrenceId }) => ({ meetingId, occurrenceId })) });
    const sequence = before.sequence + (isTold || (isCalled && isAgain) ? 1 : 0);
    const counters = { version: { increment: 1 }, sequence, ...(isCalled && isMoved && { movedSequence: sequence }) };
    await tx.meeting.update({ where: { id: meetingId }, data: { ...columnsOf(about), ...counters } });
    if (isCalled && isMoved) await askAgain(tx, viewer, { meetingId, endsAt: demandDates(about).endsAt });
    const meeting = await tx.meeting.findUniqueOrThrow({ where: { id: meetingId }, include: meetingRow });
    const knew = new Set(before.invitees.map(({ id }) => id));
    const fresh = meeting.invitees.filter(({ id }) => !knew.has(id));
    if (isCalled) {
      demandBoth(meeting, newlyMissing(before, meeting));
      const formerDay = dayAt(demandDates(before).startsAt);
      await planAims(tx, record, { aims: dropped, day: null, former: formerDay });
      await planAims(tx, record, { aims, day: dayAt(demandDates(meeting).startsAt), former: formerDay });
      const old = meeting.invitees.filter(({ id }) => knew.has(id));
      if (isTold) await tellInvitees(tx, meeting, { news: isMoved ? 'MOVED' : 'CHANGED', invitees: old, by: viewer });
      await tellInvitees(tx, meeting, { news: 'CALLED', invitees: fresh, by: viewer });
    } else await tellOfPoll(tx, meeting, { news: 'OPENED', invitees: fresh, by: viewer });
    for (const invitee of fresh)
      await recordInvitee(record, 'invitee.added', { meeting, subjectId: invitee.id, name: nameOf(invitee) });
    await recordMeeting(record, 'meeting.changed', meeting);
    return { meeting, fresh };
  });
  await judgeNotesAgain(meetingId, done.fresh);
  return done.meeting;
}

function demandFuture(startsAt: Date): void {
  if (startsAt <= now()) throw invalid({ startsAt: 'Le début de la réunion est passé. Choisissez une date à venir.' });
}

/** Sends the invitations. Refused, with nothing sent, while something is missing. */
export async function callMeeting(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, version } = parseInput(callMeetingInput, input);
  const aims = await readAims(viewer, await meetingToOrganise(viewer, meetingId));
  return transact(viewer, async (tx, record) => {
    const before = await lockMeeting(tx, meetingId);
    demandOpen(before);
    demandVersion(before, version);
    if (before.state === 'CALLED') throw conflict('Cette réunion est déjà convoquée.');
    demandNoPoll(before);
    const { startsAt } = demandDates(before);
    demandFuture(startsAt);
    demandBoth(before);
    demandReachable(before);
    await takeOverVotes(tx, before);
    // Who calls it comes. A key speaks for its organisation, never for who made it.
    if (viewer.kind === 'person')
      await tx.invitee.updateMany({
        where: { meetingId, personId: viewer.personId, removedAt: null, answer: 'NEEDS_ACTION' },
        data: { answer: 'YES', answeredAt: now() },
      });
    const data = { state: 'CALLED' as const, version: { increment: 1 } };
    const meeting = await tx.meeting.update({ where: { id: meetingId }, data, include: meetingRow });
    await planAims(tx, record, { aims, day: dayAt(startsAt), former: null });
    await tellInvitees(tx, meeting, { news: 'CALLED', by: viewer });
    await recordMeeting(record, 'meeting.called', meeting);
    return meeting;
  });
}

/** Cancels a meeting; those who were invited are told and their calendars drop it. */
export async function cancelMeeting(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, version, reason } = parseInput(cancelMeetingInput, input);
  const aims = await readAims(viewer, await meetingToOrganise(viewer, meetingId));
  const cancelled = await transact(viewer, async (tx, record) => {
    const before = await lockMeeting(tx, meetingId);
    demandOpen(before);
    demandVersion(before, version);
    const isCalled = before.state === 'CALLED';
    const meeting = await tx.meeting.update({
      where: { id: meetingId },
      data: {
        state: 'CANCELLED',
        cancelReason: reason,
        version: { increment: 1 },
        ...(isCalled && { sequence: { increment: 1 } }),
      },
      include: meetingRow,
    });
    if (isCalled) {
      await planAims(tx, record, { aims, day: null, former: dayAt(demandDates(before).startsAt) });
      await tellInvitees(tx, meeting, { news: 'CANCELLED', by: viewer });
    } else await cancelPoll(tx, record, meeting, viewer);
    await recordMeeting(record, 'meeting.cancelled', meeting);
    return meeting;
  });
  await judgeNotesAgain(meetingId);
  return cancelled;
}
