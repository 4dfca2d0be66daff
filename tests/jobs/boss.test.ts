// The queue under the jobs: one run at a time, a stop that waits, a database that may blink.
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { hashToken, newToken } from '#domain/tokens.ts';
import { enqueue, type Job, startJobs } from '#jobs/boss.ts';
import { cleaningJob } from '#jobs/cleaning.ts';
import { pool, prisma } from '#prisma/client.ts';
import { buildPerson } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { eventually } from '../rig/mailbox.ts';

useDatabase();

const put = (name: string, input: object) => prisma.$transaction((tx) => enqueue(tx, name, input));

describe('jobs', () => {
  test('run with their own input, one at a time unless they say more', async () => {
    const seen: number[] = [];
    let atOnce = 0;
    let most = 0;
    const job: Job<{ rank: number }> = {
      name: 'one-by-one',
      pollSeconds: 0.5,
      async run({ rank }) {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await setTimeout(20);
        seen.push(rank);
        atOnce -= 1;
      },
    };
    const jobs = await startJobs([job]);
    for (const rank of [1, 2, 3]) await put('one-by-one', { rank });
    await eventually(() => (seen.length === 3 ? true : undefined));
    await jobs.stop();
    expect({ seen, most }).toEqual({ seen: [1, 2, 3], most: 1 });
  });

  test('put in a queue that does not exist are a fault that undoes the transaction', async () => {
    const jobs = await startJobs([]);
    await expect(put('nowhere', {})).rejects.toThrow();
    await jobs.stop();
    await expect(put('nowhere', {})).rejects.toThrow('not started');
  });

  test('that have begun are waited for when the server stops, and are not run again', async () => {
    let begun = false;
    let ended = 0;
    const job: Job = {
      name: 'slow',
      pollSeconds: 0.5,
      async run() {
        begun = true;
        await setTimeout(800);
        ended += 1;
      },
    };
    const jobs = await startJobs([job]);
    await put('slow', {});
    await eventually(() => begun || undefined);
    await jobs.stop();
    expect(ended).toBe(1);
    const rows = await prisma.$queryRaw`select state::text from pgboss.job where name = 'slow'`;
    expect(rows).toEqual([{ state: 'completed' }]);
  });

  test('are given up with their own input once every try has failed, and not before', async () => {
    const seen: string[] = [];
    const job: Job<{ rank: number }> = {
      name: 'hopeless',
      pollSeconds: 0.5,
      retryLimit: 1,
      retryDelaySeconds: 1,
      async run({ rank }) {
        seen.push(`try ${rank}`);
        throw new Error('it never works');
      },
      async giveUp({ rank }) {
        seen.push(`give up ${rank}`);
      },
    };
    const jobs = await startJobs([job]);
    await put('hopeless', { rank: 7 });
    await eventually(() => (seen.length === 3 ? true : undefined));
    await jobs.stop();
    expect(seen).toEqual(['try 7', 'try 7', 'give up 7']);
  });

  test('go on after the database cut every connection', async () => {
    let runs = 0;
    const job: Job = {
      name: 'steady',
      pollSeconds: 0.5,
      retryDelaySeconds: 1,
      async run() {
        runs += 1;
      },
    };
    const jobs = await startJobs([job]);
    await put('steady', {});
    await eventually(() => (runs === 1 ? true : undefined));
    await pool
      .query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()')
      .catch(() => undefined);
    await eventually(() =>
      put('steady', {}).then(
        () => true as const,
        () => undefined,
      ),
    );
    await eventually(() => (runs >= 2 ? true : undefined));
    await jobs.stop();
  });

  test('of the clock are scheduled at Paris time, and unscheduled when they are no more', async () => {
    const clock: Job = { name: 'clock', cron: '30 7 * * 1-5', run: async () => undefined };
    await (await startJobs([clock])).stop();
    const scheduled = () => prisma.$queryRaw`select name, cron, timezone from pgboss.schedule`;
    expect(await scheduled()).toEqual([{ name: 'clock', cron: '30 7 * * 1-5', timezone: 'Europe/Paris' }]);
    await (await startJobs([])).stop();
    expect(await scheduled()).toEqual([]);
  });
});

describe('cleaning', () => {
  test('removes sessions and links that are over, and nothing else', async () => {
    const { id: personId } = await buildPerson();
    const make = async (expiresAt: Date) => {
      const id = hashToken(newToken());
      await prisma.session.create({ data: { id, personId, expiresAt } });
      await prisma.accountLink.create({ data: { id, personId, kind: 'RESET', expiresAt } });
      return id;
    };
    await make(new Date(Date.now() - 1000));
    const living = await make(new Date(Date.now() + 60_000));
    await cleaningJob.run({}, { id: 'test', finish: async () => undefined });
    expect(await prisma.session.findMany({ where: { personId } })).toMatchObject([{ id: living }]);
    expect(await prisma.accountLink.findMany({ where: { personId } })).toMatchObject([{ id: living }]);
  });
});
