// The definition of the OGC door as programs read it (OpenAPI 3.0.3): each address, what it takes and what it answers.
// Answers to nobody in particular; features.ts serves it, tests/datasets/features.test.ts holds the door to it.
import { MOST_ITEMS, USUAL_COLLECTIONS, USUAL_ITEMS } from './features-query.ts';

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

const limitOf = (usual: number) => ({
  name: 'limit',
  in: 'query',
  style: 'form',
  explode: false,
  schema: { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: usual },
});

const parameters = {
  datasetId: { name: 'datasetId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
  featureId: { name: 'featureId', in: 'path', required: true, schema: { type: 'string' } },
  cle: {
    name: 'cle',
    in: 'query',
    description:
      'Une clé de lecture de votre organisme, ou celle d’un jeu de données, pour un outil qui ne connaît qu’une adresse.',
    schema: { type: 'string' },
  },
  limit: limitOf(USUAL_ITEMS),
  collectionsLimit: limitOf(USUAL_COLLECTIONS),
  offset: {
    name: 'offset',
    in: 'query',
    description: 'Ce qui est passé avant le premier.',
    schema: { type: 'integer', minimum: 0, default: 0 },
  },
  bbox: {
    name: 'bbox',
    in: 'query',
    description: 'Ouest, sud, est, nord en degrés (CRS84) ; six nombres avec des hauteurs, qui ne sont pas regardées.',
    style: 'form',
    explode: false,
    schema: {
      type: 'array',
      oneOf: [
        { minItems: 4, maxItems: 4 },
        { minItems: 6, maxItems: 6 },
      ],
      items: { type: 'number' },
    },
  },
  datetime: {
    name: 'datetime',
    in: 'query',
    description: 'Instant ou intervalle (RFC 3339). Ces objets n’ont pas de date : tous sont donnés.',
    style: 'form',
    explode: false,
    schema: { type: 'string' },
  },
  version: {
    name: 'version',
    in: 'query',
    description: 'Numéro de la version lue ; la dernière par défaut. Les liens de page en page gardent la même.',
    schema: { type: 'integer', minimum: 1 },
  },
};

const link = {
  type: 'object',
  required: ['href', 'rel'],
  properties: {
    href: { type: 'string' },
    rel: { type: 'string' },
    type: { type: 'string' },
    title: { type: 'string' },
  },
};
const links = { type: 'array', items: ref('schemas', 'link') };

const schemas = {
  link,
  landingPage: {
    type: 'object',
    required: ['links'],
    properties: { title: { type: 'string' }, description: { type: 'string' }, links },
  },
  confClasses: {
    type: 'object',
    required: ['conformsTo'],
    properties: { conformsTo: { type: 'array', items: { type: 'string' } } },
  },
  collection: {
    type: 'object',
    required: ['id', 'links'],
    properties: {
      id: { type: 'string' },
      title: { type: 'string' },
      description: { type: 'string' },
      extent: { type: 'object' },
      itemType: { type: 'string', default: 'feature' },
      crs: { type: 'array', items: { type: 'string' } },
      links,
    },
  },
  collections: {
    type: 'object',
    required: ['links', 'collections'],
    properties: { links, collections: { type: 'array', items: ref('schemas', 'collection') } },
  },
  feature: {
    type: 'object',
    required: ['type', 'geometry', 'properties'],
    properties: {
      type: { type: 'string', enum: ['Feature'] },
      id: { type: 'integer' },
      geometry: { type: 'object', nullable: true },
      properties: { type: 'object', nullable: true },
      links,
    },
  },
  featureCollection: {
    type: 'object',
    required: ['type', 'features'],
    properties: {
      type: { type: 'string', enum: ['FeatureCollection'] },
      timeStamp: { type: 'string', format: 'date-time' },
      numberMatched: { type: 'integer', minimum: 0 },
      numberReturned: { type: 'integer', minimum: 0 },
      links,
      features: { type: 'array', items: ref('schemas', 'feature') },
    },
  },
  exception: {
    type: 'object',
    required: ['code'],
    properties: { code: { type: 'string' }, description: { type: 'string' } },
  },
};

const refusal = (description: string) => ({
  description,
  content: { 'application/json': { schema: ref('schemas', 'exception') } },
});

const responses = {
  InvalidParameter: refusal('Un paramètre est inconnu ou faux.'),
  Unauthorized: refusal('La clé n’est pas reconnue.'),
  NotFound: refusal('Cette adresse n’existe pas, ou n’est pas ouverte à qui la demande.'),
};

function get(operationId: string, summary: string, schema: object | null, taken: (keyof typeof parameters)[] = []) {
  const type =
    schema === schemas.feature || schema === schemas.featureCollection ? 'application/geo+json' : 'application/json';
  const name = Object.entries(schemas).find(([, one]) => one === schema)?.[0];
  const content = { [type]: { schema: name ? ref('schemas', name) : { type: 'object' } } };
  return {
    get: {
      operationId,
      summary,
      parameters: [...taken, 'cle'].map((parameter) => ref('parameters', parameter)),
      responses: {
        200: { description: summary, content },
        400: ref('responses', 'InvalidParameter'),
        401: ref('responses', 'Unauthorized'),
        ...(taken.includes('datasetId') ? { 404: ref('responses', 'NotFound') } : {}),
      },
    },
  };
}

/** The document, for a door that stands at `address`. */
export const apiDefinition = (address: string) => ({
  openapi: '3.0.3',
  info: {
    title: 'Ingénierie 62 : données cartographiques partagées',
    version: '1.0.0',
    description:
      'OGC API – Features, partie 1 : Core, en GeoJSON. Sans clé, seules les données ouvertes à tous sont vues.',
  },
  servers: [{ url: address }],
  security: [{}, { bearer: [] }, { basic: [] }],
  paths: {
    '/': get('getLandingPage', 'L’entrée', schemas.landingPage),
    '/conformance': get('getConformance', 'Les exigences suivies', schemas.confClasses),
    '/api': get('getApi', 'Cette définition', null),
    '/collections': get('getCollections', 'Les jeux de données', schemas.collections, ['collectionsLimit', 'offset']),
    '/collections/{datasetId}': get('getCollection', 'Un jeu de données', schemas.collection, ['datasetId']),
    '/collections/{datasetId}/items': get('getFeatures', 'Ses objets', schemas.featureCollection, [
      'datasetId',
      'limit',
      'offset',
      'bbox',
      'datetime',
      'version',
    ]),
    '/collections/{datasetId}/items/{featureId}': get('getFeature', 'Un objet', schemas.feature, [
      'datasetId',
      'featureId',
    ]),
  },
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      basic: { type: 'http', scheme: 'basic', description: 'La clé est le mot de passe ; le nom n’est pas regardé.' },
    },
    parameters,
    schemas,
    responses,
  },
});
