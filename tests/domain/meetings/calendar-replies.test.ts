// Answers that come by mail: whose they are, what of a stranger's message is taken for one, and what is told to organisers,
// who say whose it is. tests/jobs/mailbox.test.ts has the forms in which programs write them.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantIn, setClock } from '#domain/calendar.ts';
import { answerMeeting } from '#domain/meetings/answers.ts';
import { takeMail } from '#domain/meetings/calendar-replies.ts';
import { attachReply, setReplyAside, waitingReplies } from '#domain/meetings/mailed-replies.ts';
import { readMeeting } from '#domain/meetings/meeting-views.ts';
import { inviteeAt, proves, replyAddress } from '#domain/meetings/reply-addresses.ts';
import type { ReceivedMail } from '#domain/outside.ts';
import { invite, uninvite } from '#domain/scheduling/invitations.ts';
import { cancelMeeting, changeMeeting } from '#domain/scheduling/meetings.ts';
import { readCalendar } from '#formats/ics-reading.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, changed, type DatedMeeting, dated, type Joint } from '../../build/meetings.ts';
import { useDatabase } from '../../rig/database.ts';
import { useReplyAddress } from '../../rig/environment.ts';
import { useOutside } from '../../rig/outside.ts';
import { readNotifications } from '../../rig/single-lists.ts';

useReplyAddress();
useDatabase();
const outside = useOutside();

