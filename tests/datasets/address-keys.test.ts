// A key that an address bears and that opens one dataset: what it opens, for whom, until when, and that nothing of it is kept.
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { listDatasetKeys, makeDatasetKey, revokeDatasetKey } from '#domain/datasets/address-keys.ts';
import { changeDataset, withdrawDataset } from '#domain/datasets/datasets.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { withoutSecrets } from '#log.ts';
import { prisma } from '#prisma/client.ts';
import { buildDataset } from '../build/datasets.ts';
import { buildOrganisation, buildPerson, signIn } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';
import { useDataHost } from '../rig/use-data-host.ts';

useDatabase();
const outside = useOutside();
const host = useDataHost();

const map = Buffer.from(
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', geometry: { type: 'Point', coordinates: [2.8, 50.4] }, properties: { nom: 'Fosse de Lens' } },
    ],
  }),
);

let owner: PersonViewer;
let agent: PersonViewer;
let stranger: PersonViewer;
let unitId: string;
beforeAll(async () => {
  outside.begin();
  const elsewhere = (await buildOrganisation()).id;
  const unit = await prisma.unit.create({
    data: { organisationId: elsewhere, name: 'MDADT Artois', shortName: 'MDADT' },
  });
  unitId = unit.id;
  owner = await signIn(await buildPerson({ organisationId: (await buildOrganisation()).id }));
  agent = await signIn(await buildPerson({ organisationId: elsewhere, unitId }));
  stranger = await signIn(await buildPerson({ organisationId: elsewhere }));
});

/** A map that is open to the agent's service, not to the rest of their organisation. */
const build = async () =>
  (await buildDataset(owner, { fileName: 'lens.geojson', bytes: map, access: 'CHOSEN', unitIds: [unitId] })).id;

const make = (viewer: PersonViewer, datasetId: string) => makeDatasetKey(viewer, { datasetId, name: 'Projet QGIS' });

const addressesOf = (id: string) => [
  `/ogc/collections/${id}`,
  `/ogc/collections/${id}/items`,
  `/donnees/${id}/fichier`,
  `/donnees/${id}/selection.csv`,
  `/donnees/${id}/versions/1/fichier`,
  `/donnees/${id}/versions/1/selection.xlsx`,
];

const statusesOf = async (id: string, key: string) => {
  const statuses: number[] = [];
  for (const address of addressesOf(id)) statuses.push((await host.ask(`${address}?cle=${key}`)).status);
  return [...new Set(statuses)];
};

describe('a key in an address', () => {
  test('opens its dataset, as who made it may, and no other, not even what is open to all', async () => {
    const [id, other] = [await build(), await build()];
    const everyones = (await buildDataset(owner, { fileName: 'a.geojson', bytes: map, access: 'EVERYONE' })).id;
    const { secret } = await make(agent, id);
    expect(await statusesOf(id, secret)).toEqual([200]);
    expect(await statusesOf(other, secret)).toEqual([404]);
    expect(await statusesOf(everyones, secret)).toEqual([404]);
    const listed = await host.ask(`/ogc/collections?cle=${secret}`);
    const { collections, links } = (await listed.json()) as {
      collections: { id: string; links: { href: string }[] }[];
      links: { href: string }[];
    };
    expect(collections.map((one) => one.id)).toEqual([id]);
    // Whoever follows links needs it in each that leads to data.
    for (const { href } of [...links, ...(collections[0]?.links ?? [])])
      if (href.includes('/ogc')) expect(new URL(href).searchParams.get('cle')).toBe(secret);
    // The table as a spreadsheet asks for it: the latest version, at an address that stays.
    const sheet = await host.ask(`/donnees/${id}/selection.csv?cle=${secret}`);
    expect(await sheet.text()).toContain('Fosse de Lens');
    expect(sheet.headers.get('cache-control')).toBe('no-store');
  });

  test('opens in a header and as a password too, at the doors of data alone, and writes nothing', async () => {
    const id = await build();
    const { secret } = await make(agent, id);
    const bearer = { authorization: `Bearer ${secret}` };
    const basic = { authorization: `Basic ${Buffer.from(`qgis:${secret}`).toString('base64')}` };
    for (const headers of [bearer, basic])
      expect((await host.ask(`/donnees/${id}/fichier`, { headers })).status).toBe(200);
    const asked = await host.ask('/graphql', {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'application/json' },
      body: '{"query":"{ viewer { name } }"}',
    });
    expect(asked.status).toBe(401);
    expect((await host.ask('/api/export', { headers: bearer })).status).toBe(401);
  });

  test('opens nothing once it is revoked, ended, or its maker is gone or may no longer see the data', async () => {
    const [revoked, ended, lost, withdrawn] = [await build(), await build(), await build(), await build()];
    const keyOf = async (id: string) => (await make(agent, id)).secret;
    const first = await make(agent, revoked);
    await revokeDatasetKey(agent, { datasetKeyId: first.datasetKey.id });
    expect(await statusesOf(revoked, first.secret)).toEqual([401]);

    const second = await keyOf(ended);
    vi.setSystemTime(new Date(Date.now() + 370 * 24 * 3_600_000));
    expect(await statusesOf(ended, second)).toEqual([401]);
    vi.useRealTimers();

    const third = await keyOf(lost);
    await prisma.datasetGrant.deleteMany({ where: { datasetId: lost } });
    expect(await statusesOf(lost, third)).toEqual([404]);

    const fourth = await keyOf(withdrawn);
    await withdrawDataset(owner, withdrawn);
    expect(await statusesOf(withdrawn, fourth)).toEqual([404]);

    const leaver = await signIn(await buildPerson({ organisationId: owner.organisationId }));
    const id = await build();
    const { secret } = await make(leaver, id);
    expect(await statusesOf(id, secret)).toEqual([200]);
    await prisma.person.update({ where: { id: leaver.personId }, data: { deactivatedAt: new Date() } });
    expect(await statusesOf(id, secret)).toEqual([401]);
  });

  test('is kept nowhere in clear: not in its row, not in the history, not in a line of the log', async () => {
    const id = await build();
    const { secret } = await make(agent, id);
    const rows = [
      await prisma.datasetKey.findMany({ where: { datasetId: id } }),
      await prisma.change.findMany({ where: { subjectId: id } }),
    ];
    const kept = JSON.stringify(rows, (_name, value) => (typeof value === 'bigint' ? String(value) : value));
    expect(kept).toContain('datasetKey.created');
    expect(kept).not.toContain(secret);
    expect(withoutSecrets(`GET /donnees/${id}/fichier?cle=${secret}`)).not.toContain(secret.slice(8));
    expect(withoutSecrets(secret)).not.toContain(secret.slice(8));
  });
});

