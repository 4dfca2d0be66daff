// What somebody types in a title, a place, a purpose or a name goes into a mail and a calendar over a real SMTP server, past
// the rules of the forms: it stays words. One box, one event, the attendees of the database.
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import { handIn } from '#domain/outside.ts';
import { invite } from '#domain/scheduling/invitations.ts';
import { callMeeting, cancelMeeting } from '#domain/scheduling/meetings.ts';
import { type RunningJobs, startJobs } from '#jobs/boss.ts';
import { mailJob, queuedMail } from '#jobs/mail.ts';
import { smtpMailer } from '#outside/mail.ts';
import { prisma } from '#prisma/client.ts';
import { buildJoint, buildMeeting, type Joint } from '../../build/meetings.ts';
import { useDatabase } from '../../rig/database.ts';
import { type Arrived, eventually, openSmtpServer } from '../../rig/mailbox.ts';
import { keptFiles, storedTexts } from '../../rig/outside.ts';
import { readBySecond } from '../../rig/second-reader.ts';

useDatabase();

let server: Awaited<ReturnType<typeof openSmtpServer>>;
let jobs: RunningJobs;
let meetings: MeetingView[];
beforeAll(async () => {
  server = await openSmtpServer();
  const sender = smtpMailer(server.url, { from: 'Ingénierie 62 <robot@exemple.fr>', host: 'exemple.fr' });
  jobs = await startJobs([{ ...mailJob(sender), pollSeconds: 0.5, atOnce: 20 }]);
  const announcements = { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined };
  handIn({ live: storedTexts, announcements, mail: queuedMail, files: keptFiles() });
  const joint = await buildJoint();
  meetings = [];
  for (const [index, words] of hostile.entries()) meetings.push(await callAndCancel(joint, words, addressOf(index)));
}, 60_000);
afterAll(async () => {
  await jobs.stop();
  await server.close();
});

const victim = 'victime@exemple.fr';
const hostile: readonly string[] = [
  `Titre\r\nBcc: ${victim}`,
  `Titre\nBcc: ${victim}`,
  `Titre\rCc: ${victim}`,
  `Titre\r\n\r\nCorps`,
  `Titre\r\n.\r\nMAIL FROM:<${victim}>`,
  `Titre\r\nATTENDEE:mailto:${victim}`,
  `Titre\nATTENDEE:mailto:${victim}`,
  `Titre\\nATTENDEE:mailto:${victim}`,
  `Titre\r\n ATTENDEE:mailto:${victim}`,
  `Titre\r\n\tsuite\r\nATTENDEE:mailto:${victim}`,
  'BEGIN:VEVENT\r\nUID:autre\r\nEND:VEVENT',
  'END:VEVENT\r\nBEGIN:VEVENT\r\nUID:autre',
  'END:VCALENDAR',
  'begin:vevent',
  'X\u2028END:VEVENT\u2028BEGIN:VEVENT\u2028Y',
  'X\u0085END:VEVENT\u0085BEGIN:VEVENT\u0085Y',
  'X\u000bEND:VEVENT\u000cBEGIN:VEVENT',
  'a;b;ROLE=CHAIR',
  'a,b,c',
  'a:b:mailto:x@exemple.fr',
  '"entre guillemets"',
  `";CN="x":mailto:${victim}`,
  "l'apostrophe et ’l’autre",
  'dos\\ d’âne \\, \\; \\n',
  'accent circonflexe ^n ^’ ^^',
  '=?utf-8?Q?Bcc:_victime=40exemple.fr?=',
  '=0D=0ABcc: x',
  '%0d%0aBcc: x',
  '<script>alert(1)</script>',
  `<${victim}>`,
  `Nom <${victim}>, Autre <b@exemple.fr>`,
  '😀👩‍👩‍👧 famille',
  'e\u0301te\u0301 composé',
  '\u202email fdp.exe',
  '\u2066cache\u2069 \u200f \u061c',
  'مرحبا שלום',
  '\ufeffmarque d’ordre',
  'mot'.repeat(66),
  `${'é'.repeat(74)}😀${'é'.repeat(74)}`,
  'sans-espace'.repeat(18),
  'tabulation\tet\u0001\u0007\u001b contrôle\u007f',
  'Nom;CN=Autre;RSVP=TRUE:mailto:victime@exemple.fr',
  'Fin\\nEND:VEVENT',
  'Ligne\u2028séparée\u2029 et verticale\u000b\u000c',
  '\r\nBcc: victime@exemple.fr\r\n\r\nCorps '.concat('long é '.repeat(20)).slice(0, 118),
  `"Guillemets" et ; points, virgules : deux-points ${'long é '.repeat(20)}`.slice(0, 118),
  `👩‍👩‍👧‍👦 famille 🇫🇷 ${'long é '.repeat(20)}`.slice(0, 118),
];

