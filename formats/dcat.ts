// Catalogues as programs harvest them: a graph of things written as JSON-LD and as RDF/XML, the same statements in both.
// Whatever words a thing bears stay words. Knows no dataset and no address.

/** The vocabularies of a catalogue (DCAT-AP 3.0.1), and Hydra for its pages. */
export const vocabularies = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  geo: 'http://www.opengis.net/ont/geosparql#',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** A name within a vocabulary: « dct:title ». */
export type Name = `${keyof typeof vocabularies}:${string}`;

/** A thing: with an address, or known by what is said of it alone. */
export interface Thing {
  id?: string;
  types: readonly Name[];
  said: readonly (readonly [Name, Value | readonly Value[] | null])[];
}

/** Words in a language, or typed. */
export interface Literal {
  words: string;
  language?: string;
  datatype?: Name;
}

/** A thing told elsewhere, by its address. */
export interface Reference {
  reference: string;
}

export type Value = Thing | Literal | Reference;

/** What XML 1.0 cannot say at all, left out of both forms. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu;

/** Words in French. */
export const french = (words: string): Literal => ({ words: sayable(words), language: 'fr' });

/** Words of a type, or plain ones. */
export const typed = (words: string, datatype?: Name): Literal => ({ words: sayable(words), datatype });

const sayable = (words: string) => words.replace(UNSAYABLE, '');

/** The things that are said of a thing: each value with its predicate, in order. */
const statements = ({ said }: Thing): [Name, Value][] =>
  said.flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((one): [Name, Value] => [name, one as Value]),
  );

/** The address that a name stands for. */
function addressOf(name: Name): string {
  const [prefix = '', local = ''] = name.split(/:(.*)/s);
  return `${vocabularies[prefix as keyof typeof vocabularies]}${local}`;
}

function jsonOf(value: Value): object {
  if ('words' in value) {
    const { words, language, datatype } = value;
    return {
      '@value': words,
      ...(language ? { '@language': language } : {}),
      ...(datatype ? { '@type': datatype } : {}),
    };
  }
  if ('reference' in value) return { '@id': value.reference };
  const properties: Record<string, object[]> = {};
  for (const [name, one] of statements(value)) {
    properties[name] ??= [];
    properties[name].push(jsonOf(one));
  }
  return { ...(value.id === undefined ? {} : { '@id': value.id }), '@type': value.types, ...properties };
}

/** The graph as JSON-LD 1.1, its context within: whoever reads it fetches nothing. */
export const writeJsonLd = (things: readonly Thing[]): string =>
  JSON.stringify({ '@context': vocabularies, '@graph': things.map(jsonOf) });

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
// A lone line's end would be read as another one.
const escaped = (words: string) => words.replace(/[&<>"\r]/g, (mark) => marks[mark] ?? mark);

function xmlValue(name: Name, value: Value): string {
  if ('reference' in value) return `<${name} rdf:resource="${escaped(value.reference)}"/>`;
  if (!('words' in value)) return `<${name}>${xmlThing(value)}</${name}>`;
  const { words, language, datatype } = value;
  const kind = language
    ? ` xml:lang="${escaped(language)}"`
    : datatype
      ? ` rdf:datatype="${escaped(addressOf(datatype))}"`
      : '';
  return `<${name}${kind}>${escaped(words)}</${name}>`;
}

function xmlThing(thing: Thing): string {
  const about = thing.id === undefined ? '' : ` rdf:about="${escaped(thing.id)}"`;
  const types = thing.types.map((type) => `<rdf:type rdf:resource="${escaped(addressOf(type))}"/>`);
  const values = statements(thing).map(([name, value]) => xmlValue(name, value));
  return `<rdf:Description${about}>${[...types, ...values].join('')}</rdf:Description>`;
}

/** The same graph as RDF/XML. */
export function writeRdfXml(things: readonly Thing[]): string {
  const names = Object.entries(vocabularies).map(([prefix, address]) => `xmlns:${prefix}="${address}"`);
  const body = things.map(xmlThing).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF ${names.join(' ')}>\n${body}\n</rdf:RDF>\n`;
}
