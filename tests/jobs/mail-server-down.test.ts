// The mail server stops and comes back in the middle: each mail arrives at least once, none is lost, and what arrives twice
// says so by its Message-ID. A file goes with its mail, or the mail says that it does not.
import { afterEach, expect, test } from 'vitest';
import { handIn } from '#domain/outside.ts';
import { type RunningJobs, startJobs } from '#jobs/boss.ts';
import { mailJob, queuedMail } from '#jobs/mail.ts';
import { smtpMailer } from '#outside/mail.ts';
import { prisma } from '#prisma/client.ts';
import { useDatabase } from '../rig/database.ts';
import { eventually, openSmtpServer } from '../rig/mailbox.ts';
import { keptFiles, storedTexts } from '../rig/outside.ts';

useDatabase();

let jobs: RunningJobs | undefined;
const files = keptFiles();
const announcements = { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined };
const start = async (url: string) => {
  handIn({ live: storedTexts, announcements, mail: queuedMail, files });
  const sender = smtpMailer(url, { from: 'Ingénierie 62 <robot@exemple.fr>', host: 'exemple.fr' });
  jobs = await startJobs([{ ...mailJob(sender), pollSeconds: 0.5, retryDelaySeconds: 1 }]);
};
afterEach(() => jobs?.stop());

type Queued = Parameters<typeof queuedMail.queue>[1];
const queue = (message: Queued) => prisma.$transaction((tx) => queuedMail.queue(tx, message));

test('each mail arrives at least once through two stops of the server, none is lost, repeats have one id', async () => {
  let interrupted = 0;
  // Received whole and not acknowledged: what has arrived is sent again.
  const interrupt = () => {
    interrupted += 1;
    return interrupted <= 2;
  };
  let server = await openSmtpServer(undefined, { interrupt });
  const { port, url } = server;
  const arrived = [server.arrived];
  await start(url);
  const addresses = Array.from({ length: 12 }, (_, index) => `boite-${index}@exemple.fr`);
  for (const to of addresses.slice(0, 6)) await queue({ to, subject: 'Objet', text: `À ${to}\n` });
  await eventually(() => (server.arrived.length >= 3 ? true : undefined));
  for (let stop = 0; stop < 2; stop += 1) {
    await server.close();
    const [first = 6, last = 9] = stop === 0 ? [6, 9] : [9, 12];
    for (const to of addresses.slice(first, last)) await queue({ to, subject: 'Objet', text: `À ${to}\n` });
    server = await openSmtpServer(undefined, { port });
    arrived.push(server.arrived);
  }
  const all = await eventually(() => {
    const found = arrived.flat();
    return addresses.every((to) => found.some(({ boxes }) => boxes.includes(to))) ? found : undefined;
  });
  await jobs?.stop();
  await server.close();
  expect(interrupted).toBeGreaterThanOrEqual(2);
  for (const to of addresses) {
    const copies = all.filter(({ boxes }) => boxes.includes(to));
    expect(new Set(copies.map(({ mail }) => mail.messageId)).size).toBe(1);
    expect(new Set(copies.map(({ mail }) => mail.text))).toEqual(new Set([`À ${to}\n`]));
  }
  expect(new Set(all.map(({ mail }) => mail.messageId)).size).toBe(addresses.length);
});

test('a file goes with its mail under its own name; one that is gone, or too large, is told instead', async () => {
  const server = await openSmtpServer();
  await start(server.url);
  const [kept, large, gone] = [1, 2, 3].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);
  await files.keep(kept ?? '', Buffer.from('%PDF-1.7 contenu'));
  await files.keep(large ?? '', Buffer.alloc(8_000_000));
  const name = 'Compte rendu – « été »\r\nX: y; z="w" – 2026-01-02.pdf';
  for (const [to, fileId = ''] of [
    ['joint@exemple.fr', kept],
    ['lourd@exemple.fr', large],
    ['perdu@exemple.fr', gone],
  ])
    await queue({
      to: to ?? '',
      subject: 'Compte rendu',
      text: 'Il est joint.\n',
      attachment: { fileId, name, textWithout: 'Il n’a pas pu être joint.\n' },
    });
  await eventually(() => (server.arrived.length === 3 ? true : undefined));
  await server.close();
  const to = (address: string) => server.arrived.find(({ boxes }) => boxes.includes(address))?.mail;
  const [attached] = to('joint@exemple.fr')?.attachments ?? [];
  expect(attached?.content.toString()).toBe('%PDF-1.7 contenu');
  expect(attached?.contentType).toBe('application/pdf');
  expect(attached?.filename).toBe('Compte rendu – « été » X: y; z="w" – 2026-01-02.pdf');
  expect(to('joint@exemple.fr')?.text?.trim()).toBe('Il est joint.');
  for (const address of ['lourd@exemple.fr', 'perdu@exemple.fr']) {
    expect(to(address)?.attachments).toEqual([]);
    expect(to(address)?.text).toBe('Il n’a pas pu être joint.\n');
  }
});
