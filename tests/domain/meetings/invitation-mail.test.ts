// Invitations as they leave and are answered: over a real SMTP server, read by two independent readers (words that try
// to be more than words: hostile-mail.test.ts); and the links, which answer for one person each.
import ICAL from 'ical.js';
import { convertIcsCalendar } from 'ts-ics';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays, instantIn, setClock, today } from '#domain/calendar.ts';
import { answerInvitation, readInvitation } from '#domain/meetings/answers.ts';
import { readMeeting } from '#domain/meetings/meeting-views.ts';
import { invite, uninvite } from '#domain/scheduling/invitations.ts';
import { cancelMeeting, changeMeeting } from '#domain/scheduling/meetings.ts';
import { writeCalendar } from '#formats/ics.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, changed, type Joint, tokenIn } from '../../build/meetings.ts';
import { useDatabase } from '../../rig/database.ts';
import { useMailbox } from '../../rig/mailbox.ts';

useDatabase();
const mailbox = useMailbox();

let joint: Joint;
beforeEach(async () => {
  joint = await buildJoint();
});
afterEach(() => setClock(null));

describe('the hour', () => {
  test.each(['2026-10-24', '2026-10-25', '2026-10-26', '2027-03-27', '2027-03-28', '2027-03-29'])(
    'a meeting at 9.30 in Paris on %s reads 9.30, and the same instant, with both readers',
    (day) => {
      const [startsAt, endsAt] = [instantIn(day, 9, 30), instantIn(day, 11)];
      const person = { name: 'Zoé', email: 'zoe@exemple.fr' };
      const calendar = writeCalendar('REQUEST', [
        {
          ...{ uid: 'a@exemple.fr', sequence: 0, status: 'CONFIRMED', title: 'R', description: '', place: null },
          ...{ url: null, startsAt, endsAt, stampedAt: startsAt, organiser: person, attendees: [] },
          modifiedAt: startsAt,
        } as const,
      ]);
      const component = new ICAL.Component(ICAL.parse(calendar));
      const start = component.getFirstSubcomponent('vevent')?.getFirstPropertyValue('dtstart') as ICAL.Time;
      expect(start.toString()).toBe(`${day}T09:30:00`);
      const zone = new ICAL.Timezone(component.getFirstSubcomponent('vtimezone') as ICAL.Component);
      start.zone = zone;
      expect(start.toJSDate()).toEqual(startsAt);
      expect(convertIcsCalendar(undefined, calendar).events?.[0]?.start.date).toEqual(startsAt);
    },
  );
});

describe('a link', () => {
  const outsider = async () => {
    const called = await buildCalled(joint);
    const email = `zoe-${called.id}@exemple.fr`;
    const meeting = await invite(joint.agent, { meetingId: called.id, email, name: 'Zoé Martin' });
    const mail = await mailbox.next(email);
    const invitee = async () => prisma.invitee.findFirstOrThrow({ where: { meetingId: meeting.id, email } });
    return { meeting, endsAt: called.endsAt, email, token: tokenIn(mail.text), invitee };
  };

  test('answers without signing in, for its invitee alone, as often as one changes one’s mind', async () => {
    const { meeting, token, invitee } = await outsider();
    const { sequence } = meeting;
    expect((await readInvitation(token))?.invitee.name).toBe('Zoé Martin');
    expect((await answerInvitation({ token, answer: 'YES', sequence })).invitee.answer).toBe('YES');
    expect((await answerInvitation({ token, answer: 'YES', sequence })).invitee.answer).toBe('YES');
    expect(await prisma.change.count({ where: { kind: 'invitation.answered', subjectId: (await invitee()).id } })).toBe(
      1,
    );
    expect((await answerInvitation({ token, answer: 'NO', sequence })).invitee.answer).toBe('NO');
    const { invitees } = await readMeeting(joint.agent, meeting.id);
    expect(invitees.find(({ personId }) => personId === joint.artoisAgent.personId)?.answer).toBe('NEEDS_ACTION');
  });

  test('given for an hour that has changed since is not taken; its first link still answers for the new one', async () => {
    const { meeting, token, email, invitee } = await outsider();
    await answerInvitation({ token, answer: 'YES', sequence: meeting.sequence });
    const endsAt = instantIn(addDays(today(), 1), 12);
    const before = await readMeeting(joint.agent, meeting.id);
    const moved = await changeMeeting(joint.agent, changed(before, { endsAt }));
    expect((await invitee()).answer).toBe('NEEDS_ACTION');
    await expect(answerInvitation({ token, answer: 'YES', sequence: meeting.sequence })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const fresh = tokenIn((await mailbox.next(email)).text);
    expect(fresh).not.toBe(token);
    for (const [link, answer] of [
      [fresh, 'MAYBE'],
      [token, 'YES'],
    ] as const) {
      await answerInvitation({ token: link, answer, sequence: moved.sequence });
      expect((await invitee()).answer).toBe(answer);
    }
  });

  test('of a cancelled meeting still shows it, and says that it is cancelled', async () => {
    const { meeting, token } = await outsider();
    const { version } = await readMeeting(joint.agent, meeting.id);
    await cancelMeeting(joint.agent, { meetingId: meeting.id, version });
    expect((await readInvitation(token))?.meeting.state).toBe('CANCELLED');
    await expect(answerInvitation({ token, answer: 'YES', sequence: meeting.sequence + 1 })).rejects.toMatchObject({
      message: expect.stringContaining('annulée'),
    });
  });

  test('that was taken back, is over, or never existed answers no more', async () => {
    const { meeting, endsAt, token, invitee } = await outsider();
    setClock(() => endsAt);
    expect(await readInvitation(token)).toBeNull();
    setClock(null);
    await uninvite(joint.agent, { meetingId: meeting.id, inviteeId: (await invitee()).id });
    for (const one of [token, 'nobody', '']) {
      expect(await readInvitation(one)).toBeNull();
      await expect(answerInvitation({ token: one, answer: 'YES', sequence: 0 })).rejects.toMatchObject({
        code: 'LINK_EXPIRED',
      });
    }
  });
});
