// Who is answered what at every address that gives data, by the routers' own lists of them: a new address that is not named here
// fails.
import type { Router } from 'express';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCatalogue } from '#datasets/catalogue.ts';
import { createDownloads } from '#datasets/downloads.ts';
import { createFeatures } from '#datasets/features.ts';
import { note } from '#demonstration/shared-files.ts';
import { withdrawDataset } from '#domain/datasets/datasets.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { datasetAccesses } from '#domain/vocabulary.ts';
import { prisma } from '#prisma/client.ts';
import { cookieName } from '../../session-cookie.ts';
import { buildDataset } from '../build/datasets.ts';
import { buildKey, buildOrganisation, buildPerson, buildSession, signIn } from '../build/organisations.ts';
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
      { type: 'Feature', geometry: { type: 'Point', coordinates: [2.8, 50.4] }, properties: { nom: 'Secret de Lens' } },
    ],
  }),
);

type Access = (typeof datasetAccesses)[number];
const askers = [
  'public',
  'stranger',
  'granted service',
  'its organisation',
  'owner',
  'key',
  'strange key',
  'wrong key',
] as const;
type Asker = (typeof askers)[number];

/** To whom each access is open; a key speaks for its organisation. */
const open: Record<Access, readonly Asker[]> = {
  EVERYONE: ['public', 'stranger', 'granted service', 'its organisation', 'owner', 'key', 'strange key'],
  PARTNERS: ['stranger', 'granted service', 'its organisation', 'owner', 'key', 'strange key'],
  CHOSEN: ['granted service', 'its organisation', 'owner', 'key'],
  MINE: ['owner'],
};

const headers = {} as Record<Asker, Record<string, string>>;
const ids = {} as Record<Access | 'withdrawn', string>;
let owner: PersonViewer;

const session = async ({ id }: { id: string }) => ({ cookie: `${cookieName}=${await buildSession(id)}` });
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

beforeAll(async () => {
  outside.begin();
  const organisationId = (await buildOrganisation()).id;
  const elsewhere = (await buildOrganisation()).id;
  const unit = await prisma.unit.create({
    data: { organisationId: elsewhere, name: 'MDADT Artois', shortName: 'MDADT' },
  });
  const [person, colleague, stranger, agent] = [
    await buildPerson({ organisationId }),
    await buildPerson({ organisationId }),
    await buildPerson({ organisationId: elsewhere }),
    await buildPerson({ organisationId: elsewhere, unitId: unit.id }),
  ];
  Object.assign(headers, {
    public: {},
    stranger: await session(stranger),
    'granted service': await session(agent),
    'its organisation': await session(colleague),
    owner: await session(person),
    key: bearer((await buildKey({ createdById: person.id, mode: 'READ' })).secret),
    'strange key': bearer((await buildKey({ createdById: stranger.id, mode: 'READ' })).secret),
    'wrong key': bearer('fausse'),
  });
  owner = await signIn(person);
  const build = async (access: Access, title: string) =>
    (
      await buildDataset(owner, {
        fileName: 'lens.geojson',
        bytes: map,
        title,
        access,
        ...(access === 'CHOSEN' ? { unitIds: [unit.id] } : {}),
      })
    ).id;
  for (const access of datasetAccesses) ids[access] = await build(access, `Données ${access}`);
  ids.withdrawn = await build('EVERYONE', 'Données retirées');
  await withdrawDataset(owner, ids.withdrawn);
});

interface Layer {
  route?: { path: string | string[]; methods: Record<string, boolean> };
}

/** Every address of these routers, in the words of the routers. */
const nobody = async () => null;
const paths = [createDownloads(nobody), createFeatures(nobody), createCatalogue()].flatMap((router: Router) =>
  (router.stack as unknown as Layer[]).flatMap(({ route }) => {
    // Nothing is written at these addresses.
    expect(Object.keys(route?.methods ?? {})).toEqual(['get']);
    return route ? [route.path].flat() : [];
  }),
);

const parameters: Record<string, string[]> = {
  ':number': ['1'],
  ':featureId': ['1'],
  ':page': ['1'],
  ':form(csv|xlsx|geojson)': ['csv', 'xlsx', 'geojson'],
  ':form(jsonld|rdf)': ['jsonld', 'rdf'],
};

