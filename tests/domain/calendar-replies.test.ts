// Answers that calendars send by themselves: whose they are, and what of a stranger's message is taken for one.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { instantIn, setClock } from '#domain/calendar.ts';
import { takeCalendarReply } from '#domain/calendar-replies.ts';
import { invite, uninvite } from '#domain/meeting-invitations.ts';
import { type MeetingView, readMeeting } from '#domain/meeting-views.ts';
import { cancelMeeting, changeMeeting } from '#domain/meetings.ts';
import { inviteeAt, proves, replyAddress } from '#domain/reply-addresses.ts';
import { readReply } from '#formats/ics.ts';
import { buildCalled, buildJoint, changed, type Joint } from '../build-meeting.ts';
import { useDatabase } from '../database.ts';
import { useOutside } from '../outside.ts';

vi.hoisted(() => {
  process.env.MAILBOX_URL = 'imap://reunions:secret@localhost';
  process.env.MAILBOX_ADDRESS = 'reunions@exemple.fr';
});

useDatabase();
const outside = useOutside();

/** As Outlook writes one: its own zone, folded lines, and more than is asked. */
const reply = (fields: { uid: string; email: string; partstat?: string; sequence?: number; method?: string }) => {
  const { uid, email, partstat = 'ACCEPTED', sequence = 0, method = 'REPLY' } = fields;
  return [
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    'PRODID:Microsoft Exchange Server 2010',
    'VERSION:2.0',
    'BEGIN:VTIMEZONE',
    'TZID:Romance Standard Time',
    'BEGIN:STANDARD',
    'DTSTART:16010101T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
    'END:STANDARD',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    `ATTENDEE;PARTSTAT=${partstat};CN="Anne; Martin":`,
    ` mailto:${email}`,
    'COMMENT;LANGUAGE=fr-FR:Je serai là\\n',
    `UID:${uid}`,
    'SUMMARY;LANGUAGE=fr-FR:Accepté : Échange',
    'DTSTART;TZID=Romance Standard Time:20300615T093000',
    'DTEND;TZID=Romance Standard Time:20300615T110000',
    'DTSTAMP:20300601T080000Z',
    `SEQUENCE:${sequence}`,
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
};

let joint: Joint;
let meeting: MeetingView;
beforeEach(async () => {
  joint = await buildJoint();
  const called = await buildCalled(joint);
  const email = 'Anne.Martin@exemple.fr';
  meeting = await invite(joint.agent, { meetingId: called.id, email, name: 'Anne Martin' });
});
afterEach(() => setClock(null));

const outsider = () => {
  const found = meeting.invitees.find(({ email }) => email === 'anne.martin@exemple.fr');
  if (!found) throw new Error('Anne Martin was invited.');
  return found;
};
const boxOf = (id: string, replyRound = 0) => replyAddress({ id, replyRound }) ?? '';
/** Whose box it proves to be. */
const ownerOf = (address: string, round = 0) => {
  const at = inviteeAt(address);
  return at && proves(at.proof, { id: at.inviteeId, replyRound: round }) ? at.inviteeId : null;
};
const answerOf = async (inviteeId: string) =>
  (await readMeeting(joint.agent, meeting.id)).invitees.find(({ id }) => id === inviteeId)?.answer;

describe('the address that is answered to', () => {
  test('says whose it is, whatever servers make of its case', () => {
    const { id } = outsider();
    expect(boxOf(id)).toMatch(/^reunions\+[0-9a-f]{48}@exemple\.fr$/);
    expect(ownerOf(boxOf(id))).toBe(id);
    expect(ownerOf(boxOf(id).toUpperCase())).toBe(id);
    expect(ownerOf(boxOf(id, 1), 1)).toBe(id);
    expect(ownerOf(boxOf(id), 1)).toBeNull();
  });

  test('is no one’s when a character of it is another', () => {
    const box = boxOf(outsider().id);
    for (const place of [12, 30, 45, 55]) {
      const other = box[place] === '0' ? '1' : '0';
      expect(ownerOf(`${box.slice(0, place)}${other}${box.slice(place + 1)}`)).toBeNull();
    }
    expect(inviteeAt('reunions@exemple.fr')).toBeNull();
  });

  test('is the organiser’s in each invitation, the same in its update, and answers are asked for', async () => {
    const { id, email } = outsider();
    await changeMeeting(joint.agent, changed(meeting, { place: 'Arras' }));
    const mails = outside.mails.filter(({ to }) => to === email);
    expect(mails).toHaveLength(2);
    for (const { calendar } of mails) {
      const lines = (calendar?.content ?? '').replace(/\r\n /g, '').split('\r\n');
      expect(lines.filter((line) => line.startsWith('ORGANIZER'))).toEqual([
        expect.stringMatching(new RegExp(`mailto:${boxOf(id).replace('+', '\\+')}$`)),
      ]);
      expect(lines.filter((line) => line.startsWith('ATTENDEE')).every((line) => line.includes('RSVP=TRUE'))).toBe(
        true,
      );
    }
  });
});

describe('an answer', () => {
  test.each([
    ['ACCEPTED', 'YES'],
    ['TENTATIVE', 'MAYBE'],
    ['DECLINED', 'NO'],
  ])('%s of a calendar is kept as %s, and twice is once', async (partstat, answer) => {
    const { id, email } = outsider();
    const mail = {
      recipients: [boxOf(id)],
      content: reply({ uid: meeting.uid, email: email.toUpperCase(), partstat }),
    };
    expect(await takeCalendarReply(mail)).toBe(true);
    expect(await takeCalendarReply(mail)).toBe(true);
    expect(await answerOf(id)).toBe(answer);
  });

  test('is found among the other boxes of a message', async () => {
    const { id, email } = outsider();
    const recipients = ['Réunions <quelqu-un@exemple.fr>', boxOf(id)];
    expect(await takeCalendarReply({ recipients, content: reply({ uid: meeting.uid, email }) })).toBe(true);
  });

  const refused: [
    string,
    (own: { id: string; email: string }) => Promise<{ recipients?: string[]; content: string }>,
  ][] = [
    [
      'in the name of who got a forwarded invitation',
      async () => ({ content: reply({ uid: meeting.uid, email: 'autre@exemple.fr' }) }),
    ],
    [
      'in somebody’s name to the address of somebody else',
      async ({ email }) => ({
        recipients: [boxOf(meeting.invitees.find(({ personId }) => personId === joint.artoisAgent.personId)?.id ?? '')],
        content: reply({ uid: meeting.uid, email }),
      }),
    ],
    [
      'to a box that proves nothing',
      async ({ email }) => ({ recipients: ['reunions@exemple.fr'], content: reply({ uid: meeting.uid, email }) }),
    ],
    ['about another meeting', async ({ email }) => ({ content: reply({ uid: 'autre@exemple.fr', email }) })],
    ['that is no reply', async ({ email }) => ({ content: reply({ uid: meeting.uid, email, method: 'REQUEST' }) })],
    [
      'that proposes another hour',
      async ({ email }) => ({ content: reply({ uid: meeting.uid, email, method: 'COUNTER' }) }),
    ],
    [
      'to an hour that has changed since',
      async ({ email }) => {
        const [startsAt, endsAt] = [14, 15].map((hour) => instantIn('2031-03-03', hour));
        await changeMeeting(joint.agent, changed(meeting, { startsAt, endsAt }));
        return { content: reply({ uid: meeting.uid, email, sequence: 0 }) };
      },
    ],
    [
      'of who is no longer invited',
      async ({ id, email }) => {
        await uninvite(joint.agent, { meetingId: meeting.id, inviteeId: id });
        return { content: reply({ uid: meeting.uid, email, sequence: 1 }) };
      },
    ],
    [
      'to a meeting that is cancelled',
      async ({ email }) => {
        const { version } = await readMeeting(joint.agent, meeting.id);
        await cancelMeeting(joint.agent, { meetingId: meeting.id, version });
        return { content: reply({ uid: meeting.uid, email, sequence: 1 }) };
      },
    ],
    [
      'to a meeting that is over',
      async ({ email }) => {
        setClock(() => new Date(meeting.endsAt.getTime() + 60_000));
        return { content: reply({ uid: meeting.uid, email }) };
      },
    ],
  ];
  test.each(refused)('%s changes nothing', async (_what, make) => {
    const own = outsider();
    const { recipients = [boxOf(own.id)], content } = await make(own);
    expect(await takeCalendarReply({ recipients, content })).toBe(false);
    expect([undefined, 'NEEDS_ACTION']).toContain(await answerOf(own.id));
  });
});

describe('a stranger’s bytes', () => {
  const good = () => reply({ uid: 'u@x', email: 'a@b.fr' });
  test('a well-made answer is read', () => {
    expect(readReply(good())).toEqual({ uid: 'u@x', sequence: 0, email: 'a@b.fr', answer: 'YES' });
  });

  test.each([
    ['nothing', () => ''],
    ['no calendar', () => '<html>Je serai là</html>'],
    ['a calendar cut in the middle', () => good().slice(0, 300)],
    ['two events', () => good().replace('END:VCALENDAR', 'BEGIN:VEVENT\r\nUID:v@x\r\nEND:VEVENT\r\nEND:VCALENDAR')],
    ['two who answer', () => good().replace('COMMENT', 'ATTENDEE;PARTSTAT=DECLINED:mailto:c@d.fr\r\nCOMMENT')],
    ['nobody who answers', () => good().replace(/ATTENDEE[^\r]+\r\n [^\r]+\r\n/, '')],
    ['an unknown answer', () => good().replace('PARTSTAT=ACCEPTED', 'PARTSTAT=DELEGATED')],
    ['an address that is none', () => good().replace('mailto:a@b.fr', 'https://exemple.fr')],
    ['NUL and other controls', () => good().replace('METHOD:REPLY', 'METHOD:RE\u0000PLY')],
    ['more than a calendar ever writes', () => good().replace('COMMENT', `X-LONG:${'x'.repeat(70_000)}\r\nCOMMENT`)],
  ])('%s is no answer', (_what, make) => expect(readReply(make())).toBeNull());
});
