// Open datasets as the European profile of catalogues says them (DCAT-AP 3.0.1), with the words of its own lists: themes,
// frequencies, file types of the Publications Office of the EU, media types of IANA, licences by their addresses.

import { readAddress } from '#domain/address.ts';
import { fromColumn } from '#domain/calendar.ts';
import type { OpenDataset } from '#domain/datasets/open-datasets.ts';
import type { DatasetLicence, DatasetTheme, Territory, UpdateFrequency } from '#domain/vocabulary.ts';
import { french, type Literal, type Name, type Reference, type Thing, typed } from '#formats/dcat.ts';

const EU = 'http://publications.europa.eu/resource/authority';
const IANA = 'http://www.iana.org/assignments/media-types';

const licences: Readonly<Record<DatasetLicence, string | null>> = {
  LICENCE_OUVERTE: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
  ODBL: 'https://opendatacommons.org/licenses/odbl/1-0/',
  CONVENTION: null,
};

const frequencies: Readonly<Record<UpdateFrequency, string>> = {
  NEVER: 'NEVER',
  IRREGULAR: 'IRREG',
  WEEKLY: 'WEEKLY',
  MONTHLY: 'MONTHLY',
  QUARTERLY: 'QUARTERLY',
  TWICE_A_YEAR: 'ANNUAL_2',
  YEARLY: 'ANNUAL',
};

const themes: Readonly<Record<DatasetTheme, string>> = {
  AGRI: 'Agriculture, pêche, sylviculture et alimentation',
  ECON: 'Économie et finances',
  EDUC: 'Éducation, culture et sport',
  ENER: 'Énergie',
  ENVI: 'Environnement',
  GOVE: 'Gouvernement et secteur public',
  HEAL: 'Santé',
  INTR: 'Questions internationales',
  JUST: 'Justice, système juridique et sécurité publique',
  REGI: 'Régions et villes',
  SOCI: 'Population et société',
  TECH: 'Science et technologie',
  TRAN: 'Transports',
};

const territories: Readonly<Record<Territory, string>> = {
  LENS_HENIN: 'Territoire de Lens-Hénin (Pas-de-Calais)',
  ARTOIS: 'Territoire de l’Artois (Pas-de-Calais)',
};

/** Of the list of file types; a zip of a Shapefile is named for what it holds. */
const fileTypes: Readonly<Record<string, string>> = {
  GEOJSON: 'GEOJSON',
  SHAPEFILE: 'SHP',
  GEOPACKAGE: 'GPKG',
  KML: 'KML',
  CSV: 'CSV',
  XLSX: 'XLSX',
  ODS: 'ODS',
  PDF: 'PDF',
  DOCX: 'DOCX',
  ODT: 'ODT',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/gif': 'GIF',
};

const known = (id: string, ...types: Name[]): Thing => ({ id, types, said: [] });
const instant = (date: Date): Literal => typed(date.toISOString(), 'xsd:dateTime');
const day = (date: Date | null): Literal | null => date && typed(fromColumn(date), 'xsd:date');
const to = (reference: string): Reference => ({ reference });
const language = () => known(`${EU}/language/FRA`, 'dct:LinguisticSystem');

function spatial({ territories: named, held }: OpenDataset): Thing[] {
  const places: Thing[] =
    named.length > 0
      ? named.map((one) => ({ types: ['dct:Location'], said: [['skos:prefLabel', french(territories[one])]] }))
      : [known('http://id.insee.fr/geo/departement/62', 'dct:Location')];
  if (!held?.geometry) return places;
  const [west, south, east, north] = held.geometry.bbox;
  const ring = [west, south, east, south, east, north, west, north, west, south];
  const corners = Array.from({ length: 5 }, (_, rank) => `${ring[2 * rank]} ${ring[2 * rank + 1]}`);
  return [
    ...places,
    { types: ['dct:Location'], said: [['dcat:bbox', typed(`POLYGON((${corners.join(', ')}))`, 'geo:wktLiteral')]] },
  ];
}

function contact({ contact: words, producer }: OpenDataset): Thing {
  const address = words && readAddress(words);
  return {
    types: ['vcard:Kind', 'vcard:Organization'],
    said: [
      ['vcard:fn', french(words && !address ? words : producer.name)],
      ['vcard:hasEmail', address ? to(`mailto:${encodeURI(address)}`) : null],
    ],
  };
}

interface Form {
  id: string;
  title: string;
  address: string;
  mediaType: string | null;
  fileType: string | null;
  more?: Thing['said'];
}

const formThing = ({ licence }: OpenDataset, { id, title, address, mediaType, fileType, more = [] }: Form): Thing => ({
  id,
  types: ['dcat:Distribution'],
  said: [
    ['dct:title', french(title)],
    ['dcat:accessURL', to(address)],
    ['dct:license', licences[licence] ? known(licences[licence], 'dct:LicenseDocument') : null],
    ['dcat:mediaType', mediaType ? known(`${IANA}/${mediaType}`, 'dct:MediaType') : null],
    ['dct:format', fileType ? known(`${EU}/file-type/${fileType}`, 'dct:MediaTypeOrExtent') : null],
    ...more,
  ],
});

