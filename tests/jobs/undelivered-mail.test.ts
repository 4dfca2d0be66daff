// A mail to somebody invited that never arrives: over a real SMTP server that refuses, now for good and now for a while. Who
// looks after the meeting is told once, and it is shown until a mail arrives again.
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MeetingView, readMeeting } from '#domain/meetings/meeting-views.ts';
import { noteDelivered, noteUndelivered } from '#domain/meetings/undelivered-mail.ts';
import { handIn } from '#domain/outside.ts';
import { renewInvitationLink } from '#domain/scheduling/invitation-links.ts';
import { invite, uninvite } from '#domain/scheduling/invitations.ts';
import { callMeeting, cancelMeeting, changeMeeting } from '#domain/scheduling/meetings.ts';
import { enqueue, type RunningJobs, startJobs } from '#jobs/boss.ts';
import { mailJob, queuedMail } from '#jobs/mail.ts';
import { smtpMailer } from '#outside/mail.ts';
import { prisma } from '#prisma/client.ts';
import { buildJoint, buildMeeting, changed, type Joint } from '../build/meetings.ts';
import { outsider } from '../build/minutes.ts';
import { buildPerson } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { eventually, openSmtpServer } from '../rig/mailbox.ts';
import { keptFiles, storedTexts } from '../rig/outside.ts';

useDatabase();

const announcements = { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined };
const files = keptFiles();
/** What the server says of the outsider's box: 550 no such box, 451 try again later, null taken. */
let answer: number | null;
let server: Awaited<ReturnType<typeof openSmtpServer>>;
let jobs: RunningJobs;
let joint: Joint;
let meeting: MeetingView;

beforeEach(async () => {
  answer = 550;
  server = await openSmtpServer((box) => (box === outsider.email ? answer : null));
  handIn({ live: storedTexts, announcements, mail: queuedMail, files });
  const sender = smtpMailer(server.url, { from: 'Ingénierie 62 <robot@exemple.fr>', host: 'exemple.fr' });
  jobs = await startJobs([{ ...mailJob(sender), pollSeconds: 0.5, retryLimit: 1, retryDelaySeconds: 1 }]);
  joint = await buildJoint();
  const { id: meetingId } = await buildMeeting(joint);
  const { version } = await invite(joint.agent, { meetingId, ...outsider });
  meeting = await callMeeting(joint.agent, { meetingId, version });
});
afterEach(async () => {
  await jobs.stop();
  await server.close();
});

const reread = async () => {
  meeting = await readMeeting(joint.agent, meeting.id);
  const found = meeting.invitees.find(({ email }) => email === outsider.email);
  if (!found) throw new Error('The outsider is invited.');
  return found;
};
const refused = () => eventually(async () => (await reread()).mailRefusedAt ?? undefined);
/** Waits until every mail has left or was given up. */
const settled = () =>
  eventually(async () => {
    const [row] = await prisma.$queryRaw<{ count: bigint }[]>`
      select count(*) as count from pgboss.job where name like 'mail%' and state < 'completed'`;
    return row?.count === 0n || undefined;
  });
const told = async () =>
  (await prisma.notification.findMany({ where: { meetingId: meeting.id, kind: 'INVITEE_UNREACHED' } })).map(
    ({ personId }) => personId,
  );
const deliveries = async (inviteeId: string) =>
  (
    await prisma.change.findMany({
      where: { subjectId: inviteeId, kind: { in: ['invitation.undelivered', 'invitation.delivered'] } },
      orderBy: { seq: 'asc' },
    })
  ).map(({ kind }) => kind);

