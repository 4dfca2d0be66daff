// Somebody whom a meeting cannot do without declines: who is told, by each of the three ways to answer, and for how long the
// page says so.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#domain/calendar.ts';
import { absencesOf, comingAbsences } from '#domain/meetings/absences.ts';
import { answerInvitation, answerMeeting } from '#domain/meetings/answers.ts';
import { takeMail } from '#domain/meetings/calendar-replies.ts';
import { readMeeting } from '#domain/meetings/meeting-views.ts';
import { replyAddress } from '#domain/meetings/reply-addresses.ts';
import { sendDigests } from '#domain/notifications/digests.ts';
import { invite } from '#domain/scheduling/invitations.ts';
import { callMeeting, cancelMeeting } from '#domain/scheduling/meetings.ts';
import type { MeetingAnswer } from '#domain/vocabulary.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { prisma } from '#prisma/client.ts';
import { buildJoint, buildMeeting, type DatedMeeting, dated, type Joint, tokenIn } from '../../build/meetings.ts';
import { buildPerson } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useReplyAddress } from '../../rig/environment.ts';
import { useOutside } from '../../rig/outside.ts';
import { readNotifications } from '../../rig/single-lists.ts';

useReplyAddress();
useDatabase();
const outside = useOutside();

const karim = { email: 'karim@exemple.fr', name: 'Karim Benali' };
let joint: Joint;
let meeting: DatedMeeting;

/** Calls a meeting with Karim Benali, an outsider. */
async function call(required: boolean) {
  const { id: meetingId } = await buildMeeting(joint);
  const { version } = await invite(joint.agent, { meetingId, ...karim, required });
  meeting = dated(await callMeeting(joint.agent, { meetingId, version }));
}

beforeEach(async () => {
  joint = await buildJoint();
});
afterEach(() => setClock(null));

const reread = () => readMeeting(joint.agent, meeting.id);
const byLink = (answer: MeetingAnswer, to = karim.email) =>
  answerInvitation({
    token: tokenIn(outside.mails.findLast((mail) => mail.to === to)?.text),
    answer,
    sequence: meeting.sequence,
  });
const byPage = (answer: MeetingAnswer, viewer = joint.artoisAgent) =>
  answerMeeting(viewer, { meetingId: meeting.id, answer, sequence: meeting.sequence });
const byCalendar = () =>
  takeMail({
    recipients: [
      replyAddress(meeting.invitees.find(({ email }) => email === karim.email) ?? { id: '', replyRound: 0 }) ?? '',
    ],
    calendars: [
      {
        method: null,
        content: [
          'BEGIN:VCALENDAR',
          'METHOD:REPLY',
          'VERSION:2.0',
          'BEGIN:VEVENT',
          `UID:${meeting.uid}`,
          `SEQUENCE:${meeting.sequence}`,
          'DTSTAMP:20300601T080000Z',
          `ATTENDEE;PARTSTAT=DECLINED:mailto:${karim.email}`,
          'END:VEVENT',
          'END:VCALENDAR',
          '',
        ].join('\r\n'),
      },
    ],
  });
const told = async () =>
  (
    await prisma.notification.findMany({
      where: { meetingId: meeting.id, kind: 'INVITEE_ABSENT' },
      orderBy: { createdAt: 'asc' },
    })
  ).map(({ personId }) => personId);
const organisers = () => [joint.agent.personId, joint.artoisAgent.personId].sort();

