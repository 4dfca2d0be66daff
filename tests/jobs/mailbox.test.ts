// Answers by their real way: invitations over SMTP, answers to the address they name, a real IMAP server, the job, the
// database. Every form of reply-forms.ts is heard or told, and so is each of the small inputs that once went wrong.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instantIn } from '#domain/calendar.ts';
import { takeMail } from '#domain/meetings/calendar-replies.ts';
import { attachReply, waitingReplies } from '#domain/meetings/mailed-replies.ts';
import { type MeetingView, readMeeting } from '#domain/meetings/meeting-views.ts';
import { invite } from '#domain/scheduling/invitations.ts';
import { mailboxJob } from '#jobs/mailbox.ts';
import { imapMailbox } from '#outside/mailbox.ts';
import { parseMail } from '#outside/received-mail.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, type Joint } from '../build/meetings.ts';
import { useDatabase } from '../rig/database.ts';
import { startDovecot, whyNoDovecot } from '../rig/dovecot.ts';
import { useReplyAddress } from '../rig/environment.ts';
import { useMailbox } from '../rig/mailbox.ts';
import { type Asked, replyForms } from '../rig/reply-forms.ts';

useReplyAddress();
const database = useDatabase();
const mailbox = useMailbox();

/** Small inputs kept beside the repository. */
const CASES =
  ['../../..', '../../../..']
    .map((above) => join(import.meta.dirname, above, 'shared/cases/replies'))
    .find((folder) => existsSync(folder)) ?? 'shared/cases/replies';
const caseFiles = existsSync(CASES) ? readdirSync(CASES).sort() : [];
const whyNoCases = caseFiles.length > 0 ? null : `there is no ${CASES}`;

let joint: Joint;
let meeting: MeetingView;
let dovecot: Awaited<ReturnType<typeof startDovecot>> | null = null;
const asked = new Map<string, Asked>();

/** Invites somebody by mail alone, and reads in the mail that reaches them where their calendar is to answer. */
async function ask(who: string): Promise<Asked> {
  const email = `${who}@exemple.fr`;
  await invite(joint.agent, { meetingId: meeting.id, email, name: `Anne ${who}` });
  const mail = await mailbox.next(email);
  const [{ address: box = '' } = {}] = mail.replyTo?.value ?? [];
  const one = { uid: meeting.uid, email, box };
  asked.set(who, one);
  return one;
}

/** Hands messages to the job through the mailbox; without an IMAP server, to what the job calls. */
async function receive(messages: readonly (string | Buffer)[]): Promise<void> {
  if (!dovecot) {
    for (const message of messages) {
      const mail = await parseMail(Buffer.from(message as string)).catch(() => null);
      if (mail) await takeMail(mail);
    }
    return;
  }
  for (const message of messages) dovecot.deliver(message);
  await mailboxJob(imapMailbox(dovecot.url())).run({}, { id: 'test', finish: async () => undefined });
}

const stateOf = async (who: string) => {
  const { email } = asked.get(who) ?? { email: '' };
  const now = await readMeeting(joint.agent, meeting.id);
  const invitee = now.invitees.find((one) => one.email === email);
  if (!invitee) throw new Error(`${who} is not invited.`);
  const told = (await waitingReplies(now)).filter(({ inviteeId }) => inviteeId === invitee.id);
  return { invitee, told };
};

beforeAll(async () => {
  joint = await buildJoint();
  const [startsAt, endsAt] = [instantIn('2031-03-03', 9, 30), instantIn('2031-03-03', 11)];
  meeting = await buildCalled(joint, { startsAt, endsAt });
  dovecot = whyNoDovecot ? null : await startDovecot();
});
afterAll(() => dovecot?.stop());