describe('a mail that is refused for good', () => {
  test('is told once to who organises and sees the convention, however often mail is refused', async () => {
    await refused();
    const { id, name } = await reread();
    const organisers = [joint.agent.personId, joint.artoisAgent.personId].sort();
    expect((await told()).sort()).toEqual(organisers);
    await changeMeeting(joint.agent, changed(meeting, { place: 'Arras' }));
    await settled();
    expect((await told()).sort()).toEqual(organisers);
    expect(await prisma.change.findMany({ where: { subjectId: id, kind: 'invitation.undelivered' } })).toMatchObject([
      { subject: 'Invitee', conventionId: joint.convention.id, details: { meetingId: meeting.id, name } },
    ]);
    expect(meeting.invitees.filter(({ mailRefusedAt }) => mailRefusedAt)).toHaveLength(1);
  });

  test('is over when a later mail is taken; the next refusal is told again', async () => {
    await refused();
    await settled();
    answer = null;
    await changeMeeting(joint.agent, changed(meeting, { place: 'Arras' }));
    await eventually(async () => (await reread()).mailRefusedAt === null || undefined);
    const { id } = await reread();
    answer = 550;
    await changeMeeting(joint.agent, changed(meeting, { place: 'Béthune' }));
    await refused();
    expect(await deliveries(id)).toEqual(['invitation.undelivered', 'invitation.delivered', 'invitation.undelivered']);
    expect(await told()).toHaveLength(4);
  });

  test('is over when another link is asked for: when that one is refused as well, it is told again', async () => {
    await refused();
    await settled();
    const { id: inviteeId } = await reread();
    await renewInvitationLink(joint.agent, { meetingId: meeting.id, inviteeId });
    await refused();
    expect(await deliveries(inviteeId)).toEqual(['invitation.undelivered', 'invitation.undelivered']);
    expect(await told()).toHaveLength(4);
  });

  test('and says that a meeting is cancelled is told too', async () => {
    await refused();
    await settled();
    const { id: inviteeId } = await reread();
    await noteDelivered({ inviteeId, to: outsider.email });
    await cancelMeeting(joint.agent, { meetingId: meeting.id, version: meeting.version });
    await refused();
    expect(await told()).toHaveLength(4);
  });
});

describe('a mail that is given up', () => {
  test('after its last try is told, as if it had been refused', async () => {
    await refused();
    answer = null;
    await changeMeeting(joint.agent, changed(meeting, { place: 'Arras' }));
    await eventually(async () => (await reread()).mailRefusedAt === null || undefined);
    answer = 451;
    await changeMeeting(joint.agent, changed(meeting, { place: 'Béthune' }));
    await refused();
    expect(await told()).toHaveLength(4);
    expect(server.arrived.filter(({ boxes }) => boxes.includes(outsider.email))).toHaveLength(1);
  });

  test('because it can no longer be read is told', async () => {
    await refused();
    const { id: inviteeId } = await reread();
    await settled();
    await noteDelivered({ inviteeId, to: outsider.email });
    const sealed = randomBytes(80).toString('base64');
    await prisma.$transaction((tx) => enqueue(tx, 'mail', { sealed, inviteeId }));
    await refused();
    expect(await told()).toHaveLength(4);
  });
});

describe('nobody is told', () => {
  test('twice of one refusal, of which two nodes learn at once', async () => {
    await refused();
    const { id: inviteeId } = await reread();
    await settled();
    await noteDelivered({ inviteeId, to: outsider.email });
    const mail = { inviteeId, to: outsider.email.toUpperCase() };
    await Promise.all([1, 2, 3].map(() => noteUndelivered(mail)));
    await Promise.all([1, 2, 3].map(() => noteDelivered(mail)));
    expect((await deliveries(inviteeId)).slice(2)).toEqual(['invitation.undelivered', 'invitation.delivered']);
    expect(await told()).toHaveLength(4);
  });

  test('of a mail to an address that is theirs no more, or to who is no longer invited', async () => {
    await refused();
    const { id: inviteeId } = await reread();
    await settled();
    await noteDelivered({ inviteeId, to: outsider.email });
    await noteUndelivered({ inviteeId, to: 'ancienne@exemple.fr' });
    expect(await reread()).toMatchObject({ mailRefusedAt: null });
    await noteUndelivered({ inviteeId, to: outsider.email });
    await uninvite(joint.agent, { meetingId: meeting.id, inviteeId });
    await settled();
    expect(await told()).toHaveLength(4);
    answer = null;
    await invite(joint.agent, { meetingId: meeting.id, ...outsider });
    expect(await reread()).toMatchObject({ id: inviteeId, mailRefusedAt: null });
  });

  test('who comes for an organiser and does not see the convention', async () => {
    const { department, artois } = joint;
    const unseen = await buildPerson({ organisationId: department.id, unitId: artois.id });
    await invite(joint.agent, { meetingId: meeting.id, personId: unseen.id });
    await refused();
    await settled();
    const { id: inviteeId } = await reread();
    await noteDelivered({ inviteeId, to: null });
    await noteUndelivered({ inviteeId, to: null });
    expect(await told()).toHaveLength(4);
    expect(await told()).not.toContain(unseen.id);
  });
});
