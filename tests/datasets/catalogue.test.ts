// The open catalogue: valid by the shapes of DCAT-AP 3.0.1, by our own checks of what they do not notice, the same in both forms,
// and harmless whatever is written in a title.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import rdfDataset from '@rdfjs/dataset';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { beforeAll, expect, test } from 'vitest';
import { withdrawDataset } from '#domain/datasets/datasets.ts';
import type { Viewer } from '#domain/viewers.ts';
import { datasetThemes, updateFrequencies } from '#domain/vocabulary.ts';
import { french, type Thing, typed, writeJsonLd, writeRdfXml } from '#formats/dcat.ts';
import { prisma } from '#prisma/client.ts';
import { buildDataset, buildVersion } from '../build/datasets.ts';
import { buildOrganisation, buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';
import { useDataHost } from '../rig/use-data-host.ts';

useDatabase();
const outside = useOutside();
const host = useDataHost();

const turtle = (name: string) => new Parser().parse(readFileSync(join(import.meta.dirname, 'dcat-ap', name), 'utf8'));

/** Reading a catalogue fetches nothing. */
const documentLoader = (url: string) => Promise.reject(new Error(`${url} was asked for`));
const nquads = async (words: string): Promise<string> =>
  jsonld.toRDF(JSON.parse(words), { format: 'application/n-quads', documentLoader });
const canonical = (quads: string): Promise<string> =>
  jsonld.canonize(quads, { algorithm: 'RDFC-1.0', inputFormat: 'application/n-quads', format: 'application/n-quads' });

interface Term {
  termType: string;
  value: string;
  language?: string;
  datatype?: Term;
}
interface Quad {
  subject: Term;
  predicate: Term;
  object: Term;
}

const ntriple = ({ termType, value, language, datatype }: Term): string => {
  if (termType === 'NamedNode') return `<${value}>`;
  if (termType === 'BlankNode') return `_:${value}`;
  const marks: Record<string, string> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r' };
  const words = `"${value.replace(/[\\"\n\r]/g, (mark) => marks[mark] ?? mark)}"`;
  return language ? `${words}@${language}` : `${words}^^<${datatype?.value}>`;
};

/** What RDF/XML says, as N-Quads. */
async function quadsOfXml(words: string): Promise<string> {
  const parser = new RdfXmlParser({ baseIRI: 'http://base.example/' });
  const quads: Quad[] = [];
  for await (const quad of Readable.from([words]).pipe(parser)) quads.push(quad as Quad);
  return quads
    .map(({ subject, predicate, object }) => `${[subject, predicate, object].map(ntriple).join(' ')} .\n`)
    .join('');
}

async function demandSame(json: string, xml: string): Promise<Quad[]> {
  const quads = await nquads(json);
  expect(await canonical(await quadsOfXml(xml))).toBe(await canonical(quads));
  return new Parser({ format: 'N-Quads' }).parse(quads);
}

const point = (title: string) =>
  Buffer.from(
    JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [2.8, 50.4] }, properties: { title } }],
    }),
  );

const hostile = [
  '</rdf:RDF><script>alert(1)</script>',
  ']]> & &amp; <!-- "guillemets" \'apostrophes\' \\ \\u0041',
  'Droite à gauche : שלום עולם',
  '@context @id {"@id": "x"}',
  'Émoji 🗺️ et ligature ﬁ',
];

let owner: Viewer;
let full: string;
beforeAll(async () => {
  outside.begin();
  owner = await buildViewer({ organisationId: (await buildOrganisation({ name: 'Mission <Bassin> & Minier' })).id });
  full = (
    await buildDataset(owner, {
      fileName: 'points.geojson',
      bytes: point('a'),
      title: 'Points du bassin',
      access: 'EVERYONE',
      licence: 'ODBL',
      themes: ['ENVI', 'REGI'],
      territories: ['ARTOIS'],
      periodFrom: '2024-01-01',
      periodTo: '2024-12-31',
      contact: 'sig@exemple.fr',
    })
  ).id;
  for (const title of hostile)
    await buildDataset(owner, { title, description: title, access: 'EVERYONE', contact: title });
});

