// Those invited to a meeting, one by one: who must come, who came uninvited, and asking again those who are silent.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays, instantIn, setClock, today } from '#domain/calendar.ts';
import { answerMeeting } from '#domain/meetings/answers.ts';
import { holdMeeting, missingFrom } from '#domain/meetings/attendance.ts';
import { type MeetingView, readMeeting } from '#domain/meetings/meeting-views.ts';
import { approveMinutes } from '#domain/minutes/approval.ts';
import { sendMinutes } from '#domain/minutes/minutes.ts';
import { consentByLink, consentToMinutes } from '#domain/minutes/observations.ts';
import type { Party } from '#domain/organisations/parties.ts';
import { addAttendee, changeInvitee, remindInvitees } from '#domain/scheduling/invitees.ts';
import { changeMeeting } from '#domain/scheduling/meetings.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, buildMeeting, changed, type Joint } from '../../build/meetings.ts';
import { buildHeld, buildSent, minutesTokenIn, outsider } from '../../build/minutes.ts';
import { buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

let joint: Joint;
beforeEach(async () => {
  joint = await buildJoint();
});
afterEach(() => setClock(null));

const artoisOf = ({ invitees }: MeetingView) =>
  invitees.find(({ personId }) => personId === joint.artoisAgent.personId)?.id ?? '';
const told = () => outside.mails.map(({ to }) => to).sort();

describe('whether somebody must come', () => {
  test('is said again at any time before the meeting, in silence; calendars learn it with the next change', async () => {
    const meeting = await buildCalled(joint);
    const { id: meetingId } = meeting;
    outside.mails = [];
    const optional = await changeInvitee(joint.agent, { meetingId, inviteeId: artoisOf(meeting), required: false });
    expect(optional.invitees.find(({ id }) => id === artoisOf(meeting))?.required).toBe(false);
    expect(outside.mails).toEqual([]);
    await changeMeeting(joint.agent, changed(optional, { place: 'Arras' }));
    const lines = (outside.mails[0]?.calendar?.content ?? '').replace(/\r\n /g, '').split('\r\n');
    expect(lines.filter((line) => line.includes('OPT-PARTICIPANT'))).toEqual([
      expect.stringContaining(joint.artoisAgent.email),
    ]);
    const kinds = { kind: 'invitee.changed', conventionId: joint.convention.id };
    expect(await prisma.change.count({ where: kinds })).toBe(1);
  });

  test('is for who organises, of somebody of that meeting, while it is to come', async () => {
    const meeting = await buildCalled(joint);
    const input = { meetingId: meeting.id, inviteeId: artoisOf(meeting), required: false };
    await expect(changeInvitee(joint.reader, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(changeInvitee(await buildViewer(), input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const elsewhere = artoisOf(await buildMeeting(joint));
    await expect(changeInvitee(joint.agent, { ...input, inviteeId: elsewhere })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const held = await buildHeld(joint);
    const late = { meetingId: held.id, inviteeId: artoisOf(held), required: false };
    await expect(changeInvitee(joint.agent, late)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('who came uninvited', () => {
  const guest = { email: 'venu@exemple.fr', name: 'Paul Venu' };

  test('is recorded as present from the day on, for whom they came, and hears of nothing that is over', async () => {
    const meeting = await buildCalled(joint);
    const input = { meetingId: meeting.id, ...guest, comesForId: joint.culture.id };
    await expect(addAttendee(joint.agent, input)).rejects.toMatchObject({ code: 'CONFLICT' });
    setClock(() => meeting.startsAt);
    outside.mails = [];
    await expect(addAttendee(joint.reader, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(addAttendee(await buildViewer(), input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(addAttendee(joint.agent, { ...input, name: '' })).rejects.toMatchObject({
      fields: { name: expect.any(String) },
    });
    const after = await addAttendee(joint.agent, input);
    expect(after.invitees.find(({ email }) => email === guest.email)).toMatchObject({
      attendance: 'PRESENT',
      required: false,
      unitId: joint.culture.id,
    });
    await expect(addAttendee(joint.agent, input)).rejects.toMatchObject({
      fields: { email: 'Paul Venu est déjà invité.' },
    });
    expect(outside.mails).toEqual([]);
  });

  test('reads the minutes with the others, and is waited for, until they are approved', async () => {
    const meeting = await buildSent(joint);
    const { id: meetingId } = meeting;
    outside.mails = [];
    await addAttendee(joint.agent, { meetingId, ...guest });
    expect(told()).toEqual([guest.email]);
    for (const viewer of [joint.agent, joint.artoisAgent]) await consentToMinutes(viewer, { meetingId });
    await prisma.invitee.updateMany({ where: { meetingId, email: outsider.email }, data: { consentedAt: new Date() } });
    await expect(approveMinutes(joint.agent, { meetingId })).rejects.toMatchObject({ code: 'CONFLICT' });
    await consentByLink({ token: minutesTokenIn(outside.mails[0] ?? { text: '' }) });
    await approveMinutes(joint.agent, { meetingId });
    await expect(
      addAttendee(joint.agent, { meetingId, email: 'tard@exemple.fr', name: 'Trop Tard' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('asking again', () => {
  test('goes to those who have not answered the invitation and to nobody else, with the same event; not twice in a row', async () => {
    const meeting = await buildCalled(joint);
    const { id: meetingId, sequence } = meeting;
    outside.mails = [];
    const both = await Promise.allSettled([
      remindInvitees(joint.agent, { meetingId }),
      remindInvitees(joint.artoisAgent, { meetingId }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(told()).toEqual([joint.artoisAgent.email]);
    expect(outside.mails[0]).toMatchObject({ subject: expect.stringMatching(/^Rappel\s: /) });
    expect(outside.mails[0]?.calendar?.content).toContain(`SEQUENCE:${sequence}`);
    await answerMeeting(joint.artoisAgent, { meetingId, answer: 'MAYBE', sequence });
    setClock(() => new Date(Date.now() + 660_000));
    await expect(remindInvitees(joint.agent, { meetingId })).rejects.toMatchObject({
      message: 'Tous les invités ont répondu.',
    });
  });

  test('goes, once the minutes are sent, to those who have said nothing of them', async () => {
    const held = await buildHeld(joint);
    const { id: meetingId, version } = held;
    await expect(remindInvitees(joint.agent, { meetingId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await sendMinutes(joint.agent, { meetingId, version, observationsUntil: addDays(today(), 9) });
    await consentToMinutes(joint.agent, { meetingId });
    outside.mails = [];
    await remindInvitees(joint.agent, { meetingId });
    expect(told()).toEqual([joint.artoisAgent.email, outsider.email].sort());
    expect(outside.mails.every(({ text }) => text.includes('/compte-rendu/'))).toBe(true);
  });

  test('goes to nobody after the last day, nor to closed accounts, and says so', async () => {
    const meeting = await buildSent(joint);
    const { id: meetingId } = meeting;
    const later = instantIn(addDays(today(), 11), 10);
    setClock(() => later);
    outside.mails = [];
    await expect(remindInvitees(joint.agent, { meetingId })).rejects.toMatchObject({
      message: expect.stringContaining('prolongez d’abord'),
    });
    await addAttendee(joint.agent, { meetingId, email: 'venu@exemple.fr', name: 'Paul Venu' });
    expect(outside.mails).toEqual([]);
    setClock(null);
    const called = await buildCalled(joint);
    await prisma.person.update({ where: { id: joint.artoisAgent.personId }, data: { deactivatedAt: new Date() } });
    await expect(remindInvitees(joint.agent, { meetingId: called.id })).rejects.toMatchObject({
      message: 'Tous les invités ont répondu.',
    });
  });

  test('is for who organises a meeting that waits for answers', async () => {
    const draft = await buildMeeting(joint);
    await expect(remindInvitees(joint.agent, { meetingId: draft.id })).rejects.toMatchObject({ code: 'CONFLICT' });
    const called = await buildCalled(joint);
    await expect(remindInvitees(joint.reader, { meetingId: called.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(remindInvitees(await buildViewer(), { meetingId: called.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    setClock(() => new Date(called.endsAt.getTime() + 1000));
    await expect(remindInvitees(joint.agent, { meetingId: called.id })).rejects.toMatchObject({
      message: 'Cette réunion est passée.',
    });
    expect((await readMeeting(joint.agent, called.id)).state).toBe('CALLED');
  });
});

test('an obligation that wants somebody is not discharged while nobody of theirs is invited, or was there', async () => {
  const meeting = await buildCalled(joint);
  const wanted = [joint.artois, joint.culture].map(({ id }) => ({ unitId: id, organisationId: joint.department.id }));
  const missing = (view: MeetingView) => missingFrom(view, wanted as unknown as Party[]).map(({ unitId }) => unitId);
  expect(missing(meeting)).toEqual([joint.culture.id]);
  setClock(() => meeting.startsAt);
  const came = {
    meetingId: meeting.id,
    email: 'culture@exemple.fr',
    name: 'Léa Culture',
    comesForId: joint.culture.id,
  };
  const after = await addAttendee(joint.agent, came);
  expect(missing(after)).toEqual([]);
  const { id, version } = after;
  expect(missing(await holdMeeting(joint.agent, { meetingId: id, version, attendance: [] }))).toEqual([
    joint.artois.id,
  ]);
});