describe(`each form${whyNoDovecot ? ` (without the mailbox: ${whyNoDovecot})` : ''}`, () => {
  beforeAll(async () => {
    const messages: string[] = [];
    for (const [index, form] of replyForms.entries()) messages.push(form.write(await ask(`forme-${index}`)));
    await receive(messages);
  });

  test('is one of at least 27, and the address of each is in the mail that was sent', () => {
    expect(replyForms.length).toBeGreaterThanOrEqual(27);
    expect(new Set([...asked.values()].map(({ box }) => box)).size).toBe(asked.size);
    for (const { box } of asked.values()) expect(box).toMatch(/^reunions\+[0-9a-f]{48}@exemple\.fr$/);
  });

  test.each(replyForms.map((form, index) => ({ ...form, index })))('$name: $outcome $answer', async (form) => {
    const { outcome, answer, words, index } = form;
    const { invitee, told } = await stateOf(`forme-${index}`);
    expect(invitee.answer).toBe(outcome === 'TAKEN' ? answer : 'NEEDS_ACTION');
    expect(told).toHaveLength(outcome === 'TOLD' ? 1 : 0);
    expect(invitee.mailRefusedAt !== null).toBe(outcome === 'NOTED');
    if (outcome === 'TAKEN') expect(invitee.answerWords).toBe(words ?? null);
    if (outcome === 'TOLD') expect(told[0]?.sentence.replace(/[\u00a0\u202f]/g, ' ')).toMatch(words ?? /^$/);
  });

  test('keeps the words of what is told, those of the mail where the calendar has none', async () => {
    const wordsOf = async (name: RegExp) => {
      const { told } = await stateOf(`forme-${replyForms.findIndex((form) => name.test(form.name))}`);
      return told[0]?.words;
    };
    expect(await wordsOf(/^Outlook: another hour/)).toBe('Plutôt 14 h ?');
    expect(await wordsOf(/^an empty calendar/)).toBe('Je viendrai avec Karim.');
    expect(await wordsOf(/^Outlook: sealed/)).toBe('Avec plaisir');
    expect(await wordsOf(/in a page of HTML/)).toMatch(/le matin/);
  });

  test('is told to the organisers alone, once each, and to nobody who is not one', async () => {
    const told = replyForms.filter(({ outcome }) => outcome === 'TOLD').length;
    const notifications = await prisma.notification.findMany({
      where: { kind: 'REPLY_WAITING', meetingId: meeting.id },
    });
    for (const organiser of [joint.agent, joint.artoisAgent])
      expect(notifications.filter(({ personId }) => personId === organiser.personId)).toHaveLength(told);
    // They are two; who reads the convention is none of them.
    expect(notifications).toHaveLength(2 * told);
  });

  test('taken again changes nothing', async () => {
    const before = await prisma.mailedReply.count();
    const changes = await prisma.change.count();
    const form = replyForms.find(({ outcome }) => outcome === 'TOLD');
    const message = form?.write(await ask('deux-fois')) ?? '';
    await receive([message]);
    const after = await prisma.change.count();
    await receive([message, message]);
    expect(await prisma.mailedReply.count()).toBe(before + 1);
    expect(after).toBeGreaterThan(changes);
    expect(await prisma.change.count()).toBe(after);
  });
});

describe(`each of the small inputs${whyNoCases ? `, skipped: ${whyNoCases}` : ''}`, () => {
  const right: Record<string, { answer?: string; sentence?: RegExp; words?: string }> = {
    'reply-colon-in-name.ics': { answer: 'YES' },
    'reply-line-without-colon.ics': { answer: 'YES' },
    'reponse-bom.eml': { answer: 'YES' },
    'reponse-avec-mot.eml': { answer: 'NO', words: 'Je suis en congés ce jour-là, Mme Martin me remplace.' },
    'reponse-autre-adresse.eml': {
      sentence: /adresse inconnue, jean\.dupont@departement\.exemple\.fr, .* à qui la rattacher/,
    },
    'reponse-contre-proposition.eml': {
      sentence: /propose mercredi 10 mars 2027, de 9 h 30 à 11 h, au lieu de/,
      words: 'Plutôt 14 h ?',
    },
    'reponse-deleguee.eml': { sentence: /délègue sa place à C@example\.com/ },
  };

  /** The file with the meeting and the one invited put in, also in its base64. */
  function filled(file: string, { uid, email, box }: Asked): string {
    const put = (text: string) =>
      text
        .replaceAll('UID-DE-LA-REUNION', uid)
        .replaceAll(/invite@ville\.(exemple\.fr|test)/g, email)
        .replaceAll('agenda+PREUVE@demo.test', box);
    const raw = readFileSync(join(CASES, file), 'utf8');
    const mail = file.endsWith('.eml')
      ? raw
      : `From: invite@ville.test\r\nTo: agenda+PREUVE@demo.test\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n${raw}`;
    const withBase64 = mail.replace(/(?:^[A-Za-z0-9+/]{20,}={0,2}\r?\n)+/gm, (encoded) => {
      const text = Buffer.from(encoded, 'base64')
        .toString('utf8')
        .replace(/\r\n[ \t]/g, '');
      return `${(
        Buffer.from(put(text))
          .toString('base64')
          .match(/.{1,76}/g) ?? []
      ).join('\r\n')}\r\n`;
    });
    return put(withBase64);
  }

  test.skipIf(whyNoCases)('is one that this test knows', () => {
    expect(caseFiles).toEqual(Object.keys(right).sort());
  });

  test.skipIf(whyNoCases).each(caseFiles.length > 0 ? caseFiles : ['none'])(
    '%s is taken, or told with its words',
    async (file) => {
      const who = `cas-${caseFiles.indexOf(file)}`;
      await receive([filled(file, await ask(who))]);
      const { invitee, told } = await stateOf(who);
      const { answer, sentence, words } = right[file] ?? {};
      expect(invitee.answer).toBe(answer ?? 'NEEDS_ACTION');
      expect(told.map((one) => one.sentence.replace(/[\u00a0\u202f]/g, ' '))).toEqual(
        sentence ? [expect.stringMatching(sentence)] : [],
      );
      if (words) expect(answer ? invitee.answerWords : told[0]?.words).toBe(words);
    },
  );
});

