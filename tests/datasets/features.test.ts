// The OGC door, against our own list of the requirements of OGC API – Features, part 1: Core (OGC 17-069r4; each title names
// its own), and with GDAL as a client where there is one.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { USUAL_COLLECTIONS } from '#datasets/features-query.ts';
import { withdrawDataset } from '#domain/datasets/datasets.ts';
import { countDownloads } from '#domain/datasets/downloads.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { withoutSecrets } from '#log.ts';
import { prisma } from '#prisma/client.ts';
import { buildDataset, buildVersion } from '../build/datasets.ts';
import { buildKey, buildOrganisation, buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';
import { useDataHost } from '../rig/use-data-host.ts';

useDatabase();
const outside = useOutside();
const host = useDataHost();

/** A row of squares a tenth of a degree wide, the first from 2 east, 50 north. */
const squares = (count: number): Uint8Array => {
  const features = Array.from({ length: count }, (_, rank) => {
    const [west, south] = [2 + rank / 10, 50];
    const ring = [
      [west, south],
      [west + 0.05, south],
      [west + 0.05, south + 0.05],
      [west, south + 0.05],
      [west, south],
    ];
    return {
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties: { nom: `Carré ${rank + 1}`, rang: rank + 1 },
    };
  });
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
};

interface Link {
  rel: string;
  href: string;
  type: string;
}
// What an answer holds is asserted where it matters.
// biome-ignore lint/suspicious/noExplicitAny: JSON from outside
type Json = any;

const read = async (address: string, headers: Record<string, string> = {}): Promise<Json> => {
  const answer = await host.ask(address, { headers });
  expect([address, answer.status]).toEqual([address, 200]);
  return answer.json();
};
const linkOf = (body: { links: Link[] }, rel: string) => body.links.find((one) => one.rel === rel);

let owner: PersonViewer;
let key: string;
let writingKey: string;
let open: string;
let partners: string;
beforeAll(async () => {
  outside.begin();
  owner = await buildViewer({ organisationId: (await buildOrganisation()).id });
  key = (await buildKey({ createdById: owner.personId, mode: 'READ' })).secret;
  writingKey = (await buildKey({ createdById: owner.personId, mode: 'READ_WRITE' })).secret;
  const map = { fileName: 'carres.geojson', bytes: squares(25) };
  open = (await buildDataset(owner, { ...map, title: 'Carrés ouverts', access: 'EVERYONE', periodFrom: '2025-01-01' }))
    .id;
  partners = (await buildDataset(owner, { ...map, title: 'Carrés des partenaires' })).id;
  await buildDataset(owner, { title: 'Un tableau', access: 'EVERYONE' });
});

test('a key that is bound to an address opens from there alone, in a header as in the address', async () => {
  const bound = async (ranges: string[]) => {
    const { id, secret } = await buildKey({ createdById: owner.personId, mode: 'READ' });
    await prisma.apiKey.update({ where: { id }, data: { ranges } });
    const inHeader = await host.ask('/ogc/collections', { headers: { authorization: `Bearer ${secret}` } });
    return [inHeader.status, (await host.ask(`/ogc/collections?cle=${secret}`)).status];
  };
  expect(await bound(['127.0.0.0/8', '::1/128'])).toEqual([200, 200]);
  expect(await bound(['203.0.113.0/24'])).toEqual([401, 401]);
});

describe('the requirements of the core', () => {
  test('/req/core/root-success: the landing page leads to the definition, the conformance and the collections', async () => {
    const landing = await read('/ogc');
    for (const rel of ['self', 'service-desc', 'conformance', 'data']) {
      const link = linkOf(landing, rel);
      expect((await host.ask(link?.href ?? '')).headers.get('content-type')).toContain(link?.type.split(';')[0]);
    }
    expect(await read('/ogc/')).toEqual(landing);
  });

  test('/req/core/conformance-success and /req/oas30: what is claimed, and a true OpenAPI 3.0 document', async () => {
    const { conformsTo } = await read('/ogc/conformance');
    expect(conformsTo).toEqual(['core', 'oas30', 'geojson'].map((part) => expect.stringMatching(`/1.0/conf/${part}$`)));
    const answer = await host.ask('/ogc/api');
    expect(answer.headers.get('content-type')).toBe('application/vnd.oai.openapi+json;version=3.0');
    const api: Json = await answer.json();
    expect(api.openapi).toMatch(/^3\.0\.\d$/);
    // Each reference leads somewhere, each path names its parameters, each operation is named once.
    for (const [, path = ''] of JSON.stringify(api).matchAll(/"\$ref":"#\/([^"]+)"/g))
      expect(
        path.split('/').reduce((part, name) => part?.[name], api),
        path,
      ).toBeDefined();
    const operations = Object.entries<Json>(api.paths).map(([path, { get }]) => {
      const named = get.parameters.map(
        ({ $ref }: { $ref: string }) => api.components.parameters[$ref.split('/').at(-1) ?? ''],
      );
      const inPath = named.filter((one: Json) => one.in === 'path').map((one: Json) => `{${one.name}}`);
      expect(path.match(/\{\w+\}/g) ?? []).toEqual(inPath);
      return get.operationId;
    });
    expect(new Set(operations).size).toBe(7);
  });

  test('what the definition says that may be asked is taken, everything else is not (/req/core/query-param-unknown)', async () => {
    const api: Json = await read('/ogc/api');
    for (const [path, { get }] of Object.entries<Json>(api.paths)) {
      const address = `/ogc${path.replace('{datasetId}', open).replace('{featureId}', '1')}`;
      const values: Record<string, string> = {
        cle: key,
        limit: '5',
        offset: '2',
        bbox: '1,49,4,51',
        datetime: '../2026-01-01T00:00:00Z',
        version: '1',
      };
      const asked = get.parameters
        .map(({ $ref }: { $ref: string }) => $ref.split('/').at(-1))
        .filter((name: string) => name in values);
      await read(
        `${address}?${asked.map((name: string) => `${name}=${encodeURIComponent(values[name] ?? '')}`).join('&')}`,
      );
      const unknown = await host.ask(`${address}?inconnu=1`);
      expect([address, unknown.status]).toEqual([address, 400]);
      expect(await unknown.json()).toMatchObject({
        code: 'INVALID_INPUT',
        description: expect.stringContaining('inconnu'),
      });
    }
  });

  test.each([
    'limit=0',
    'limit=-1',
    'limit=dix',
    'limit=1&limit=2',
    'offset=-1',
    'offset=1.5',
    'bbox=1,2,3',
    'bbox=1,2,3,x',
    'bbox=1,2,3,4,5',
    'bbox=1,51,4,49',
    'bbox=1e999,0,2,3',
    'bbox=',
    'datetime=hier',
    'version=0',
  ])('/req/core/query-param-invalid: « %s » is refused with a reason', async (query) => {
    const answer = await host.ask(`/ogc/collections/${open}/items?${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ code: 'INVALID_INPUT', description: expect.stringMatching(/\S/) });
  });

  test('/req/core/fc-md-success: the collections are the maps one may see, with where they lie and when', async () => {
    const publicOnes = await read('/ogc/collections');
    expect(publicOnes.collections.map(({ id }: Json) => id)).toEqual([open]);
    expect(publicOnes.collections[0]).toMatchObject({
      title: 'Carrés ouverts',
      itemType: 'feature',
      extent: {
        spatial: { bbox: [[2, 50, 4.45, 50.05]], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' },
        temporal: { interval: [['2025-01-01T00:00:00Z', null]] },
      },
    });
    const all = await read('/ogc/collections', { authorization: `Bearer ${key}` });
    expect(all.collections.map(({ id }: Json) => id)).toEqual([partners, open]);
    const single = await read(`/ogc/collections/${open}`);
    expect(single).toEqual(publicOnes.collections[0]);
    expect(linkOf(single, 'items')?.type).toBe('application/geo+json');
  });

  test('/req/core/collections-success: the list of maps is gone through by pages, each map once', async () => {
    const pages: string[][] = [];
    const back: (string | undefined)[] = [];
    for (let next: string | undefined = `/ogc/collections?cle=${key}&limit=1`; next; ) {
      const page = await read(next);
      expect(linkOf(page, 'self')?.href).toBe(new URL(next, host.url).href);
      pages.push(page.collections.map(({ id }: Json) => id));
      back.push(linkOf(page, 'prev')?.href);
      next = linkOf(page, 'next')?.href;
    }
    expect(pages).toEqual([[partners], [open]]);
    expect(back[0]).toBeUndefined();
    expect((await read(back[1] ?? '')).collections.map(({ id }: Json) => id)).toEqual([partners]);
    expect((await read('/ogc/collections?offset=9')).collections).toEqual([]);
    for (const wrong of ['limit=0', 'limit=x', 'offset=-1', 'bbox=1,2,3,4'])
      expect([wrong, (await host.ask(`/ogc/collections?${wrong}`)).status]).toEqual([wrong, 400]);
  });

  test('/req/core/fc-response: every object is met once from page to page, forwards and back', async () => {
    const first = `/ogc/collections/${open}/items?limit=10&bbox=1,49,5,51`;
    const seen: string[] = [];
    const back: (string | undefined)[] = [];
    for (let next: string | undefined = first; next; ) {
      const answer = await host.ask(next);
      expect(answer.headers.get('content-type')).toBe('application/geo+json');
      const page: Json = await answer.json();
      expect(page).toMatchObject({
        type: 'FeatureCollection',
        numberMatched: 25,
        timeStamp: expect.stringMatching(/Z$/),
      });
      expect(page.numberReturned).toBe(page.features.length);
      expect(linkOf(page, 'self')?.href).toBe(new URL(next, host.url).href.replaceAll(',', '%2C'));
      seen.push(...page.features.map(({ properties }: Json) => properties.nom));
      back.push(linkOf(page, 'prev')?.href);
      next = linkOf(page, 'next')?.href;
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, rank) => `Carré ${rank + 1}`));
    const [none, toFirst] = back;
    expect(none).toBeUndefined();
    expect((await read(toFirst ?? '')).features[0].properties.nom).toBe('Carré 1');
  });

  test('links repeat what was asked, the key too', async () => {
    const page = await read(
      `/ogc/collections/${partners}/items?cle=${key}&limit=10&bbox=1,49,5,51&datetime=2026-01-01`,
    );
    const next = new URL(linkOf(page, 'next')?.href ?? '');
    expect(next.origin).toBe(host.url);
    expect(Object.fromEntries(next.searchParams)).toEqual({
      cle: key,
      limit: '10',
      bbox: '1,49,5,51',
      datetime: '2026-01-01',
      offset: '10',
      version: '1',
    });
    const list = await read(`/ogc?cle=${key}`);
    for (const { href } of list.links) expect(new URL(href).searchParams.get('cle')).toBe(key);
  });

  test('/req/core/fc-limit and fc-bbox: no more than asked nor than 1 000, and those alone that meet the box', async () => {
    expect((await read(`/ogc/collections/${open}/items?limit=3`)).numberReturned).toBe(3);
    expect((await read(`/ogc/collections/${open}/items?limit=5000`)).numberReturned).toBe(25);
    for (const box of ['2.07,50,2.22,51', '2.07,50,0,2.22,51,100']) {
      const found = await read(`/ogc/collections/${open}/items?bbox=${box}`);
      expect(found.features.map(({ id }: Json) => id)).toEqual([2, 3]);
      expect(found.numberMatched).toBe(2);
    }
    expect(await read(`/ogc/collections/${open}/items?offset=999`)).toMatchObject({
      numberReturned: 0,
      numberMatched: 25,
    });
  });

  test('/req/core/f-success: one object by its id, with the way to its collection', async () => {
    const answer = await host.ask(`/ogc/collections/${open}/items/7`);
    expect(answer.headers.get('content-type')).toBe('application/geo+json');
    const feature: Json = await answer.json();
    expect(feature).toMatchObject({ type: 'Feature', id: 7, properties: { nom: 'Carré 7', rang: 7 } });
    expect(feature.geometry.coordinates[0][0]).toEqual([2.6, 50]);
    await read(linkOf(feature, 'collection')?.href ?? '');
    for (const id of ['0', '26', '-1', '1.5', 'x', '99999999999']) {
      const none = await host.ask(`/ogc/collections/${open}/items/${id}`);
      expect([id, none.status]).toEqual([id, 404]);
    }
  });
});

describe('a key', () => {
  const address = () => `/ogc/collections/${partners}/items/1`;
  const basic = (name: string, password: string) => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

  test('opens in a header, as a password, and in the address', async () => {
    expect((await host.ask(address())).status).toBe(404);
    await read(address(), { authorization: `Bearer ${key}` });
    await read(address(), { authorization: basic('qgis', key) });
    await read(`${address()}?cle=${key}`);
  });

  test('that is wrong is refused, with the way to give another, also for what is open to all', async () => {
    for (const wrong of [
      () => host.ask('/ogc/collections', { headers: { authorization: 'Bearer fausse' } }),
      () => host.ask('/ogc/collections', { headers: { authorization: basic('qgis', 'fausse') } }),
      () => host.ask('/ogc/collections?cle=fausse'),
      () => host.ask('/ogc/collections?cle='),
      () => host.ask('/ogc/collections?cle=a%20b'),
    ]) {
      const answer = await wrong();
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
    }
  });

  test('in an address is struck out of every line of the log', () => {
    expect(withoutSecrets(`/ogc/collections?limit=10&cle=${key}`)).not.toContain(key);
    expect(withoutSecrets('/ogc/collections?cle=courte')).not.toContain('courte');
  });

  test('that writes is not taken from an address, where it would end in logs', async () => {
    const answer = await host.ask(`/ogc/collections?cle=${writingKey}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('clé de lecture');
    await read('/ogc/collections', { authorization: `Bearer ${writingKey}` });
  });
});

test('who opens a map is counted for its producer, once and not for each page', async () => {
  const { id } = await buildDataset(owner, { fileName: 'carres.geojson', bytes: squares(5) });
  const headers = { authorization: `Bearer ${key}` };
  for (const offset of [0, 2, 4]) await read(`/ogc/collections/${id}/items?limit=2&offset=${offset}`, headers);
  await host.ask(`/ogc/collections/${id}/items`, { method: 'HEAD', headers });
  expect(await countDownloads(owner, id)).toMatchObject([{ count: 1 }]);
});

test('pages go on in the version they began in; a map taken back, or become a table, is gone', async () => {
  const { id } = await buildDataset(owner, { fileName: 'a.geojson', bytes: squares(12), access: 'EVERYONE' });
  const page = await read(`/ogc/collections/${id}/items?limit=10`);
  await buildVersion(owner, id, { fileName: 'b.geojson', bytes: squares(3) });
  expect((await read(linkOf(page, 'next')?.href ?? '')).features).toHaveLength(2);
  expect((await read(`/ogc/collections/${id}/items`)).numberMatched).toBe(3);
  await buildVersion(owner, id, {});
  const idsSeen = async () => (await read('/ogc/collections')).collections.map((one: Json) => one.id);
  expect(await idsSeen()).not.toContain(id);
  expect((await host.ask(`/ogc/collections/${id}/items`)).status).toBe(404);
  await buildVersion(owner, id, { fileName: 'c.geojson', bytes: squares(4) });
  expect(await idsSeen()).toContain(id);
  await withdrawDataset(owner, id);
  expect(await idsSeen()).not.toContain(id);
  for (const path of ['', '/items', '/items/1', '/items?version=1'])
    expect((await host.ask(`/ogc/collections/${id}${path}`)).status).toBe(404);
});

const OGRINFO = '/usr/bin/ogrinfo';
const communes = join(import.meta.dirname, '../../../shared/data/gis/communes-62.geojson');
const whyNoGdal = !existsSync(OGRINFO)
  ? 'there is no gdal-bin'
  : !existsSync(communes)
    ? 'the communes are not there'
    : null;

describe.skipIf(whyNoGdal)(`GDAL as a client${whyNoGdal ? `, skipped: ${whyNoGdal}` : ''}`, () => {
  const run = promisify(execFile);
  const gdal = async (program: string, words: string[], headers: Record<string, string> = {}) => {
    const said = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const env = { ...process.env, ...(said.length > 0 ? { GDAL_HTTP_HEADERS: said.join('\r\n') } : {}) };
    return (await run(program, words, { env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  };
  const source = (query = '') => `OAPIF:${host.url}/ogc${query}`;
  let id: string;
  beforeAll(async () => {
    outside.begin();
    ({ id } = await buildDataset(owner, {
      fileName: 'communes.geojson',
      bytes: readFileSync(communes),
      title: 'Communes du Pas-de-Calais',
    }));
  });

  test('lists the collections, those of a key with the key', async () => {
    const publicOnes = await gdal(OGRINFO, [source()]);
    expect(publicOnes).toContain(open);
    expect(publicOnes).not.toContain(id);
    expect(await gdal(OGRINFO, [source()], { Authorization: `Bearer ${key}` })).toContain(id);
    expect(await gdal(OGRINFO, [source(`?cle=${key}`)])).toContain(id);
  });

  test('reads 891 communes page by page, with a key in the header and in the address', async () => {
    const headers = { Authorization: `Bearer ${key}` };
    const counted = await gdal(OGRINFO, ['-so', source(), id], headers);
    expect(counted).toContain('Feature Count: 891');
    expect(counted).toContain('WGS 84');
    for (const [from, said] of [[source(), headers] as const, [source(`?cle=${key}`), {}] as const]) {
      const words = ['-f', 'GeoJSON', '-oo', 'PAGE_SIZE=100', '/vsistdout/', from, id];
      const written: Json = JSON.parse(await gdal('/usr/bin/ogr2ogr', words, said));
      const before: Json = JSON.parse(readFileSync(communes, 'utf8'));
      expect(written.features).toHaveLength(891);
      const names = ({ features }: Json) => features.map(({ properties }: Json) => properties.nom).sort();
      expect(names(written)).toEqual(names(before));
    }
  });

  test('asks for a box, and is given what lies there', async () => {
    const words = ['-f', 'GeoJSON', '-spat', '2.7', '50.4', '2.9', '50.5', '/vsistdout/', source(`?cle=${key}`), id];
    const { features }: Json = JSON.parse(await gdal('/usr/bin/ogr2ogr', words));
    const names = features.map(({ properties }: Json) => properties.nom);
    expect(names).toContain('Lens');
    expect(names).not.toContain('Calais');
    expect(features.length).toBeLessThan(100);
  });

  test('finds a collection that is on the second page of their list', async () => {
    const like = await prisma.dataset.findUniqueOrThrow({ where: { id: open } });
    const held = await prisma.datasetVersion.findFirstOrThrow({ where: { datasetId: open } });
    const ids = Array.from({ length: USUAL_COLLECTIONS }, () => randomUUID());
    await prisma.dataset.createMany({ data: ids.map((own, rank) => ({ ...like, id: own, title: `A ${rank}` })) });
    await prisma.datasetVersion.createMany({
      data: ids.map((datasetId) => ({
        ...held,
        id: randomUUID(),
        datasetId,
        summary: held.summary ?? {},
        reading: undefined,
        comparison: undefined,
      })),
    });
    const first = await read(`/ogc/collections?cle=${key}`);
    expect(first.collections.map((one: Json) => one.id)).not.toContain(partners);
    expect(await gdal(OGRINFO, ['-so', source(`?cle=${key}`), partners])).toContain('Feature Count: 25');
  });
});
