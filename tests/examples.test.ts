// The programs of examples/ keep what they promise: killed anywhere, again and again, while people write, their copy ends equal to
// a fresh full read.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeBudgetLine, createBudgetLine, withdrawBudgetLine } from '#domain/budgets/budgets.ts';
import { changePayment, createPayment } from '#domain/budgets/payments.ts';
import { archiveConvention } from '#domain/conventions/conventions.ts';
import { moveConvention } from '#domain/conventions/lifecycle.ts';
import { addParticipant, removeParticipant } from '#domain/conventions/participants.ts';
import { changeDataset, withdrawDataset } from '#domain/datasets/datasets.ts';
import { approveMinutes } from '#domain/minutes/approval.ts';
import { prisma } from '#prisma/client.ts';
import { createWeb } from '../web.ts';
import { buildConvention, heading, paragraph, stepInput } from './build/conventions.ts';
import { buildDataset, buildVersion } from './build/datasets.ts';
import { buildJoint } from './build/meetings.ts';
import { buildSent } from './build/minutes.ts';
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

/** Runs a program; killed after `killAfterMs` when that is said. */
function run(name: string, mirror: string, killAfterMs?: number): Promise<number | null> {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const program = join(import.meta.dirname, '../examples', name);
  const child = spawn(process.execPath, [program, address, join(folder, 'key'), join(folder, mirror)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  let said = '';
  child.stderr?.on('data', (words) => {
    said += String(words);
  });
  return new Promise((resolve, reject) =>
    child.once('exit', (code) => (code ? reject(new Error(`${name} failed: ${said}`)) : resolve(code))),
  );
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
    await run('finances.mjs', 'copy.json', 60 + kill(260));
    kills += 1;
  }
  await writing;
  expect(await run('finances.mjs', 'copy.json')).toBe(0);
  expect(await run('finances.mjs', 'fresh.json')).toBe(0);
  expect(Object.keys(thingsOf('fresh.json')).length).toBeGreaterThan(1);
  expect(thingsOf('copy.json')).toEqual(thingsOf('fresh.json'));
});

/** All the files of a folder with their bytes, without the cursor of the index. */
function filesIn(mirror: string): Record<string, unknown> {
  const path = join(folder, mirror);
  return Object.fromEntries(
    readdirSync(path).map((file) => {
      if (file !== 'index.json') return [file, readFileSync(join(path, file)).toString('base64')];
      const { cursor, ...index } = JSON.parse(readFileSync(join(path, file), 'utf8')) as { cursor: string };
      return [file, cursor && index];
    }),
  );
}

/** Kills a program again and again while `writing` goes on, then lets it end, and another one begin from nothing. */
async function copyUnder(name: string, writing: Promise<unknown>, longestMs: number) {
  const kill = createChance(62);
  let running = true;
  const written = writing.finally(() => {
    running = false;
  });
  const copy = `${name}.copy`;
  for (let kills = 0; running || kills < 6; kills += 1) await run(name, copy, 60 + kill(longestMs));
  await written;
  expect(await run(name, copy)).toBe(0);
  expect(await run(name, `${name}.fresh`)).toBe(0);
  return { copy: filesIn(copy), fresh: filesIn(`${name}.fresh`) };
}

async function keyOf(organisationId: string): Promise<void> {
  const maker = await buildPerson({ organisationId });
  writeFileSync(join(folder, 'key'), (await buildKey({ createdById: maker.id, mode: 'READ' })).secret);
}

test('documents.mjs ends with the signed texts, the approved minutes and their PDF, as a full read has them', async () => {
  const joint = await buildJoint();
  const { id: organisationId } = await buildOrganisation();
  await keyOf(organisationId);
  const steward = await buildViewer({ organisationId: joint.department.id });
  const participants = [
    { personId: steward.personId, role: 'STEWARD' as const },
    { organisationId, role: 'READER' as const },
  ];
  const content = [heading('Objet'), paragraph('Les partenaires agissent ensemble.')];
  const build = () => buildConvention({ state: 'ADOPTED', participants, content });
  const [kept, lost, draft] = [await build(), await build(), await build()];
  const writing = (async () => {
    await addParticipant(joint.steward, { conventionId: joint.convention.id, organisationId, role: 'READER' });
    await moveConvention(steward, stepInput(lost.id, 'SIGNED'));
    const { id: meetingId } = await buildSent(joint);
    await moveConvention(steward, stepInput(kept.id, 'SIGNED'));
    await prisma.minutes.update({ where: { meetingId }, data: { observationsUntil: new Date('2025-01-01') } });
    await approveMinutes(joint.agent, { meetingId, version: 1, isWarned: true });
    const reading = await prisma.participant.findFirstOrThrow({ where: { conventionId: lost.id, organisationId } });
    await removeParticipant(steward, { participantId: reading.id });
    await buildSent(joint);
  })();
  const { copy, fresh } = await copyUnder('documents.mjs', writing, 700);
  expect(copy).toEqual(fresh);
  const { documents } = fresh['index.json'] as { documents: Record<string, { kind: string; pdf: { sha256: string } }> };
  expect(
    Object.values(documents)
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(['MINUTES', 'SIGNED_TEXT']);
  expect(Object.keys(documents)).not.toContain(draft.id);
  for (const { pdf } of Object.values(documents)) expect(fresh).toHaveProperty([`${pdf.sha256}.pdf`]);
});

/** A map of some points. */
const points = (count: number): Uint8Array => {
  const features = Array.from({ length: count }, (_, rank) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [2 + rank / 1000, 50] },
    properties: { rang: rank },
  }));
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
};

test('cartes.mjs ends with the maps that a full read has, whatever is deposited, versioned, closed and withdrawn', async () => {
  const { id: organisationId } = await buildOrganisation();
  await keyOf(organisationId);
  const owner = await buildViewer();
  const deposit = (title: string, count: number, more: object = {}) =>
    buildDataset(owner, { fileName: 'points.geojson', bytes: points(count), title, ...more });
  const said = (title: string, more: object) => ({
    kind: 'DATASET',
    title,
    description: 'Des points',
    frequency: 'YEARLY',
    licence: 'LICENCE_OUVERTE',
    producerId: owner.organisationId,
    ...more,
  });
  const large = await deposit('Grand', 2500);
  const closed = await deposit('Refermé', 5);
  const chosen = { access: 'CHOSEN', organisationIds: [owner.organisationId] };
  const opened = await deposit('Ouvert', 7, chosen);
  const writing = (async () => {
    const gone = await deposit('Retiré', 3);
    await buildVersion(owner, large.id, { fileName: 'points.geojson', bytes: points(2100) });
    await changeDataset(owner, { ...said('Refermé', chosen), datasetId: closed.id });
    await withdrawDataset(owner, gone.id);
    await changeDataset(owner, {
      ...said('Ouvert', { access: 'CHOSEN', organisationIds: [organisationId] }),
      datasetId: opened.id,
    });
    await buildDataset(owner, { title: 'Un tableau' });
  })();
  const { copy, fresh } = await copyUnder('cartes.mjs', writing, 500);
  expect(copy).toEqual(fresh);
  const { maps } = fresh['index.json'] as { maps: Record<string, { number: number; file: string }> };
  expect(Object.keys(maps).sort()).toEqual([large.id, opened.id].sort());
  expect(maps[large.id]).toMatchObject({ number: 2 });
  const { features } = JSON.parse(Buffer.from(String(fresh[maps[large.id]?.file ?? '']), 'base64').toString());
  expect(features).toHaveLength(2100);
});