/** An address with every value of its parameters, for a dataset. */
function addressesOf(path: string, id: string): string[] {
  const named = path.replace(/:id\b|:datasetId\b/, id);
  const [wanted, values] = Object.entries(parameters).find(([name]) => named.includes(name)) ?? [];
  if (!wanted || !values) return [named.replace(/\/colonne$/, '/colonne?colonne=nom')];
  return values.flatMap((value) => addressesOf(named.replace(wanted, value), id));
}

const isOfOne = (path: string) => /:id\b|:datasetId\b/.test(path);
const ofOne = paths.filter(isOfOne);
const ofAll = paths.filter((path) => !isOfOne(path));

test('the addresses are those that are judged here', () => {
  expect(ofOne).toHaveLength(11);
  expect(ofAll).toEqual(['/ogc', '/ogc/conformance', '/ogc/api', '/ogc/collections', '/catalogue.:form(jsonld|rdf)']);
  for (const path of paths) for (const address of addressesOf(path, 'x')) expect(address).not.toContain(':');
});

const ask = async (asker: Asker, address: string) => {
  const answer = await host.ask(address, { headers: headers[asker] });
  return { status: answer.status, words: await answer.text() };
};

describe.each(ofOne)('%s', (path) => {
  test.each(askers)('%s', async (asker) => {
    const found: Record<string, number[]> = {};
    const due: Record<string, number[]> = {};
    for (const access of [...datasetAccesses, 'withdrawn'] as const) {
      const isOpen = access !== 'withdrawn' && open[access].includes(asker);
      const answers = [];
      for (const address of addressesOf(path, ids[access])) answers.push(await ask(asker, address));
      found[access] = answers.map(({ status }) => status);
      // A map has no pages to anybody; those of a PDF are asked for below.
      const isThere = isOpen && !path.endsWith('/pages/:page');
      due[access] = answers.map(() => (asker === 'wrong key' ? 401 : isThere ? 200 : 404));
      // A refusal tells nothing of what is there.
      if (!isOpen) for (const { words } of answers) expect(words).not.toMatch(/Secret|Données \w|lens\.geojson/);
    }
    expect(found).toEqual(due);
  });
});

describe.each(ofAll)('%s', (path) => {
  test.each(askers)('%s', async (asker) => {
    for (const address of addressesOf(path, '')) {
      const { status, words } = await ask(asker, address);
      // The catalogue and what says how the door works are the same for everybody: no key is looked at in a catalogue.
      const isCatalogue = address.startsWith('/catalogue.');
      expect(status).toBe(asker === 'wrong key' && !isCatalogue ? 401 : 200);
      if (address !== '/ogc/collections' && !isCatalogue) continue;
      for (const access of datasetAccesses) {
        const isOpen = isCatalogue ? access === 'EVERYONE' : open[access].includes(asker);
        expect([access, words.includes(ids[access])]).toEqual([access, isOpen]);
      }
      expect(words).not.toContain(ids.withdrawn);
    }
  });
});

test('the pages of a PDF are drawn for who may see it, each again only when it changed', async () => {
  const { id } = await buildDataset(owner, { fileName: 'note.pdf', bytes: await note(), access: 'MINE' });
  const page = `/donnees/${id}/versions/1/pages/1`;
  for (const asker of askers)
    expect([asker, (await ask(asker, page)).status]).toEqual([
      asker,
      asker === 'wrong key' ? 401 : asker === 'owner' ? 200 : 404,
    ]);
  const answer = await host.ask(page, { headers: headers.owner });
  expect(answer.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
  const tag = answer.headers.get('etag') ?? '';
  expect((await host.ask(page, { headers: { ...headers.owner, 'if-none-match': tag } })).status).toBe(304);
  for (const wrong of ['0', '99', 'x', '1.5']) expect((await ask('owner', page.replace(/1$/, wrong))).status).toBe(404);
});

test('a right that is lost is lost at once: the service, the organisation and the key', async () => {
  const address = `/ogc/collections/${ids.CHOSEN}/items`;
  expect((await ask('granted service', address)).status).toBe(200);
  await prisma.datasetGrant.deleteMany({ where: { datasetId: ids.CHOSEN } });
  expect((await ask('granted service', address)).status).toBe(404);
  expect((await ask('key', address)).status).toBe(200);
  await prisma.apiKey.updateMany({ where: { createdById: owner.personId }, data: { revokedAt: new Date() } });
  expect((await ask('key', address)).status).toBe(401);
});