/** The file as it was deposited: its address is that of the latest version. */
function fileOf(dataset: OpenDataset, id: string): Thing {
  const { latest, held } = dataset;
  const checksum: Thing = {
    types: ['spdx:Checksum'],
    said: [
      ['spdx:algorithm', known('http://spdx.org/rdf/terms#checksumAlgorithm_sha256', 'spdx:ChecksumAlgorithm')],
      ['spdx:checksumValue', typed(latest.sha256 ?? '', 'xsd:hexBinary')],
    ],
  };
  return formThing(dataset, {
    id: `${id}#fichier`,
    title: latest.fileName,
    address: `${id}/fichier`,
    mediaType: latest.mediaType,
    fileType: fileTypes[held?.format === 'IMAGE' ? held.mediaType : (held?.format ?? '')] ?? null,
    more: [
      ['dcat:downloadURL', to(`${id}/fichier`)],
      ['dcat:byteSize', typed(String(latest.size), 'xsd:nonNegativeInteger')],
      ['spdx:checksum', latest.sha256 ? checksum : null],
      ['dct:modified', instant(latest.createdAt)],
    ],
  });
}

/** The same data in forms that the platform makes. */
function madeForms(dataset: OpenDataset, id: string): Thing[] {
  const { latest, held } = dataset;
  const form = (extension: string, title: string, mediaType: string, fileType: string) => {
    const address = `${id}/versions/${latest.number}/selection.${extension}`;
    const more: Thing['said'] = [['dcat:downloadURL', to(address)]];
    return formThing(dataset, { id: `${id}#${extension}`, title, address, mediaType, fileType, more });
  };
  return [
    ...(held?.rowCount == null ? [] : [form('csv', 'Tableau (CSV)', 'text/csv', 'CSV')]),
    ...(held?.geometry ? [form('geojson', 'Carte (GeoJSON)', 'application/geo+json', 'GEOJSON')] : []),
  ];
}

function service(dataset: OpenDataset, id: string, door: string): Thing {
  const items = `${door}/collections/${dataset.id}/items`;
  const api: Thing = {
    id: door,
    types: ['dcat:DataService'],
    said: [
      ['dct:title', french('OGC API – Features')],
      ['dcat:endpointURL', to(door)],
      ['dcat:endpointDescription', to(`${door}/api`)],
      ['dcat:servesDataset', to(id)],
    ],
  };
  return formThing(dataset, {
    id: `${id}#ogc`,
    title: 'Service OGC API – Features',
    address: items,
    mediaType: 'application/geo+json',
    fileType: 'GEOJSON',
    more: [['dcat:accessService', api]],
  });
}

/** A dataset, at `address` (« https://…/donnees/ » and its id); `door` is where its maps are served. */
export function datasetThing(dataset: OpenDataset, address: string, door: string): Thing {
  const { title, description, producer, latest, periodFrom, periodTo, createdAt, changedAt, frequency, held } = dataset;
  const period: Thing = {
    types: ['dct:PeriodOfTime'],
    said: [
      ['dcat:startDate', day(periodFrom)],
      ['dcat:endDate', day(periodTo)],
    ],
  };
  return {
    id: address,
    types: ['dcat:Dataset'],
    said: [
      ['dct:identifier', typed(address)],
      ['dct:title', french(title)],
      ['dct:description', french(description || title)],
      [
        'dct:publisher',
        { id: `urn:uuid:${producer.id}`, types: ['foaf:Agent'], said: [['foaf:name', french(producer.name)]] },
      ],
      ['dcat:contactPoint', contact(dataset)],
      [
        'dcat:theme',
        dataset.themes.map((theme) => ({
          id: `${EU}/data-theme/${theme}`,
          types: ['skos:Concept'],
          said: [['skos:prefLabel', french(themes[theme])]],
        })),
      ],
      ['dct:spatial', spatial(dataset)],
      ['dct:temporal', periodFrom || periodTo ? period : null],
      ['dct:accrualPeriodicity', known(`${EU}/frequency/${frequencies[frequency]}`, 'dct:Frequency')],
      ['dct:accessRights', known(`${EU}/access-right/PUBLIC`, 'dct:RightsStatement')],
      ['dct:language', language()],
      ['dct:issued', instant(createdAt)],
      ['dct:modified', instant(changedAt)],
      ['dcat:version', typed(String(latest.number))],
      ['adms:versionNotes', latest.note ? french(latest.note) : null],
      [
        'dcat:distribution',
        [
          fileOf(dataset, address),
          ...madeForms(dataset, address),
          ...(held?.geometry ? [service(dataset, address, door)] : []),
        ],
      ],
    ],
  };
}
