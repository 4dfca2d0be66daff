// Maps as other systems open them: OGC API – Features, part 1: Core (OGC 17-069r4), in GeoJSON and WGS84. QGIS and GDAL are
// given an address; every link repeats what they sent, their key too, for they follow links as they are.
import express, { type Request, type Response, type Router } from 'express';
import { now } from '#domain/calendar.ts';
import { type Collection, listCollections, readCollection } from '#domain/datasets/collections.ts';
import { recordDownload } from '#domain/datasets/downloads.ts';
import { readMap, readMapText } from '#domain/datasets/table-windows.ts';
import { notFound } from '#domain/errors.ts';
import type { Viewer } from '#domain/viewers.ts';
import { env } from '#env.ts';
import { answering, askerByAddress, type ViewerOf } from './asking.ts';
import { apiDefinition } from './features-api.ts';
import { collectionsQuery, itemsQuery, plainQuery, readQuery } from './features-query.ts';

/** Where this door stands. */
const PATH = '/ogc';
const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const GEOJSON = 'application/geo+json';
const OPENAPI = 'application/vnd.oai.openapi+json;version=3.0';

const conformance = ['core', 'oas30', 'geojson'].map(
  (part) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${part}`,
);

const queryOf = ({ originalUrl }: Request) => new URL(originalUrl, env.PUBLIC_URL).searchParams;

/** An address of this door, with the key that came in one. */
function addressOf(path: string, key: string | null | undefined, query = new URLSearchParams()): string {
  if (key) query.set('cle', key);
  return `${env.PUBLIC_URL}${PATH}${path}${query.size > 0 ? `?${query}` : ''}`;
}

const link = (rel: string, href: string, title: string, type = 'application/json') => ({ rel, href, type, title });

const landing = (key?: string) => ({
  title: 'Ingénierie 62 : données cartographiques partagées',
  description: 'Les jeux de données cartographiques que vous pouvez voir, au format GeoJSON.',
  links: [
    link('self', addressOf('', key), 'Cette page'),
    link('service-desc', addressOf('/api', key), 'La définition de l’API', OPENAPI),
    link('conformance', addressOf('/conformance', key), 'Les exigences suivies'),
    link('data', addressOf('/collections', key), 'Les collections'),
  ],
});

const beginning = (day: string | null) => day && `${day}T00:00:00Z`;
const ending = (day: string | null) => day && `${day}T23:59:59Z`;

function described({ id, title, description, periodFrom, periodTo, geometry }: Collection, key?: string) {
  const path = `/collections/${id}`;
  const interval = [[beginning(periodFrom), ending(periodTo)]];
  return {
    id,
    title,
    description,
    extent: {
      spatial: { bbox: [geometry.bbox], crs: CRS84 },
      ...(periodFrom || periodTo ? { temporal: { interval } } : {}),
    },
    itemType: 'feature',
    crs: [CRS84],
    links: [
      link('self', addressOf(path, key), 'Cette collection'),
      link('items', addressOf(`${path}/items`, key), 'Les objets', GEOJSON),
      link('alternate', `${env.PUBLIC_URL}/donnees/${id}`, 'La page de ces données', 'text/html'),
    ],
  };
}

/** A page of the maps. Those that are deposited or taken back meanwhile move the pages: clients that list read in one go. */
async function collections(viewer: Viewer | null, request: Request) {
  const query = queryOf(request);
  const { cle, limit, offset } = readQuery(collectionsQuery, query);
  const { found, isMore } = await listCollections(viewer, { limit, offset });
  const at = (from: number) => {
    const moved = new URLSearchParams(query);
    moved.set('offset', String(from));
    return addressOf('/collections', cle, moved);
  };
  return {
    links: [
      link('self', addressOf('/collections', cle, new URLSearchParams(query)), 'Cette page de la liste'),
      ...(isMore ? [link('next', at(offset + limit), 'La suite')] : []),
      ...(offset > 0 ? [link('prev', at(Math.max(0, offset - limit)), 'Ce qui précède')] : []),
    ],
    collections: found.map((collection) => described(collection, cle)),
  };
}

/** A page of objects. The pages that follow are of the same version, whatever is deposited meanwhile. */
async function items(viewer: Viewer | null, datasetId: string, request: Request) {
  const query = queryOf(request);
  const { cle, limit, offset, bbox, version } = readQuery(itemsQuery, query);
  const collection = await readCollection(viewer, datasetId, version ?? null);
  const asked = { datasetId, number: collection.number };
  const window = { bbox: bbox ?? null, limit, offset, zoom: null };
  const { matched, returned, features } = await readMapText(viewer, asked, window);
  if (offset === 0 && request.method === 'GET') await recordDownload(viewer, asked, 'FEATURES');
  const path = `/collections/${datasetId}/items`;
  const at = (from: number) => {
    const moved = new URLSearchParams(query);
    moved.set('version', String(collection.number));
    moved.set('offset', String(from));
    return addressOf(path, cle, moved);
  };
  const following = offset + returned;
  const head = {
    type: 'FeatureCollection',
    timeStamp: now().toISOString(),
    numberMatched: matched,
    numberReturned: returned,
    links: [
      link('self', addressOf(path, cle, new URLSearchParams(query)), 'Cette page', GEOJSON),
      ...(returned > 0 && following < matched ? [link('next', at(following), 'La suite', GEOJSON)] : []),
      ...(offset > 0 ? [link('prev', at(Math.max(0, offset - limit)), 'Ce qui précède', GEOJSON)] : []),
      link('collection', addressOf(`/collections/${datasetId}`, cle), collection.title),
    ],
  };
  // The objects are handed on as the text that they were kept as: nothing is parsed to be written again, nor copied.
  return [`${JSON.stringify(head).slice(0, -1)},"features":`, features, '}'];
}

async function item(viewer: Viewer | null, { datasetId = '', featureId = '' }: Request['params'], key?: string) {
  const { number, title } = await readCollection(viewer, datasetId);
  const id = /^[1-9]\d{0,9}$/.test(featureId) ? Number(featureId) : 0;
  const window = { bbox: null, limit: 1, offset: 0, zoom: null, ids: [id] };
  const [feature] = (await readMap(viewer, { datasetId, number }, window)).features;
  if (!feature) throw notFound();
  const path = `/collections/${datasetId}`;
  const links = [
    link('self', addressOf(`${path}/items/${id}`, key), 'Cet objet', GEOJSON),
    link('collection', addressOf(path, key), title),
  ];
  return { ...feature, links };
}

/** The handlers. */
export function createFeatures(viewerOf: ViewerOf): Router {
  const router = express.Router({ caseSensitive: true });
  type Answer = (viewer: Viewer | null, request: Request, key: string | undefined) => Promise<unknown> | unknown;
  /** A value, or the parts of a text that is one already. */
  const send = (response: Response, type: string, body: unknown) => {
    const parts = Array.isArray(body) ? (body as string[]) : [JSON.stringify(body)];
    response.setHeader('Content-Type', type);
    for (const part of parts) response.write(part);
    response.end();
  };
  const serve = (path: string, type: string, answer: Answer, schema: typeof plainQuery | null = plainQuery) =>
    router.get(
      `${PATH}${path}`,
      answering(async (request, response) => {
        const query = queryOf(request);
        const viewer = await askerByAddress(viewerOf, request);
        if (schema) readQuery(schema, query);
        send(response, type, await answer(viewer, request, query.get('cle') ?? undefined));
      }),
    );
  const json = 'application/json';
  serve('', json, (_viewer, _request, key) => landing(key));
  serve('/conformance', json, () => ({ conformsTo: conformance }));
  serve('/api', OPENAPI, () => apiDefinition(`${env.PUBLIC_URL}${PATH}`));
  serve('/collections', json, collections, null);
  serve('/collections/:datasetId', json, async (viewer, { params: { datasetId = '' } }, key) =>
    described(await readCollection(viewer, datasetId), key),
  );
  serve(
    '/collections/:datasetId/items',
    GEOJSON,
    (viewer, request) => items(viewer, request.params.datasetId ?? '', request),
    null,
  );
  serve('/collections/:datasetId/items/:featureId', GEOJSON, (viewer, { params }, key) => item(viewer, params, key));
  return router;
}
