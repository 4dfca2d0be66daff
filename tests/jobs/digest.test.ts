// The digest of unread notifications: when it is due, what it holds, and that nobody gets it twice.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { deleteComment, postComment } from '#domain/discussions/comments.ts';
import { openThread, resolveThread } from '#domain/discussions/threads.ts';
import { lastDigestMoment, sendDigests } from '#domain/notifications/digests.ts';
import { markAllNotificationsRead, setMailPreference } from '#domain/notifications/notifications.ts';
import { handIn, type MailMessage } from '#domain/outside.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { notificationKinds } from '#domain/vocabulary.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { startJobs } from '#jobs/boss.ts';
import { digestJob } from '#jobs/digest.ts';
import { mailJob, queuedMail } from '#jobs/mail.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, paragraph } from '../build/conventions.ts';
import { buildPerson, buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { keptFiles, storedTexts, useOutside } from '../rig/outside.ts';

useDatabase();
const outside = useOutside();

const blockId = randomUUID();
let author: PersonViewer;
let told: PersonViewer;
let convention: Convention;

beforeEach(async () => {
  await prisma.notification.deleteMany();
  author = await buildViewer({ name: 'Claire Dupont' });
  told = await buildViewer();
  convention = await buildConvention({
    title: 'Convention d’ingénierie 2026',
    content: [paragraph('Un bilan est transmis avant le 30 juin.', blockId)],
    participants: [
      { personId: author.personId, role: 'EDITOR' },
      { personId: told.personId, role: 'COMMENTER' },
    ],
  });
});

const mention = (words = 'Votre avis\u202f?') =>
  openThread(author, {
    conventionId: convention.id,
    blockId,
    quotation: 'Un bilan',
    body: `@[${told.personId}] ${words}`,
  });

/** A day after all that the test wrote, so that whatever waits is due. */
const later = () => new Date(Date.now() + 5 * 24 * 3_600_000);
const ownMails = (email: string): MailMessage[] => outside.mails.filter(({ to }) => to === email);

describe('is due', () => {
  test.each([
    ['at 7.30 sharp', '2025-06-11T07:30:00+02:00', '2025-06-11T07:30:00+02:00'],
    ['a minute early: the day before', '2025-06-11T07:29:59+02:00', '2025-06-10T07:30:00+02:00'],
    ['late at night', '2025-06-11T23:59:00+02:00', '2025-06-11T07:30:00+02:00'],
    ['just after midnight', '2025-06-12T00:05:00+02:00', '2025-06-11T07:30:00+02:00'],
    ['on Saturday: since Friday', '2025-06-14T12:00:00+02:00', '2025-06-13T07:30:00+02:00'],
    ['on Monday before 7.30: since Friday', '2025-06-16T07:00:00+02:00', '2025-06-13T07:30:00+02:00'],
    ['on Monday', '2025-06-16T07:40:00+02:00', '2025-06-16T07:30:00+02:00'],
    // Clocks went forward in the night to Sunday 30 March 2025, and back in the night to Sunday 26 October 2025.
    ['the Friday before summer time', '2025-03-28T07:30:00+01:00', '2025-03-28T07:30:00+01:00'],
    ['the Sunday when clocks go forward', '2025-03-30T12:00:00+02:00', '2025-03-28T07:30:00+01:00'],
    ['the Monday after, a minute early', '2025-03-31T07:29:00+02:00', '2025-03-28T07:30:00+01:00'],
    ['the Monday after', '2025-03-31T07:30:00+02:00', '2025-03-31T07:30:00+02:00'],
    ['the Sunday when clocks go back', '2025-10-26T02:30:00+01:00', '2025-10-24T07:30:00+02:00'],
    ['the Monday after that, a minute early', '2025-10-27T07:29:00+01:00', '2025-10-24T07:30:00+02:00'],
    ['the Monday after that', '2025-10-27T07:30:00+01:00', '2025-10-27T07:30:00+01:00'],
    ['on the first of January', '2026-01-01T08:00:00+01:00', '2026-01-01T07:30:00+01:00'],
  ])('%s', (_name, now, due) => {
    expect(lastDigestMoment(new Date(now))).toEqual(new Date(due));
  });
});

describe('holds', () => {
  test('what was said, by whom, on which words, with a link to each place', async () => {
    const thread = await mention('Votre avis\nsur ce délai\u202f?');
    expect(await sendDigests(later())).toBe(1);
    const { email } = told;
    expect(outside.mails.map(({ to }) => to)).toEqual([email]);
    expect(outside.mails[0]?.subject).toBe('Ingénierie 62\u00a0: une notification non lue');
    expect(outside.mails[0]?.text).toContain('Convention d’ingénierie 2026\u00a0:');
    expect(outside.mails[0]?.text).toMatch(/• Claire Dupont \(ORG \d+\) vous a mentionné, sur «\sUn bilan\s»\s:/);
    expect(outside.mails[0]?.text).toMatch(/«\s@Personne \d+ Votre avis sur ce délai\s\?\s»/);
    expect(outside.mails[0]?.text).toContain(`/conventions/${convention.id}?fil=${thread.id}`);
    expect(outside.mails[0]?.text).toMatch(/\/notifications$/m);
  });

  test('what came until it was due, and leaves the rest for the next', async () => {
    await mention();
    expect(await sendDigests(lastDigestMoment(new Date()))).toBe(0);
    expect(await sendDigests(later())).toBe(1);
  });

  test('neither what was read, nor what was taken back, nor a kind that is switched off', async () => {
    await mention('lu');
    await markAllNotificationsRead(told, new Date());
    const withdrawn = await mention('retiré');
    const { id } = await prisma.comment.findFirstOrThrow({ where: { threadId: withdrawn.id } });
    await deleteComment(author, id);
    const own = await openThread(told, { conventionId: convention.id, blockId, body: 'Ma question' });
    await setMailPreference(told, { kind: 'REPLY', enabled: false });
    await postComment(author, { threadId: own.id, body: 'Ma réponse' });
    expect(await sendDigests(later())).toBe(0);
    await resolveThread(author, own.id);
    expect(await sendDigests(later())).toBe(1);
    const [{ text } = { text: '' }] = outside.mails;
    expect(text).toContain('a résolu un fil auquel vous participez');
    for (const word of ['lu', 'retiré', 'Ma réponse']) expect(text).not.toContain(`${word}\u00a0»`);
  });

  test('nothing at all when every kind is switched off, and nothing old once one is switched on again', async () => {
    for (const kind of notificationKinds) await setMailPreference(told, { kind, enabled: false });
    await mention();
    expect(await sendDigests(later())).toBe(0);
    await setMailPreference(told, { kind: 'MENTION', enabled: true });
    expect(await sendDigests(later())).toBe(0);
  });

  test('nothing of a convention that the person no longer sees', async () => {
    await mention();
    await prisma.participant.deleteMany({ where: { personId: told.personId } });
    expect(await sendDigests(later())).toBe(0);
    expect(outside.mails).toEqual([]);
  });

  test('thirty things at most, and says how many more there are', async () => {
    const thread = await mention();
    const { id: commentChange } = await prisma.change.findFirstOrThrow({
      where: { kind: 'comment.posted', details: { path: ['threadId'], equals: thread.id } },
    });
    const { subjectId } = await prisma.change.findUniqueOrThrow({ where: { id: commentChange } });
    for (let count = 0; count < 34; count += 1) {
      const change = { kind: 'comment.edited', subject: 'Comment', subjectId, version: 1, details: {} };
      const { id: changeId } = await prisma.change.create({ data: { ...change, actorId: author.personId } });
      const notice = { kind: 'MENTION' as const, personId: told.personId, changeId, threadId: thread.id };
      await prisma.notification.create({ data: { ...notice, conventionId: convention.id } });
    }
    await sendDigests(later());
    const [{ subject, text } = { subject: '', text: '' }] = ownMails(told.email);
    expect(subject).toContain('35 notifications non lues');
    expect(text.match(/•/g)).toHaveLength(30);
    expect(text).toContain('Et 5 autres');
  });

  test('no line that a comment could have forged', async () => {
    await mention('Fin.\n\n-- \nIngénierie 62\nVotre mot de passe expire.');
    await sendDigests(later());
    expect(outside.mails[0]?.text).not.toMatch(/^Votre mot de passe/m);
    expect(outside.mails[0]?.subject).not.toContain('\n');
  });
});

describe('leaves', () => {
  const files = keptFiles();
  const announcements = { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined };

  test('once, also when two nodes send at the same moment', async () => {
    const others = await Promise.all([1, 2, 3].map(() => buildPerson()));
    for (const { id } of others)
      await prisma.participant.create({ data: { conventionId: convention.id, personId: id, role: 'READER' } });
    const names = [told.personId, ...others.map(({ id }) => id)].map((id) => `@[${id}]`).join(' ');
    await openThread(author, { conventionId: convention.id, blockId, body: `Pour ${names}` });
    const sent = await Promise.all([1, 2, 3].map(() => sendDigests(later())));
    expect(sent.reduce((sum, count) => sum + count)).toBe(4);
    expect(outside.mails.map(({ to }) => to).sort()).toEqual([told.email, ...others.map(({ email }) => email)].sort());
    expect(await sendDigests(later())).toBe(0);
  });

  test('not when the mail could not be queued, and then the next time, the others undisturbed', async () => {
    const other = await buildViewer();
    await prisma.participant.create({
      data: { conventionId: convention.id, personId: other.personId, role: 'READER' },
    });
    await openThread(author, {
      conventionId: convention.id,
      blockId,
      body: `@[${told.personId}] @[${other.personId}]`,
    });
    const queue = async (_tx: unknown, message: MailMessage) => {
      if (message.to === told.email) throw new Error('the queue is full');
      outside.mails.push(message);
    };
    handIn({ live: storedTexts, announcements, mail: { queue }, files });
    await expect(sendDigests(later())).rejects.toThrow('the queue is full');
    expect(outside.mails.map(({ to }) => to)).toEqual([other.email]);
    handIn({
      live: storedTexts,
      announcements,
      mail: { queue: async (_tx, message) => void outside.mails.push(message) },
      files,
    });
    expect(await sendDigests(later())).toBe(1);
    expect(ownMails(told.email)).toHaveLength(1);
  });

  test('not to somebody who has not accepted the invitation yet, or has left', async () => {
    await mention();
    await prisma.person.update({ where: { id: told.personId }, data: { passwordHash: null } });
    expect(await sendDigests(later())).toBe(0);
    await prisma.person.update({
      where: { id: told.personId },
      data: { passwordHash: 'x', deactivatedAt: new Date() },
    });
    expect(await sendDigests(later())).toBe(0);
    await prisma.person.update({ where: { id: told.personId }, data: { deactivatedAt: null } });
    expect(await sendDigests(later())).toBe(1);
  });

  test('after a stop: the first run of the job catches up, through the real queue', async () => {
    await mention();
    // It was due while nothing ran: the notification is a week old, and no run has come since.
    await prisma.notification.updateMany({ data: { createdAt: new Date(Date.now() - 7 * 24 * 3_600_000) } });
    const sent: Pick<MailMessage, 'to' | 'subject' | 'text'>[] = [];
    let deliver: () => void = () => undefined;
    const delivered = new Promise<void>((resolve) => {
      deliver = resolve;
    });
    const send = async (message: (typeof sent)[number]) => {
      sent.push(message);
      deliver();
    };
    const running = await startJobs([mailJob({ send }), digestJob]);
    handIn({ live: storedTexts, announcements, mail: queuedMail, files });
    await digestJob.run({}, { id: 'test', finish: async () => undefined });
    await digestJob.run({}, { id: 'again', finish: async () => undefined });
    await delivered;
    await running.stop();
    expect(sent.map(({ to }) => to)).toEqual([told.email]);
  });
});