/** As Outlook writes one: its own zone, folded lines, and more than is asked. */
const reply = (fields: {
  uid: string;
  email: string;
  partstat?: string;
  sequence?: number;
  method?: string;
  words?: string;
}) => {
  const { uid, email, partstat = 'ACCEPTED', sequence = 0, method = 'REPLY', words = 'Je serai là' } = fields;
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
    ...(words ? [`COMMENT;LANGUAGE=fr-FR:${words}\\n`] : []),
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
let meeting: DatedMeeting;
beforeEach(async () => {
  joint = await buildJoint();
  const called = await buildCalled(joint);
  const email = 'Anne.Martin@exemple.fr';
  meeting = dated(await invite(joint.agent, { meetingId: called.id, email, name: 'Anne Martin' }));
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

/** A message with one calendar, to the address of the one invited unless said otherwise. */
const mailOf = (content: string, more: Partial<ReceivedMail> = {}): ReceivedMail => ({
  recipients: [boxOf(outsider().id)],
  calendars: [{ content, method: 'REPLY' }],
  ...more,
});
const waiting = async () => waitingReplies(await readMeeting(joint.agent, meeting.id));
const plain = (words: string | undefined) => words?.replace(/[\u00a0\u202f]/g, ' ');
const countHistory = (kind: string) => prisma.change.count({ where: { kind, conventionId: joint.convention.id } });

describe('an answer', () => {
  test.each([
    ['ACCEPTED', 'YES'],
    ['TENTATIVE', 'MAYBE'],
    ['DECLINED', 'NO'],
  ])('%s of a calendar is kept as %s with its words, and twice is once', async (partstat, answer) => {
    const { id, email } = outsider();
    const mail = mailOf(reply({ uid: meeting.uid, email: email.toUpperCase(), partstat }));
    expect(await takeMail(mail)).toBe('TAKEN');
    expect(await takeMail(mail)).toBe('PASSED');
    expect(await answerOf(id)).toBe(answer);
    const found = await prisma.invitee.findUniqueOrThrow({ where: { id } });
    expect(found.answerWords).toBe('Je serai là');
    expect(await countHistory('invitation.answered')).toBe(1);
    expect(await waiting()).toEqual([]);
  });

  test('is found among the other boxes of a message', async () => {
    const { id, email } = outsider();
    const recipients = ['Réunions <quelqu-un@exemple.fr>', boxOf(id)];
    expect(await takeMail(mailOf(reply({ uid: meeting.uid, email }), { recipients }))).toBe('TAKEN');
  });

  test('sent to several personal addresses is of the one in whose name it speaks', async () => {
    const { id, email } = outsider();
    const other = meeting.invitees.find(({ personId }) => personId === joint.artoisAgent.personId);
    const recipients = [boxOf(other?.id ?? ''), boxOf(id)];
    expect(await takeMail(mailOf(reply({ uid: meeting.uid, email }), { recipients }))).toBe('TAKEN');
    expect(await answerOf(id)).toBe('YES');
    expect(await answerOf(other?.id ?? '')).toBe('NEEDS_ACTION');
  });

  test('is of the one invited however their address is written', async () => {
    const email = 'prenom@hénin-beaumont.fr';
    const added = await prisma.invitee.create({ data: { meetingId: meeting.id, email, name: 'Prénom' } });
    const recipients = [boxOf(added.id)];
    for (const written of [
      'Prenom@Hénin-Beaumont.FR',
      'prenom@xn--hnin-beaumont-bhb.fr',
      'prenom@he\u0301nin-beaumont.fr',
    ]) {
      const words = `Depuis ${written}`;
      expect(await takeMail(mailOf(reply({ uid: meeting.uid, email: written, words }), { recipients }))).toBe('TAKEN');
    }
    expect(await answerOf(added.id)).toBe('YES');
  });

  test('given again with other words replaces them, without a word leaves them, and another answer forgets them', async () => {
    const { id, email } = outsider();
    const words = async () => (await prisma.invitee.findUniqueOrThrow({ where: { id } })).answerWords;
    for (const [partstat, given, kept] of [
      ['ACCEPTED', 'Avec Karim', 'Avec Karim'],
      ['ACCEPTED', 'Seule', 'Seule'],
      ['ACCEPTED', '', 'Seule'],
      ['DECLINED', '', null],
    ] as const) {
      await takeMail(mailOf(reply({ uid: meeting.uid, email, partstat, words: given }), { id: `${partstat}${given}` }));
      expect(await words()).toBe(kept);
    }
  });

  test('that came before another which was taken does not come back on it, however late it is read', async () => {
    const { id, email } = outsider();
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 28, 10, minute));
    const refused = mailOf(reply({ uid: meeting.uid, email, partstat: 'DECLINED' }), { receivedAt: at(2) });
    expect(await takeMail(refused)).toBe('TAKEN');
    expect(await takeMail(mailOf(reply({ uid: meeting.uid, email }), { receivedAt: at(1) }))).toBe('PASSED');
    expect(await answerOf(id)).toBe('NO');
    expect(await takeMail(mailOf(reply({ uid: meeting.uid, email }), { receivedAt: at(3) }))).toBe('TAKEN');
    expect(await answerOf(id)).toBe('YES');
  });

  test('without SEQUENCE is to the hour it names, and to the only one there was', async () => {
    const { id, email } = outsider();
    const [startsAt, endsAt] = [14, 15].map((hour) => instantIn('2031-03-03', hour));
    meeting = dated(await changeMeeting(joint.agent, changed(meeting, { startsAt, endsAt })));
    const without = (start: string) =>
      mailOf(
        reply({ uid: meeting.uid, email })
          .replace(/SEQUENCE:0\r\n/, '')
          .replace(/DTSTART;[^\r]*/, start)
          .replace(/DTEND;[^\r]*\r\n/, ''),
      );
    expect(await takeMail(without('DTSTART:20310303T083000Z'))).toBe('TOLD');
    expect(await answerOf(id)).toBe('NEEDS_ACTION');
    expect(await takeMail(without('DTSTART;TZID=Romance Standard Time:20310303T140000'))).toBe('TAKEN');
    expect(await answerOf(id)).toBe('YES');
  });
});

describe('nobody hears of', () => {
  test.each<[string, (own: { id: string; email: string }) => Promise<Partial<ReceivedMail> & { content?: string }>]>([
    ['a box that proves nothing', async () => ({ recipients: ['reunions@exemple.fr'] })],
    [
      'a proof that is another’s',
      async ({ id }) => ({ recipients: [boxOf(id).replace(/[0-9a-f]{16}@/, '0123456789abcdef@')] }),
    ],
    [
      'the answer of who is no longer invited',
      async ({ id }) => {
        await uninvite(joint.agent, { meetingId: meeting.id, inviteeId: id });
        return {};
      },
    ],
    [
      'the answer to a former address, which somebody else has read',
      async ({ id }) => {
        await prisma.invitee.update({ where: { id }, data: { replyRound: 1 } });
        return {};
      },
    ],
    ['what a program sent by itself', async () => ({ calendars: [], isAutomatic: true, text: 'Je suis absente.' })],
    ['mail that is only late', async () => ({ returned: { hasFailed: false, original: '' } })],
  ])('%s', async (_what, make) => {
    const own = outsider();
    const mail = mailOf(
      reply({ uid: meeting.uid, email: own.email }),
      await make(own).then((more) => ({ recipients: [boxOf(own.id)], ...more })),
    );
    expect(await takeMail(mail)).toBe('PASSED');
    expect([undefined, 'NEEDS_ACTION']).toContain(await answerOf(own.id));
    expect(await waiting()).toEqual([]);
    expect(await prisma.notification.count({ where: { kind: 'REPLY_WAITING', meetingId: meeting.id } })).toBe(0);
  });
});

describe('what is no clear answer of the one invited changes nothing, and is told: ', () => {
  type Told = [
    string,
    RegExp,
    (own: { id: string; email: string }) => Promise<Partial<ReceivedMail> & { content?: string }>,
  ];
  const told: Told[] = [
    [
      'the answer of who got a forwarded invitation',
      /^Réponse \(oui\) d’une adresse inconnue, autre@exemple\.fr, à l’invitation de Anne Martin : à qui la rattacher \?$/,
      async () => ({ content: reply({ uid: meeting.uid, email: 'autre@exemple.fr' }) }),
    ],
    [
      'an answer in somebody’s name to the address of somebody else',
      /^Réponse \(oui\) d’une adresse inconnue, anne\.martin@exemple\.fr, /,
      async () => ({
        recipients: [boxOf(meeting.invitees.find(({ personId }) => personId === joint.artoisAgent.personId)?.id ?? '')],
      }),
    ],
    [
      'an answer to another appointment',
      /^Anne Martin a répondu \(oui\), mais pour un autre rendez-vous/,
      async ({ email }) => ({ content: reply({ uid: 'autre@exemple.fr', email }) }),
    ],
    [
      'an invitation sent back',
      /^Anne Martin a écrit un message où aucune réponse ne se lit clairement\.$/,
      async ({ email }) => ({ content: reply({ uid: meeting.uid, email, method: 'REQUEST' }), sender: email }),
    ],
    [
      'another hour',
      /^Anne Martin propose samedi 15 juin 2030, de 9 h 30 à 11 h, au lieu de .*\(peut-être\)\.$/,
      async ({ email }) => ({ content: reply({ uid: meeting.uid, email, method: 'COUNTER', partstat: 'TENTATIVE' }) }),
    ],
    [
      'an answer to an hour that has changed since',
      /^Anne Martin a répondu \(oui\) à l’invitation d’avant, dont la date a changé depuis\.$/,
      async () => {
        const [startsAt, endsAt] = [14, 15].map((hour) => instantIn('2031-03-03', hour));
        await changeMeeting(joint.agent, changed(meeting, { startsAt, endsAt }));
        return {};
      },
    ],
    [
      'an answer to a meeting that is cancelled',
      /^Anne Martin a répondu \(oui\) alors que la réunion est passée ou annulée\.$/,
      async () => {
        const { version } = await readMeeting(joint.agent, meeting.id);
        await cancelMeeting(joint.agent, { meetingId: meeting.id, version });
        return {};
      },
    ],
    [
      'an answer to a meeting that is over',
      /^Anne Martin a répondu \(oui\) alors que la réunion est passée ou annulée\.$/,
      async () => {
        setClock(() => new Date(meeting.endsAt.getTime() + 60_000));
        return {};
      },
    ],
    [
      'a stranger’s letter',
      /^inconnu@exemple\.fr, à la place de Anne Martin, a écrit un message/,
      async () => ({ calendars: [], sender: 'inconnu@exemple.fr', text: 'Bonjour' }),
    ],
  ];
  test.each(told)('%s', async (_what, sentence, make) => {
    const own = outsider();
    const { content = reply({ uid: meeting.uid, email: own.email }), ...more } = await make(own);
    expect(await takeMail(mailOf(content, more))).toBe('TOLD');
    for (const { id } of meeting.invitees)
      expect(['NEEDS_ACTION', undefined]).toContain(
        await answerOf(id).then((one) => (id === own.id ? one : 'NEEDS_ACTION')),
      );
    const [waits, ...others] = await waiting();
    expect(others).toEqual([]);
    expect(plain(waits?.sentence)).toMatch(sentence);
    const { nodes } = await readNotifications(joint.artoisAgent, { first: 1 });
    expect(nodes[0]?.node).toMatchObject({ kind: 'REPLY_WAITING', meetingId: meeting.id, said: { isOver: false } });
    expect(plain(nodes[0]?.node.said?.words)).toContain(plain(waits?.sentence));
    if (waits?.words) expect(nodes[0]?.node.said?.words).toContain(waits.words);
  });

  test('a flood of them stops at ten', async () => {
    const outcomes: string[] = [];
    for (let at = 0; at < 14; at += 1) outcomes.push(await takeMail(mailOf('', { text: `Bonjour ${at}` })));
    expect(outcomes.filter((one) => one === 'TOLD')).toHaveLength(10);
    expect(await waiting()).toHaveLength(10);
  });
});

describe('an organiser', () => {
  const strangers = (more: Parameters<typeof reply>[0] | object = {}) =>
    mailOf(reply({ uid: meeting.uid, email: 'a.martin@autre.fr', partstat: 'DECLINED', words: 'En congé', ...more }));
  const settle = async () => (await waiting())[0] ?? { id: '', suggestedId: null };

  test('attaches a mail to somebody, whose answer and words it then is', async () => {
    const { id: inviteeId } = outsider();
    await takeMail(strangers());
    const { id: replyId } = await settle();
    await attachReply(joint.agent, { meetingId: meeting.id, replyId, inviteeId, answer: 'NO' });
    expect(await prisma.invitee.findUniqueOrThrow({ where: { id: inviteeId } })).toMatchObject({
      answer: 'NO',
      answerWords: 'En congé',
    });
    expect(await waiting()).toEqual([]);
    expect(await countHistory('reply.received')).toBe(1);
    const [attached] = await prisma.change.findMany({ where: { kind: 'reply.attached' } });
    expect(attached).toMatchObject({ subject: 'MailedReply', subjectId: replyId, actorId: joint.agent.personId });
    // Whoever sees the convention reads the history: no stranger's address, no words.
    expect(JSON.stringify(attached?.details)).not.toMatch(/autre\.fr|congé/);
    const { nodes } = await readNotifications(joint.artoisAgent, { first: 5 });
    expect(nodes.find(({ node }) => node.kind === 'REPLY_WAITING')?.node.said?.isOver).toBe(true);
  });

  test('attaches the words alone, and the answer stays', async () => {
    const { id: inviteeId } = outsider();
    await takeMail(strangers());
    await attachReply(joint.agent, { meetingId: meeting.id, replyId: (await settle()).id, inviteeId, answer: '' });
    expect(await prisma.invitee.findUniqueOrThrow({ where: { id: inviteeId } })).toMatchObject({
      answer: 'NEEDS_ACTION',
      answerWords: 'En congé',
    });
  });

  test('is heard for that address from then on, to that invitation and no other', async () => {
    const { id: inviteeId } = outsider();
    await takeMail(strangers());
    await attachReply(joint.agent, { meetingId: meeting.id, replyId: (await settle()).id, inviteeId, answer: 'NO' });
    expect(await takeMail(strangers({ partstat: 'ACCEPTED' }))).toBe('TAKEN');
    expect(await answerOf(inviteeId)).toBe('YES');
    const other = meeting.invitees.find(({ personId }) => personId === joint.artoisAgent.personId);
    expect(await takeMail({ ...strangers(), recipients: [boxOf(other?.id ?? '')] })).toBe('TOLD');
  });

  test('who attaches it to somebody else than it was sent to makes no address of it', async () => {
    const other = meeting.invitees.find(({ personId }) => personId === joint.artoisAgent.personId);
    await takeMail(strangers());
    await attachReply(joint.agent, {
      meetingId: meeting.id,
      replyId: (await settle()).id,
      inviteeId: other?.id,
      answer: 'NO',
    });
    expect(await answerOf(other?.id ?? '')).toBe('NO');
    expect(await takeMail(strangers({ partstat: 'ACCEPTED' }))).toBe('TOLD');
  });

  test('is suggested who has the address it was written from, and nobody for a stranger', async () => {
    await takeMail(strangers());
    expect((await settle()).suggestedId).toBeNull();
    const other = meeting.invitees.find(({ personId }) => personId === joint.artoisAgent.personId);
    await takeMail(mailOf(reply({ uid: meeting.uid, email: other?.person?.email ?? '' })));
    expect((await waiting())[1]?.suggestedId).toBe(other?.id);
  });

  test('sets a mail aside, once; it is then nobody’s', async () => {
    await takeMail(strangers());
    const input = { meetingId: meeting.id, replyId: (await settle()).id };
    await setReplyAside(joint.agent, input);
    expect(await waiting()).toEqual([]);
    expect(await countHistory('reply.dismissed')).toBe(1);
    await expect(setReplyAside(joint.agent, input)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(attachReply(joint.agent, { ...input, inviteeId: outsider().id, answer: 'YES' })).rejects.toMatchObject(
      { code: 'CONFLICT' },
    );
    expect(await answerOf(outsider().id)).toBe('NEEDS_ACTION');
  });

  test('alone may do so, on their own meetings, for who is invited', async () => {
    const { id: inviteeId } = outsider();
    await takeMail(strangers());
    const { id: replyId } = await settle();
    const input = { meetingId: meeting.id, replyId, inviteeId, answer: 'YES' };
    await expect(attachReply(joint.reader, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(setReplyAside(joint.reader, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const elsewhere = await buildJoint();
    await expect(attachReply(elsewhere.agent, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const theirs = await buildCalled(elsewhere);
    const mixed = { ...input, meetingId: theirs.id, inviteeId: theirs.invitees[0]?.id };
    await expect(attachReply(elsewhere.agent, mixed)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const notInvited = { ...input, inviteeId: theirs.invitees[0]?.id };
    await expect(attachReply(joint.agent, notInvited)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await waiting()).toHaveLength(1);
  });

  test('is told when mail that was taken comes back, once', async () => {
    const { id } = outsider();
    const back = mailOf('', { calendars: [], returned: { hasFailed: true, original: 'To: x' } });
    expect(await takeMail(back)).toBe('NOTED');
    expect(await takeMail(back)).toBe('NOTED');
    expect((await prisma.invitee.findUniqueOrThrow({ where: { id } })).mailRefusedAt).not.toBeNull();
    expect(await countHistory('invitation.undelivered')).toBe(1);
    expect(await prisma.notification.count({ where: { kind: 'INVITEE_UNREACHED', meetingId: meeting.id } })).toBe(2);
  });
});

test('the words of an answer go with it when the hour changes', async () => {
  const { id, email } = outsider();
  await takeMail(mailOf(reply({ uid: meeting.uid, email })));
  const [startsAt, endsAt] = [14, 15].map((hour) => instantIn('2031-03-03', hour));
  await changeMeeting(joint.agent, changed(meeting, { startsAt, endsAt }));
  expect(await prisma.invitee.findUniqueOrThrow({ where: { id } })).toMatchObject({
    answer: 'NEEDS_ACTION',
    answerWords: null,
  });
});

test('an answer on the page after one by mail is the one that holds', async () => {
  const own = meeting.invitees.find(({ personId }) => personId === joint.artoisAgent.personId);
  const mail = mailOf(reply({ uid: meeting.uid, email: own?.person?.email ?? '' }), {
    recipients: [boxOf(own?.id ?? '')],
  });
  expect(await takeMail(mail)).toBe('TAKEN');
  await answerMeeting(joint.artoisAgent, { meetingId: meeting.id, answer: 'NO', sequence: meeting.sequence });
  expect(await takeMail(mail)).toBe('PASSED');
  expect(await answerOf(own?.id ?? '')).toBe('NO');
});

describe('a stranger’s bytes', () => {
  const good = () => reply({ uid: 'u@x', email: 'a@b.fr' });
  const answersIn = (text: string) =>
    readCalendar(text).events.flatMap(({ people }) => people.map(({ answer }) => answer));

  test('a well-made answer is read whole', () => {
    expect(readCalendar(good())).toEqual({
      method: 'REPLY',
      events: [
        {
          uid: 'u@x',
          sequence: 0,
          startsAt: new Date('2030-06-15T07:30:00Z'),
          endsAt: new Date('2030-06-15T09:00:00Z'),
          words: 'Je serai là',
          organiser: null,
          people: [
            {
              email: 'a@b.fr',
              name: 'Anne; Martin',
              answer: 'YES',
              delegatedTo: null,
              delegatedFrom: null,
              words: null,
            },
          ],
        },
      ],
    });
  });

  test.each([
    ['nothing', () => ''],
    ['no calendar', () => '<html>Je serai là</html>'],
    ['a calendar cut before the answer', () => good().slice(0, 300)],
    ['nobody who answers', () => good().replace(/ATTENDEE[^\r]+\r\n [^\r]+\r\n/, '')],
    ['an address that is none', () => good().replace('mailto:a@b.fr', 'https://exemple.fr')],
    [
      'an answer beyond what is read',
      () => good().replace('BEGIN:VEVENT', `X-LONG:${'x'.repeat(140_000)}\r\nBEGIN:VEVENT`),
    ],
  ])('%s gives no answer', (_what, make) => expect(answersIn(make()).filter(Boolean)).toEqual([]));

  test('none throws, or reads an answer that no line gives', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'ATTENDEE',
        ';',
        ':',
        '"',
        '=',
        '\r\n',
        '\r\n ',
        'mailto:',
        'a@b.fr',
        'UID:',
        'BEGIN:VEVENT',
        'END:VEVENT',
        '=0D',
        '\\',
        '%',
        'DTSTART:',
        '99999999T999999',
        '20310231T250000',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        const text = pieces.join('');
        fc.pre(!/ACCEPTED|TENTATIVE|DECLINED|DELEGATED/i.test(text));
        expect(answersIn(text).filter(Boolean)).toEqual([]);
      }),
      { seed: 62, numRuns: 500 },
    );
  });

  test('a sound answer survives whatever line is put between its own', () => {
    const noise = fc.constantFrom(
      'X-REMARQUE',
      'une remarque',
      'X-A;B',
      'DESCRIPTION:a\\nb: c',
      '',
      'X-B:"',
      'REQUEST-STATUS:2.0;Ok',
      'é'.repeat(20),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), noise), { maxLength: 6 }), (added) => {
        const lines = good().replace(/\r\n /g, '').split('\r\n');
        for (const [place, line] of added) lines.splice(1 + (place % (lines.length - 3)), 0, line);
        const [event] = readCalendar(lines.join('\r\n')).events;
        expect(event?.people.map(({ email, answer }) => [email, answer])).toEqual([['a@b.fr', 'YES']]);
        expect(event?.uid).toBe('u@x');
      }),
      { seed: 62, numRuns: 300 },
    );
  });
});