describe('a required person who answers no', () => {
  test.each([
    ['by link', () => byLink('NO')],
    ['by their calendar', () => byCalendar()],
  ])('%s is told to the organisers, once however often it is said', async (_way, answer) => {
    await call(true);
    await answer();
    await answer();
    expect((await told()).sort()).toEqual(organisers());
  });

  test('on the page is told to the others, never to themselves; nor when they use their link', async () => {
    await call(true);
    await byPage('NO');
    await byPage('NO');
    expect(await told()).toEqual([joint.agent.personId]);
    await byPage('YES');
    await byLink('NO', joint.artoisAgent.email);
    expect(await told()).toEqual([joint.agent.personId, joint.agent.personId]);
  });

  test('tells nobody by another answer', async () => {
    await call(true);
    for (const answer of ['YES', 'MAYBE'] as const) await byLink(answer);
    expect(await told()).toEqual([]);
  });

  test('is told in the digest, unless they have come back on it', async () => {
    await call(true);
    await byLink('NO');
    await byPage('NO');
    await byPage('YES');
    const [first] = (await readNotifications(joint.artoisAgent, {})).nodes;
    expect(first?.node.said).toMatchObject({
      words: expect.stringMatching(
        /^Karim Benali, dont la présence est requise, a répondu non\. Réunion\s: Échange des deux MDADT, .+\.$/,
      ),
      isOver: false,
    });
    outside.mails.length = 0;
    await sendDigests(new Date(Date.now() + 5 * 86_400_000));
    const { text = '' } = outside.mails.find(({ to }) => to === joint.agent.email) ?? {};
    expect(text.match(/a répondu non/g)).toHaveLength(1);
    expect(text).toContain('• Karim Benali, dont la présence est requise, a répondu non.');
    expect(text).toMatch(new RegExp(`/reunions/${meeting.id}$`, 'm'));
  });
});

describe('a person who is optional', () => {
  test('tells nobody', async () => {
    await call(false);
    await byLink('NO');
    expect(await told()).toEqual([]);
    expect(absencesOf(await reread())).toEqual([]);
  });

  test('who is the last of a whole MDADT to say no is told', async () => {
    const { artoisAgent, department, artois, agent } = joint;
    const colleague = await buildPerson({ organisationId: department.id, unitId: artois.id });
    await call(true);
    await prisma.invitee.updateMany({
      where: { meetingId: meeting.id, personId: { not: null } },
      data: { required: false },
    });
    await byPage('NO');
    expect(await told()).toEqual([]);
    await byLink('NO', colleague.email);
    // The colleague organises too, and does not see the convention.
    expect((await told()).sort()).toEqual([agent.personId, artoisAgent.personId].sort());
    expect(absencesOf(await reread()).map(({ words }) => words)).toEqual([
      'MDADT Artois\u00a0: toutes les personnes invitées ont répondu non.',
    ]);
  });
});

describe('the page', () => {
  const sentences = async () => comingAbsences(await reread()).map(({ words }) => words);

  test('says who will be missed while the meeting is called and to come', async () => {
    await call(true);
    expect(await sentences()).toEqual([]);
    await byLink('NO');
    await byPage('NO');
    const { name } = joint.artoisAgent;
    expect((await sentences()).sort()).toEqual(
      [
        'Karim Benali, dont la présence est requise, a répondu non.',
        `${name}, dont la présence est requise, a répondu non.`,
        'MDADT Artois\u00a0: toutes les personnes invitées ont répondu non.',
      ].sort(),
    );
    await byLink('YES');
    expect(await sentences()).toHaveLength(2);
    setClock(() => meeting.endsAt);
    expect(await sentences()).toEqual([]);
    setClock(null);
    const { version } = await reread();
    await cancelMeeting(joint.agent, { meetingId: meeting.id, version });
    expect(await sentences()).toEqual([]);
  });

  test('says it to who may organise alone; that mail does not arrive, to whoever sees the list', async () => {
    await call(true);
    await byLink('NO');
    await prisma.invitee.updateMany({
      where: { meetingId: meeting.id, email: karim.email },
      data: { mailRefusedAt: new Date('2026-12-03T10:00:00Z') },
    });
    const query = 'query ($id: ID!) { meeting(id: $id) { absences invitees { mailRefusedAt } } }';
    const shownTo = async (viewer: Joint['agent']) => {
      const body = JSON.stringify({ query, variables: { id: meeting.id } });
      const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      const from = { ip: '192.0.2.1', userAgent: null };
      const answer = await createEndpoint().fetch('http://localhost/graphql', request, { viewer, from });
      const { data } = (await answer.json()) as {
        data: { meeting: { absences: string[]; invitees: { mailRefusedAt: string | null }[] } };
      };
      const { absences, invitees } = data.meeting;
      return { absences: absences.length, refused: invitees.flatMap(({ mailRefusedAt }) => mailRefusedAt ?? []) };
    };
    const refused = ['2026-12-03T10:00:00.000Z'];
    expect(await shownTo(joint.agent)).toEqual({ absences: 1, refused });
    expect(await shownTo(joint.reader)).toEqual({ absences: 0, refused });
  });
});
