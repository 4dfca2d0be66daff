// The catalogue of what is open, for those who harvest catalogues: DCAT-AP 3.0.1 as JSON-LD and as RDF/XML, page by page as
// Hydra says. The same for everybody: no session and no key changes what it holds.
import express, { type Router } from 'express';
import { z } from 'zod';
import { listOpenDatasets } from '#domain/datasets/open-datasets.ts';
import { notFound } from '#domain/errors.ts';
import { parseInput } from '#domain/parse.ts';
import { env } from '#env.ts';
import { french, type Thing, typed, writeJsonLd, writeRdfXml } from '#formats/dcat.ts';
import { answering } from './asking.ts';
import { datasetThing } from './catalogue-graph.ts';

const forms = {
  jsonld: { type: 'application/ld+json', write: writeJsonLd },
  rdf: { type: 'application/rdf+xml', write: writeRdfXml },
} as const;
type Form = keyof typeof forms;

const pageInput = z.object({
  page: z
    .string('Une page à la fois.')
    .regex(/^[1-9]\d{0,5}$/, 'page : un nombre, à partir de 1.')
    .transform(Number)
    .optional(),
});

type Listed = Awaited<ReturnType<typeof listOpenDatasets>>;

/** The catalogue itself: its name does not change with the page, nor with the form. */
function catalogueThing({ total, datasets }: Listed, page: Thing): Thing {
  const base = env.PUBLIC_URL;
  const name = 'Ingénierie 62';
  return {
    id: `${base}/catalogue`,
    types: ['dcat:Catalog', 'hydra:Collection'],
    said: [
      ['dct:title', french('Données ouvertes des partenaires d’Ingénierie 62')],
      ['dct:description', french('Ce que les partenaires de la convention « Ingénierie 62 » ouvrent à tous.')],
      ['dct:publisher', { id: base, types: ['foaf:Agent'], said: [['foaf:name', french(name)]] }],
      ['foaf:homepage', { id: `${base}/donnees`, types: ['foaf:Document'], said: [] }],
      ['dcat:dataset', datasets.map(({ id }) => ({ reference: `${base}/donnees/${id}` }))],
      ['hydra:totalItems', typed(String(total), 'xsd:integer')],
      ['hydra:view', page],
    ],
  };
}

function pageThing(form: Form, page: number, pages: number): Thing {
  const at = (number: number) => ({ reference: `${env.PUBLIC_URL}/catalogue.${form}?page=${number}` });
  return {
    id: at(page).reference,
    types: ['hydra:PartialCollectionView'],
    said: [
      ['hydra:first', at(1)],
      ['hydra:previous', page > 1 ? at(page - 1) : null],
      ['hydra:next', page < pages ? at(page + 1) : null],
      ['hydra:last', at(pages)],
    ],
  };
}

/** The handlers. */
export function createCatalogue(): Router {
  const router = express.Router({ caseSensitive: true });
  router.get(
    '/catalogue.:form(jsonld|rdf)',
    answering(async (request, response) => {
      const form = request.params.form as Form;
      const { page = 1 } = parseInput(pageInput, request.query);
      const listed = await listOpenDatasets(page);
      if (page > listed.pages) throw notFound();
      const things = [
        catalogueThing(listed, pageThing(form, page, listed.pages)),
        ...listed.datasets.map((dataset) =>
          datasetThing(dataset, `${env.PUBLIC_URL}/donnees/${dataset.id}`, `${env.PUBLIC_URL}/ogc`),
        ),
      ];
      const { type, write } = forms[form];
      response.setHeader('Content-Type', `${type}; charset=utf-8`).send(Buffer.from(write(things)));
    }),
  );
  return router;
}