/** Our second reader undoes escapes before it cuts a calendar into events: of these words the first alone is asked. */
const beyondSecond = ['Fin\\nEND:VEVENT'];

/** Headers that our mails have; parsers name them in lower case. */
const known = ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'];

const addressOf = (index: number) => `invite-${index}@exemple.fr`;

/** A meeting of one outsider, all of it in these words, called and then cancelled. */
async function callAndCancel(joint: Joint, words: string, email: string): Promise<MeetingView> {
  const { id } = await buildMeeting(joint, { kind: 'OTHER', organiserIds: [] });
  const { version } = await invite(joint.agent, { meetingId: id, email, name: 'X' });
  await prisma.meeting.update({ where: { id }, data: { title: words, place: words, purpose: words } });
  await prisma.invitee.updateMany({ where: { meetingId: id }, data: { name: words } });
  const called = await callMeeting(joint.agent, { meetingId: id, version });
  return cancelMeeting(joint.agent, { meetingId: id, version: called.version, reason: words });
}

/** Every calendar part of a mail, as text. */
const calendarsOf = ({ mail }: Arrived) =>
  mail.attachments
    .filter(({ contentType }) => contentType.startsWith('text/calendar') || contentType === 'application/ics')
    .map(({ content }) => content.toString('utf8'));

test('a NUL that is typed is not kept', async () => {
  const { title } = await buildMeeting(await buildJoint(), { title: 'Zoé\u0000Zéro' });
  expect(title).not.toContain('\u0000');
});

test('there are forty of them', () => {
  expect(new Set(hostile).size).toBeGreaterThanOrEqual(40);
});

test.each(hostile.map((words, index) => [JSON.stringify(words).slice(0, 60), words, index] as const))(
  '%s stays words',
  async (_shown, words, index) => {
    const email = addressOf(index);
    const arrived = await eventually(() => {
      const found = server.arrived.filter(({ boxes }) => boxes.includes(email));
      return found.length === 2 ? found : undefined;
    });
    for (const { mail, boxes } of arrived) {
      expect(boxes).toEqual([email]);
      expect([...mail.headers.keys()].filter((name) => !known.includes(name))).toEqual([]);
      expect(mail.to).toMatchObject({ value: [{ address: email }] });
      expect(mail.subject).not.toMatch(/\p{Cc}/u);
    }
    const { uid, startsAt } = meetings[index] as MeetingView;
    for (const [method, sequence] of [
      ['REQUEST', 0],
      ['CANCEL', 1],
    ] as const) {
      const texts = arrived.flatMap(calendarsOf).filter((text) => text.includes(`\nMETHOD:${method}\r\n`));
      expect(texts.length).toBeGreaterThan(0);
      for (const text of texts) {
        expect(text.match(/^BEGIN:VEVENT/gim)).toHaveLength(1);
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        // By the letter of RFC 5545: unfolded, then line by line.
        const called = text
          .replace(/\r\n[ \t]/g, '')
          .split('\r\n')
          .filter((line) => line.startsWith('ATTENDEE'));
        expect(called.map((line) => line.slice(line.lastIndexOf('mailto:') + 'mailto:'.length))).toEqual([email]);
        const [event, ...others] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
        expect(others).toEqual([]);
        expect(event?.getFirstPropertyValue('uid')).toBe(uid);
        expect(event?.getAllProperties('attendee').map((one) => one.getFirstValue())).toEqual([`mailto:${email}`]);
        if (beyondSecond.includes(words)) continue;
        expect(readBySecond(text)).toMatchObject({ method, events: [{ uid, sequence, attendees: [email], startsAt }] });
      }
    }
  },
);
