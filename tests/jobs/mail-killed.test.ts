// A server that is killed (-9) while it sends mail: each mail arrives, soon after the next start, and only one that its
// server had not yet answered for arrives twice, under one Message-ID.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { copyEmbedded } from '../rig/embedded.ts';
import { type Arrived, eventually, openSmtpServer } from '../rig/mailbox.ts';
import { createOnPostgresql, whyNoPostgresql } from '../rig/postgresql.ts';

const cleanings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanings.splice(0).reverse()) await clean();
});

const whyNot = await whyNoPostgresql();

async function place(kind: string): Promise<Record<string, string>> {
  const folder = kind === 'PGlite' ? await copyEmbedded() : await mkdtemp(join(tmpdir(), 'i62-mail-'));
  cleanings.push(() => rm(folder, { recursive: true, force: true }));
  if (kind === 'PGlite') return { DATA_DIR: folder, DATABASE_URL: '' };
  const { url, drop } = await createOnPostgresql();
  cleanings.push(drop);
  return { DATA_DIR: folder, DATABASE_URL: url };
}

async function start(env: Record<string, string>): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'mail-process.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env },
  });
  cleanings.push(async () => child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

const boxOf = ({ boxes }: Arrived) => boxes[0] ?? '';

describe.each(['PGlite', whyNot ? `PostgreSQL, skipped: ${whyNot}` : 'PostgreSQL'])('on %s', (kind) => {
  test.skipIf(kind !== 'PGlite' && whyNot)(
    'no mail is lost, or sent again once its server had answered',
    async () => {
      const ROUNDS = 2;
      /** Sent and not answered: the server has the mail, and whoever sends it does not know. */
      const unanswered = new Set<string>();
      let answers = 4;
      const interrupt = async ({ to }: Arrived['mail']) => {
        if (answers > 0) {
          answers -= 1;
          return false;
        }
        unanswered.add([to ?? []].flat()[0]?.text ?? '');
        return new Promise<boolean>(() => undefined);
      };
      const server = await openSmtpServer(undefined, { interrupt });
      const { arrived, url } = server;
      const env = { ...(await place(kind)), SMTP_URL: url, SESSION_SECRET: 'un secret d’essai assez long pour servir' };
      const addresses: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const child = await start(env);
        const added = Array.from({ length: 8 }, (_, index) => `boite-${round}-${index}@exemple.fr`);
        addresses.push(...added);
        child.send(added);
        await once(child, 'message');
        // Both at once are under way, and neither is answered.
        await eventually(() => (unanswered.size >= 2 * (round + 1) ? true : undefined));
        await kill(child);
        answers = 4;
      }
      answers = Number.POSITIVE_INFINITY;
      const last = await start(env);
      await eventually(
        () =>
          addresses.every((to) => arrived.filter((one) => boxOf(one) === to).length > (unanswered.has(to) ? 1 : 0)) ||
          undefined,
      );
      for (const to of addresses) {
        const copies = arrived.filter((one) => boxOf(one) === to);
        expect(new Set(copies.map(({ mail }) => mail.messageId)).size).toBe(1);
        if (!unanswered.has(to)) expect(copies, `${to} was answered for`).toHaveLength(1);
      }
      expect(arrived.length - addresses.length).toBeLessThanOrEqual(2 * ROUNDS);
      await kill(last);
      // Three processes are started, each with its database.
    },
    240_000,
  );
});