const readForm = async (form: string, query = '') => {
  const answer = await host.ask(`/catalogue.${form}${query}`);
  expect(answer.status).toBe(200);
  return { type: answer.headers.get('content-type'), words: await answer.text() };
};

const DCAT = 'http://www.w3.org/ns/dcat#';
const DCT = 'http://purl.org/dc/terms/';

test('it is valid by the shapes of DCAT-AP 3.0.1 and their ranges, and a dataset without a title is not', async () => {
  const quads = new Parser({ format: 'N-Quads' }).parse(await nquads((await readForm('jsonld')).words));
  const shapes = rdfDataset.dataset([...turtle('shapes.ttl'), ...turtle('range.ttl')]);
  const validate = async (data: Quad[]) => {
    const { conforms, results } = await new SHACLValidator(shapes).validate(rdfDataset.dataset(data));
    return { conforms, wrong: results.map(({ focusNode, path }) => `${focusNode?.value} ${JSON.stringify(path)}`) };
  };
  expect(await validate(quads)).toEqual({ conforms: true, wrong: [] });
  const address = `${host.url}/donnees/${full}`;
  const untitled = quads.filter(
    ({ subject, predicate }: Quad) => !(subject.value === address && predicate.value === `${DCT}title`),
  );
  const { conforms, wrong } = await validate(untitled);
  expect(conforms).toBe(false);
  expect(wrong.join()).toContain(address);
});

test('both forms say the same, and hostile words stay words', async () => {
  const [json, xml] = [await readForm('jsonld'), await readForm('rdf')];
  expect(json.type).toBe('application/ld+json; charset=utf-8');
  expect(xml.type).toBe('application/rdf+xml; charset=utf-8');
  // The view names the form that one reads: nothing else differs.
  const quads = await demandSame(json.words, xml.words.replaceAll('/catalogue.rdf?', '/catalogue.jsonld?'));
  const titles = quads.filter(({ predicate }) => predicate.value === `${DCT}title`).map(({ object }) => object.value);
  for (const title of hostile) expect(titles).toContain(title);
});

test('what no XML can say is left out of both forms, whoever wrote it', async () => {
  const thing: Thing = {
    id: 'urn:x-test:<&">',
    types: ['dcat:Dataset'],
    said: [
      ['dct:title', french('a\u0000\u0008\u000b\ufffe\ud800b\r\nc\td')],
      ['dct:description', [french('</rdf:RDF>'), typed('\u202e5')]],
      ['dct:subject', null],
    ],
  };
  const quads = await demandSame(
    writeJsonLd([{ ...thing, id: 'urn:x-test:1' }]),
    writeRdfXml([{ ...thing, id: 'urn:x-test:1' }]),
  );
  expect(quads.map(({ object }) => object.value)).toEqual(
    expect.arrayContaining(['ab\r\nc\td', '</rdf:RDF>', '\u202e5']),
  );
  expect(writeRdfXml([thing])).toContain('rdf:about="urn:x-test:&lt;&amp;&quot;&gt;"');
});