describe('who makes and revokes keys', () => {
  test('whoever sees the data makes one, with a word for what it is for; who does not see them is told of nothing', async () => {
    const id = await build();
    await expect(make(stranger, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(makeDatasetKey(agent, { datasetId: id, name: ' ' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const { datasetKey } = await make(agent, id);
    expect(datasetKey).not.toHaveProperty('hash');
    const days = (datasetKey.expiresAt.getTime() - Date.now()) / (24 * 3_600_000);
    expect(Math.round(days)).toBeGreaterThanOrEqual(364);
    expect(Math.round(days)).toBeLessThanOrEqual(366);
    await expect(listDatasetKeys(stranger, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('each sees their own; who keeps the data up sees and revokes everybody’s, others nobody’s', async () => {
    const id = await build();
    const colleague = await signIn(await buildPerson({ organisationId: agent.organisationId, unitId }));
    const { datasetKey: agents } = await make(agent, id);
    const { datasetKey: owners } = await make(owner, id);
    const idsOf = async (viewer: PersonViewer) => (await listDatasetKeys(viewer, id)).map((key) => key.id).sort();
    expect(await idsOf(agent)).toEqual([agents.id]);
    expect(await idsOf(colleague)).toEqual([]);
    expect(await idsOf(owner)).toEqual([agents.id, owners.id].sort());
    await expect(revokeDatasetKey(colleague, { datasetKeyId: agents.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(revokeDatasetKey(agent, { datasetKeyId: owners.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await revokeDatasetKey(owner, { datasetKeyId: agents.id })).toBe(id);
    expect(await revokeDatasetKey(owner, { datasetKeyId: agents.id })).toBe(id);
    expect(await idsOf(owner)).toEqual([owners.id]);
    const kinds = await prisma.change.findMany({ where: { subjectId: id, kind: { startsWith: 'datasetKey.' } } });
    expect(kinds.map(({ kind }) => kind).sort()).toEqual([
      'datasetKey.created',
      'datasetKey.created',
      'datasetKey.revoked',
    ]);
  });

  test('nobody holds more than twenty that live for one dataset', async () => {
    const id = await build();
    for (let count = 0; count < 20; count += 1) await make(agent, id);
    await expect(make(agent, id)).rejects.toMatchObject({ code: 'CONFLICT' });
    const [key] = await listDatasetKeys(agent, id);
    await revokeDatasetKey(agent, { datasetKeyId: key?.id });
    await make(agent, id);
  });
});

test('the words that stand for a map or an image are kept, changed and told', async () => {
  const { id } = await buildDataset(owner, { alternative: 'Seize carrés autour de Lens.' });
  const read = async () => (await prisma.dataset.findUniqueOrThrow({ where: { id } })).alternative;
  expect(await read()).toBe('Seize carrés autour de Lens.');
  const said = { datasetId: id, kind: 'DATASET', title: 'A', description: '', frequency: 'NEVER', access: 'PARTNERS' };
  const whole = { ...said, licence: 'ODBL', producerId: owner.organisationId };
  await changeDataset(owner, { ...whole, alternative: 'Dix-sept.' });
  expect(await read()).toBe('Dix-sept.');
  await expect(changeDataset(owner, { ...whole, alternative: 'x'.repeat(501) })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});
