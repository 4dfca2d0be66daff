// The queue of mail: written with the verb or not at all, sent at least once, across failures and restarts.
import { describe, expect, test } from 'vitest';
import { type RunningJobs, startJobs } from '#jobs/boss.ts';
import { mailJob, queuedMail } from '#jobs/mail.ts';
import { RefusedMail } from '#outside/mail.ts';
import { prisma } from '#prisma/client.ts';
import { bothDatabases } from '../rig/database.ts';
import { eventually } from '../rig/mailbox.ts';

const message = (to: string) => ({ to, subject: 'Objet', text: 'Texte avec un secret' });

describe.each(bothDatabases)('on $name', ({ use }) => {
  use();

  /** Jobs of a node whose mails go to `send`. */
  const node = (send: (mail: { id: string; to: string }) => Promise<void>): Promise<RunningJobs> =>
    startJobs([{ ...mailJob({ send }), pollSeconds: 0.5, retryDelaySeconds: 1 }]);

  test('a mail leaves when its transaction commits, and never when it does not', async () => {
    const sent: string[] = [];
    const jobs = await node(async ({ to }) => void sent.push(to));
    await prisma.$transaction(async (tx) => queuedMail.queue(tx, message('oui@exemple.fr')));
    const failure = prisma.$transaction(async (tx) => {
      await queuedMail.queue(tx, message('non@exemple.fr'));
      throw new Error('the verb failed');
    });
    await expect(failure).rejects.toThrow('the verb failed');
    const [row] = await prisma.$queryRaw<
      { count: bigint }[]
    >`select count(*) as count from pgboss.job where name = 'mail'`;
    expect(row?.count).toBe(1n);
    await eventually(() => (sent.length > 0 ? true : undefined));
    await jobs.stop();
    expect(sent).toEqual(['oui@exemple.fr']);
  });

  test('a mail waits sealed: neither its address nor its words are in the database', async () => {
    const jobs = await node(async () => undefined);
    await prisma.$transaction(async (tx) => queuedMail.queue(tx, message('cachee@exemple.fr')));
    const rows = await prisma.$queryRaw`select data::text as words from pgboss.job where name = 'mail'`;
    expect(JSON.stringify(rows)).toContain('sealed');
    expect(JSON.stringify(rows)).not.toMatch(/cachee|secret/);
    await jobs.stop();
  });

  test('a mail that fails is tried again, under the same id', async () => {
    const tries: string[] = [];
    const jobs = await node(async ({ id, to }) => {
      if (to !== 'encore@exemple.fr') return;
      tries.push(id);
      if (tries.length < 3) throw new Error('the server is down');
    });
    await prisma.$transaction(async (tx) => queuedMail.queue(tx, message('encore@exemple.fr')));
    await eventually(() => (tries.length === 3 ? true : undefined));
    await jobs.stop();
    expect(new Set(tries).size).toBe(1);
  });

  test('a mail refused for good is not tried again', async () => {
    let tries = 0;
    const jobs = await node(async ({ to }) => {
      if (to !== 'refusee@exemple.fr') return;
      tries += 1;
      throw new RefusedMail('no such box');
    });
    await prisma.$transaction(async (tx) => queuedMail.queue(tx, message('refusee@exemple.fr')));
    const state = await eventually(async () => {
      const [last] = await prisma.$queryRaw<{ state: string }[]>`
        select state::text from pgboss.job where name = 'mail' order by created_on desc limit 1`;
      return last && !['created', 'active'].includes(last.state) ? last.state : undefined;
    });
    await jobs.stop();
    expect({ state, tries }).toEqual({ state: 'completed', tries: 1 });
  });

  test('a mail queued before a restart leaves after it', async () => {
    const before = await node(() => Promise.reject(new Error('the server is down')));
    await prisma.$transaction(async (tx) => queuedMail.queue(tx, message('apres@exemple.fr')));
    await before.stop();
    const sent: string[] = [];
    const after = await node(async ({ to }) => void sent.push(to));
    await eventually(() => (sent.includes('apres@exemple.fr') ? true : undefined));
    await after.stop();
    expect(sent.filter((to) => to === 'apres@exemple.fr')).toHaveLength(1);
  });
});