test('dates, licences, themes, frequencies, sizes and addresses are those of the lists and of the rows', async () => {
  const quads: Quad[] = new Parser({ format: 'N-Quads' }).parse(await nquads((await readForm('jsonld')).words));
  const objects = (predicate: string) =>
    quads.filter((quad) => quad.predicate.value === predicate).map(({ object }) => object);
  for (const predicate of [`${DCT}issued`, `${DCT}modified`]) {
    expect(objects(predicate).length).toBeGreaterThanOrEqual(6);
    for (const { value, datatype } of objects(predicate)) {
      expect(datatype?.value).toBe('http://www.w3.org/2001/XMLSchema#dateTime');
      expect(new Date(value).toISOString()).toBe(value);
    }
  }
  for (const { value, datatype } of [...objects(`${DCAT}startDate`), ...objects(`${DCAT}endDate`)]) {
    expect(datatype?.value).toBe('http://www.w3.org/2001/XMLSchema#date');
    expect(value).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
  const known = [
    'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
    'https://opendatacommons.org/licenses/odbl/1-0/',
  ];
  expect([...new Set(objects(`${DCT}license`).map(({ value }) => value))].sort()).toEqual([...known].sort());
  const EU = 'http://publications.europa.eu/resource/authority';
  for (const { value } of objects(`${DCAT}theme`))
    expect(datasetThemes.map((theme) => `${EU}/data-theme/${theme}`)).toContain(value);
  expect(objects(`${DCAT}theme`)).toHaveLength(2);
  for (const { value } of objects(`${DCT}accrualPeriodicity`)) expect(value).toBe(`${EU}/frequency/ANNUAL`);
  const version = await prisma.datasetVersion.findFirstOrThrow({ where: { datasetId: full } });
  expect(objects(`${DCAT}byteSize`).map(({ value }) => value)).toContain(String(version.size));
  expect(objects('http://spdx.org/rdf/terms#checksumValue').map(({ value }) => value)).toContain(version.sha256);
  const addresses = quads
    .filter(({ predicate }) => predicate.value === `${DCAT}downloadURL`)
    .map(({ object }) => object.value);
  for (const address of addresses) expect([address, (await host.ask(address)).status]).toEqual([address, 200]);
  expect(objects(`${DCAT}accessURL`).map(({ value }) => value)).toContain(`${host.url}/ogc/collections/${full}/items`);
});

test('each frequency has its word in the list of the European Union', async () => {
  const words: string[] = [];
  for (const frequency of updateFrequencies) {
    await prisma.dataset.update({ where: { id: full }, data: { frequency } });
    const graph = JSON.parse((await readForm('jsonld')).words)['@graph'];
    const found = graph.find((one: { '@id': string }) => one['@id'] === `${host.url}/donnees/${full}`);
    words.push(found['dct:accrualPeriodicity'][0]['@id'].split('/').at(-1));
  }
  expect(words).toEqual(['NEVER', 'IRREG', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'ANNUAL_2', 'ANNUAL']);
});

test('it holds what is open to everyone and can be read, and nothing else', async () => {
  const named = async () => (await readForm('jsonld')).words;
  const others = [
    await buildDataset(owner, { access: 'PARTNERS' }),
    await buildDataset(owner, { access: 'MINE' }),
    await buildDataset(owner, { access: 'EVERYONE', fileName: 'x.gpkg', bytes: Buffer.from('no map') }),
  ];
  const open = await buildDataset(owner, { access: 'EVERYONE' });
  const words = await named();
  expect(words).toContain(open.id);
  for (const { id } of others) expect(words).not.toContain(id);
  await withdrawDataset(owner, open.id);
  expect(await named()).not.toContain(open.id);
});

test('names stay the same from version to version; pages are gone through by Hydra, each dataset once', async () => {
  await buildVersion(owner, full, { fileName: 'points.geojson', bytes: point('b') });
  expect((await readForm('rdf')).words).toContain(`rdf:about="${host.url}/donnees/${full}"`);
  const { id, version, versions, ...said } = await prisma.dataset.findUniqueOrThrow({
    where: { id: full },
    include: { versions: true },
  });
  void id;
  void version;
  for (let rank = 0; rank < 120; rank += 1) {
    const made = await prisma.dataset.create({ data: said });
    const { id: former, datasetId, reading, comparison, summary, ...held } = versions[0] as (typeof versions)[number];
    void [former, datasetId, reading, comparison];
    await prisma.datasetVersion.create({ data: { ...held, summary: summary ?? {}, datasetId: made.id } });
  }
  const seen: string[] = [];
  for (let next: string | null = '/catalogue.jsonld'; next; ) {
    const answer: Response = await host.ask(next);
    // biome-ignore lint/suspicious/noExplicitAny: JSON from outside
    const graph: any[] = JSON.parse(await answer.text())['@graph'];
    seen.push(...graph.slice(1).map((one: { '@id': string }) => one['@id']));
    next = graph[0]['hydra:view'][0]['hydra:next']?.[0]['@id'] ?? null;
  }
  expect(seen.length).toBeGreaterThan(120);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toContain(`${host.url}/donnees/${full}`);
  for (const [query, status] of [
    ['?page=99', 404],
    ['?page=0', 400],
    ['?page=x', 400],
    ['?page=1&page=2', 400],
  ] as const)
    expect([query, (await host.ask(`/catalogue.rdf${query}`)).status]).toEqual([query, status]);
});
