// The programs of examples/ keep what they promise: killed anywhere, again and again, while people write, their copy ends equal to
// a fresh full read.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeBudgetLine, createBudgetLine, withdrawBudgetLine } from '#domain/budgets/budgets.ts';
import { changePayment, createPayment } from '#domain/budgets/payments.ts';
import { archiveConvention } from '#domain/conventions/conventions.ts';
import { addParticipant, removeParticipant } from '#domain/conventions/participants.ts';
import { prisma } from '#prisma/client.ts';
import { createWeb } from '../web.ts';
import { buildConvention } from './build/conventions.ts';
import { buildKey, buildOrganisation, buildPerson, buildViewer } from './build/organisations.ts';
import { createChance } from './realtime/random.ts';
import { useDatabase } from './rig/database.ts';
import { miniPages } from './rig/mini-pages.ts';
import { useOutside } from './rig/outside.ts';

useDatabase();
const outside = useOutside();

let server: Server;
const folder = mkdtempSync(join(tmpdir(), 'examples-'));

beforeAll(async () => {
  outside.begin();
  const build = miniPages({ breaksWith: null, headers: {} });
  const whyNotReady = async () => null;
  server = createServer(createWeb({ build, assets: [], dev: false, whyNotReady, demonstration: () => null }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Runs the program; killed after `killAfterMs` when that is said. */
function run(mirror: string, killAfterMs?: number): Promise<number | null> {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const program = join(import.meta.dirname, '../examples/finances.mjs');
  const child = spawn(process.execPath, [program, address, join(folder, 'key'), join(folder, mirror)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve) => child.once('exit', resolve));
}

const thingsOf = (mirror: string) => JSON.parse(readFileSync(join(folder, mirror), 'utf8')).things as object;

test('finances.mjs, killed at random places under writers, ends with what a full read gives', async () => {
  const [chance, kill] = [createChance(14), createChance(62)];
  const { id: organisationId } = await buildOrganisation({ kind: 'DEPARTMENT' });
  const steward = await buildViewer({ organisationId });
  const reader = await buildOrganisation();
  const maker = await buildPerson({ organisationId: reader.id });
  writeFileSync(join(folder, 'key'), (await buildKey({ createdById: maker.id, mode: 'READ' })).secret);
  const participants = [
    { personId: steward.personId, role: 'STEWARD' as const },
    { organisationId: reader.id, role: 'READER' as const },
  ];
  const conventions = await Promise.all([1, 2, 3].map(() => buildConvention({ participants })));
  const line = (conventionId: string, title = 'Ligne') =>
    createBudgetLine(steward, {
      conventionId,
      operationCode: 'OP',
      imputation: '65',
      title,
      commitmentAuthorisation: '9000',
    });

  let lines = await Promise.all(conventions.flatMap(({ id }) => [line(id), line(id)]));
  let running = true;
  const writing = (async () => {
    for (let turn = 0; turn < 60; turn += 1) {
      const one = lines[chance(lines.length)];
      if (!one) continue;
      const what = chance(4);
      if (what === 0) lines.push(await line(one.conventionId));
      else if (what === 1) await changeBudgetLine(steward, { budgetLineId: one.id, title: `Ligne ${turn}` });
      else if (what === 2) {
        const { id: paymentId } = await createPayment(steward, { budgetLineId: one.id, kind: 'ADVANCE', amount: '10' });
        await changePayment(steward, { paymentId, amount: '20' });
      } else if (await withdrawBudgetLine(steward, { budgetLineId: one.id }).catch(() => null))
        lines = lines.filter(({ id }) => id !== one.id);
      await new Promise((resolve) => setTimeout(resolve, chance(40)));
    }
    const [first, second, third] = conventions;
    const lost = await prisma.participant.findFirstOrThrow({
      where: { conventionId: first?.id, organisationId: reader.id },
    });
    await removeParticipant(steward, { participantId: lost.id });
    await archiveConvention(steward, second?.id ?? '');
    const back = await prisma.participant.findFirstOrThrow({
      where: { conventionId: third?.id, organisationId: reader.id },
    });
    await removeParticipant(steward, { participantId: back.id });
    await addParticipant(steward, { conventionId: third?.id ?? '', organisationId: reader.id, role: 'READER' });
    // Something is left to compare, whatever was withdrawn.
    for (const title of [1, 2]) await line(third?.id ?? '', `Dernière ${title}`);
    running = false;
  })();
  let kills = 0;
  while (running || kills < 8) {
    await run('copy.json', 60 + kill(260));
    kills += 1;
  }
  await writing;
  expect(await run('copy.json')).toBe(0);
  expect(await run('fresh.json')).toBe(0);
  expect(Object.keys(thingsOf('fresh.json')).length).toBeGreaterThan(1);
  expect(thingsOf('copy.json')).toEqual(thingsOf('fresh.json'));
});
