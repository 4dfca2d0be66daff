// A real way out for mail in tests: the queue on the test's database, SMTP to a server of our own, what arrived parsed.
// `useMailbox()` after `useDatabase()` at the top of a file; it hands the domain its outside.
import { setTimeout } from 'node:timers/promises';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { handIn } from '#domain/outside.ts';
import { type RunningJobs, startJobs } from '#jobs/boss.ts';
import { mailJob, queuedMail } from '#jobs/mail.ts';
import { smtpMailer } from '#outside/mail.ts';
import { prisma } from '#prisma/client.ts';
import { keptFiles, storedTexts } from './outside.ts';

/** A mail as it arrived: the envelope's boxes and the message. */
export interface Arrived {
  /** Where it comes back to. */
  from: string;
  boxes: string[];
  mail: ParsedMail;
  /** What its sender asked of the server beyond plain SMTP: SMTPUTF8 for letters with accents before the @. */
  extensions: string[];
}

/**
 * An SMTP server that keeps what arrives, on a free port unless one is given; `refuse` makes it refuse a box with a code,
 * `interrupt` fail once it has received a mail whole, or keep whoever sends it waiting.
 */
export async function openSmtpServer(
  refuse: (box: string) => number | null = () => null,
  {
    port: wanted = 0,
    interrupt = () => false,
  }: { port?: number; interrupt?: (mail: ParsedMail) => boolean | Promise<boolean> } = {},
) {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, accept) {
      const responseCode = refuse(address);
      accept(responseCode === null ? null : Object.assign(new Error('refused'), { responseCode }));
    },
    onData(stream, session, done) {
      simpleParser(stream).then(async (mail) => {
        const { mailFrom, rcptTo } = session.envelope;
        const asked = mailFrom ? Object.keys(mailFrom.args || {}) : [];
        const extensions = asked.filter((extension) => extension === 'SMTPUTF8');
        const boxes = rcptTo.map(({ address }) => address);
        arrived.push({ mail, extensions, from: mailFrom ? mailFrom.address : '', boxes });
        done((await interrupt(mail)) ? Object.assign(new Error('try again'), { responseCode: 451 }) : null);
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return {
    arrived,
    port,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

const LONGEST_WAIT_MS = 30_000;

/** Waits until `find` gives something. */
export async function eventually<Found>(find: () => Found | undefined | Promise<Found | undefined>): Promise<Found> {
  const until = Date.now() + LONGEST_WAIT_MS;
  while (Date.now() < until) {
    const found = await find();
    if (found !== undefined) return found;
    await setTimeout(50);
  }
  throw new Error('What the test waits for did not happen.');
}

/** What reached the outside since the running test began. */
export interface Mailbox {
  /** The next mail to this address, taken out of the box. */
  next(address: string): Promise<ParsedMail>;
  /** How many mails the verbs have queued, sent or not, since the test began. */
  queued(): Promise<number>;
  endedSessions: string[];
  changedRights: { documentId?: string; personId?: string; organisationId?: string }[];
}

/** The path in the only link of a mail, or the token alone. */
export function linkIn(mail: ParsedMail): { path: string; token: string } {
  const [, path = '', token = ''] = /https?:\/\/[^/\s]+(\/lien\/(\S+))/.exec(mail.text ?? '') ?? [];
  if (!token) throw new Error('The mail holds no link.');
  return { path, token };
}

const countQueued = async () => {
  const [row] = await prisma.$queryRaw<{ count: bigint }[]>`
    select (select count(*) from pgboss.job where name = 'mail')
      + (select count(*) from pgboss.archive where name = 'mail') as count`;
  return Number(row?.count ?? 0);
};

/** Gives the running test file a mailbox, and the domain its outside. */
export function useMailbox(): Mailbox {
  let server: Awaited<ReturnType<typeof openSmtpServer>> | undefined;
  let jobs: RunningJobs | undefined;
  let before = 0;
  const mailbox: Mailbox = {
    async next(address) {
      return eventually(() => {
        const index = server?.arrived.findIndex(({ boxes }) => boxes.includes(address)) ?? -1;
        return index < 0 ? undefined : server?.arrived.splice(index, 1)[0]?.mail;
      });
    },
    queued: async () => (await countQueued()) - before,
    endedSessions: [],
    changedRights: [],
  };
  beforeAll(async () => {
    server = await openSmtpServer();
    const sender = smtpMailer(server.url, { from: 'Ingénierie 62 <test@exemple.fr>', host: 'exemple.fr' });
    jobs = await startJobs([{ ...mailJob(sender), pollSeconds: 0.5 }]);
    handIn({
      live: storedTexts,
      mail: queuedMail,
      files: keptFiles(),
      announcements: {
        changed: () => undefined,
        rightsChanged: (whose) => mailbox.changedRights.push(whose),
        sessionsEnded: (ids) => mailbox.endedSessions.push(...ids),
      },
    });
  });
  beforeEach(async () => {
    before = await countQueued();
    mailbox.endedSessions.length = 0;
    mailbox.changedRights.length = 0;
  });
  afterAll(async () => {
    await jobs?.stop();
    await server?.close();
  });
  return mailbox;
}