test('once an organiser has said whose it is, the same address is heard at once', async () => {
  const form = replyForms.find(({ name }) => name.startsWith('another address'));
  const own = await ask('deux-adresses');
  await receive([form?.write(own) ?? '']);
  const { invitee, told } = await stateOf('deux-adresses');
  const [reply] = told;
  await attachReply(joint.agent, { meetingId: meeting.id, replyId: reply?.id, inviteeId: invitee.id, answer: 'MAYBE' });
  expect((await stateOf('deux-adresses')).invitee.answer).toBe('MAYBE');
  await receive([form?.write(own) ?? '']);
  const after = await stateOf('deux-adresses');
  expect(after.told).toEqual([]);
  expect(after.invitee.answer).toBe('YES');
});

test('no mail, however hostile, keeps another from being heard, or gives an answer', { timeout: 300_000 }, async () => {
  const { box, uid, email } = await ask('hostile');
  const good = replyForms[0]?.write(await ask('voisine')) ?? '';
  const deep = Array.from(
    { length: 3000 },
    (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}`,
  );
  const inCalendar = (content: string) =>
    `From: ${email}\r\nTo: ${box}\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n${content}`;
  const grain = fc.oneof(
    fc.constantFrom(
      'BEGIN:',
      'END:',
      'VEVENT',
      'VCALENDAR',
      'ATTENDEE',
      ';',
      ':',
      '"',
      '=',
      '\r\n',
      ' ',
      'mailto:',
      '@',
      'UID:',
    ),
    fc.constantFrom(uid.slice(0, 5), 'PARTSTAT', 'DTSTART;TZID=', '20310303T093000', '\\', '%', '=3D', '\ufeff', '\0'),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const noise = fc.sample(
    fc.array(grain, { maxLength: 200 }).map((grains) => inCalendar(grains.join(''))),
    { numRuns: 25, seed: 62 },
  );
  const hostile = [
    `From: ${email}\r\nTo: ${box}\r\n${deep.join('\r\n')}`,
    `From: ${email}\r\nTo: ${box}\r\n${'X: y\r\n'.repeat(150_000)}\r\n`,
    `From: ${email}\r\nTo: ${'<'.repeat(300_000)}\r\n\r\n`,
    inCalendar(`BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(9000)}`),
    inCalendar(`BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nATTENDEE\r\n${'x\r\n'.repeat(40_000)}`),
    inCalendar(`BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${`ATTENDEE;CN=${'"'.repeat(50)}:mailto:a@b.fr\r\n`.repeat(1500)}`),
    `From: ${email}\r\nTo: ${box}\r\nContent-Type: text/html\r\n\r\n${'<'.repeat(900_000)}`,
    ...noise,
  ];
  await receive([...hostile, good]);
  expect((await stateOf('voisine')).invitee.answer).toBe('NO');
  const { invitee, told } = await stateOf('hostile');
  expect(invitee.answer).toBe('NEEDS_ACTION');
  // Ten may wait: no flood of them reaches anybody.
  expect(told.length).toBeLessThanOrEqual(10);
});

test.skipIf(whyNoDovecot)(
  'killed between taking and marking, the reader loses nothing and tells nothing twice',
  async () => {
    const chosen = replyForms.filter(({ outcome }) => outcome === 'TAKEN' || outcome === 'TOLD').slice(2, 5);
    const people = await Promise.all(chosen.map((_, index) => ask(`tuee-${index}`)));
    for (const [index, form] of chosen.entries()) dovecot?.deliver(form.write(people[index] as Asked));
    const run = () =>
      new Promise<NodeJS.Signals | null>((resolve, reject) => {
        const script = join(import.meta.dirname, 'killed-reader.ts');
        const child = spawn(process.execPath, ['--import', 'tsx', script, database.url, dovecot?.url() ?? ''], {
          stdio: ['ignore', 'ignore', 'inherit'],
        });
        child.once('error', reject);
        child.once('exit', (code, signal) => (code ? reject(new Error(`it ended with ${code}`)) : resolve(signal)));
      });
    let kills = 0;
    while ((await run()) === 'SIGKILL') kills += 1;
    expect(kills).toBe(chosen.length);
    for (const [index, { outcome, answer }] of chosen.entries()) {
      const { invitee, told } = await stateOf(`tuee-${index}`);
      const changes = await prisma.change.count({ where: { subjectId: invitee.id, kind: 'invitation.answered' } });
      expect({ answer: invitee.answer, told: told.length, changes }).toEqual(
        outcome === 'TAKEN' ? { answer, told: 0, changes: 1 } : { answer: 'NEEDS_ACTION', told: 1, changes: 0 },
      );
    }
  },
);
