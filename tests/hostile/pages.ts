// Requests to the pages that nobody should send: every route of app/routes, by every method, with every field that an
// action reads, and forms, addresses and headers that are none. Knows the names of files and fields alone.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anId, aString, type Chance, happens, pick, type World } from './values.ts';

const appFolder = join(import.meta.dirname, '../../app');
const routesFolder = join(appFolder, 'routes');

/** `conventions.$id.suivi_.x` as the segments of its address. */
const segmentsOf = (folder: string): string[] =>
  folder
    .split('.')
    .filter((segment) => segment !== '_index')
    .map((segment) => segment.replace(/_$/, ''));

const routes = readdirSync(routesFolder).map((folder) => ({ folder, segments: segmentsOf(folder) }));

const sourcesOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');

const everyMatch = (source: string, pattern: RegExp): string[] =>
  [...source.matchAll(pattern)].flatMap(([, ...names]) => names.filter((name) => name !== undefined));

/** What forms are made of, as the sources name it: fields, and what an action is asked to do. */
const appSource = sourcesOf(appFolder);
const fieldNames = [
  ...new Set(everyMatch(appSource, /(?:extOf|isTicked|get|getAll|hoiceOf|dayOf)\(form, '(\w+)'|form\.\w+\('(\w+)'/g)),
].filter(Boolean);
const intentsOf = (source: string) =>
  everyMatch(source, /(?:case |=== |\[|name="intent" value=|intent=)['"]([\w-]+)['"]/g);
const intents = new Map(routes.map(({ folder }) => [folder, intentsOf(sourcesOf(join(routesFolder, folder)))]));
const everyIntent = [...new Set(intentsOf(appSource))];

export interface PageRequest {
  method: string;
  /** As it goes over the wire. */
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
}

/** Half a character cannot be written as UTF-8, and becomes U+FFFD. */
const wellFormed = (words: string) => Buffer.from(words).toString();

/** A segment as it may stand in a request line: written well, or with what is no character at all. */
function segment(chance: Chance, world: World): string {
  if (happens(chance, 4)) return pick(chance, ['%', '%ff', '%00', '%zz', '%c0%af', '..', '.', '%2e%2e', '%2F', '']);
  return encodeURIComponent(wellFormed(anId(chance, world)));
}

function pathOf(segments: readonly string[], chance: Chance, world: World): string {
  const path = `/${segments.map((one) => (one.includes('$') ? segment(chance, world) : one)).join('/')}`;
  if (happens(chance, 2)) return pick(chance, ['*', '//x', 'http://ailleurs.exemple/', '/__manifest?p=%00', '/a:b']);
  const asked = happens(chance, 25) ? (path === '/' ? '/_root.data' : `${path}.data`) : path;
  if (happens(chance, 70)) return asked;
  const name = pick(chance, [
    '_data',
    '_routes',
    'index',
    'suite',
    'apres',
    'mots',
    'annee',
    'etat',
    'page',
    'x',
    'mois',
  ]);
  const value = happens(chance, 20) ? '%ff%00' : encodeURIComponent(wellFormed(aString(chance, world).slice(0, 300)));
  return `${asked}?${name}=${value}`;
}

const BOUNDARY = 'limite';

/** The words of one form: what the route is asked to do, and some of all fields there are. */
function fieldsOf(folder: string, chance: Chance, world: World): [string, string][] {
  const own = intents.get(folder) ?? [];
  const intent = happens(chance, 85) && own.length > 0 ? pick(chance, own) : pick(chance, [...everyIntent, 'zz']);
  const fields: [string, string][] = fieldNames
    .filter(() => happens(chance, 35))
    .map((name) => [name, aString(chance, world)]);
  return happens(chance, 90) ? [['intent', intent], ...fields] : fields;
}

const multipart = (fields: [string, string][]): string =>
  `${fields
    .map(([name, value]) => {
      const asFile = name === 'file' ? '; filename="a\u202e/../b.pdf"' : '';
      return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${asFile}\r\n\r\n${value}\r\n`;
    })
    .join('')}--${BOUNDARY}--\r\n`;

const contentTypes = [
  'application/x-www-form-urlencoded',
  `multipart/form-data; boundary=${BOUNDARY}`,
  'multipart/form-data',
  'multipart/form-data; boundary=autre',
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded; charset=zz',
  'zz',
  '',
];

/** A posted body and what it says it is: well made two times in three, else anything as anything. */
function post(folder: string, chance: Chance, world: World): { body: Buffer; type: string } {
  const fields = fieldsOf(folder, chance, world);
  const [urlencoded, form] = contentTypes as [string, string];
  const whole = happens(chance, 50);
  const words = whole
    ? new URLSearchParams(fields.map(([name, value]) => [name, wellFormed(value)])).toString()
    : multipart(fields);
  if (happens(chance, 66)) return { body: Buffer.from(words), type: whole ? urlencoded : form };
  const broken = [words, words.slice(0, Math.floor(words.length / 2)), '', '%', '\0\xff', '--limite', '{"a":1}'];
  return { body: Buffer.from(pick(chance, broken), 'latin1'), type: pick(chance, contentTypes) };
}

function headersOf(chance: Chance, { origin, sessions, over }: World): Record<string, string> {
  const headers: Record<string, string> = { origin };
  const cookie = happens(chance, 70) ? pick(chance, sessions) : pick(chance, [...over, 'zz', '', 'a'.repeat(43)]);
  headers.cookie = happens(chance, 97) ? `session=${cookie}; theme=dark` : pick(chance, [';;=', 'session', '%00', 'é']);
  if (happens(chance, 10)) headers.host = pick(chance, ['a b', '', 'ailleurs.exemple', '[', 'a:99999', 'a,b', '%']);
  if (happens(chance, 8)) headers['x-forwarded-host'] = pick(chance, ['a b', 'ailleurs.exemple', '', 'a,b']);
  if (happens(chance, 5)) headers['x-forwarded-proto'] = pick(chance, ['https', 'javascript', 'a b']);
  if (happens(chance, 5)) headers['x-forwarded-for'] = pick(chance, ['::', 'zz', '1.2.3.4, 5.6.7.8']);
  if (happens(chance, 5)) headers.origin = pick(chance, ['null', 'http://ailleurs.exemple', 'zz', '']);
  if (happens(chance, 5)) headers.accept = pick(chance, ['zz', 'text/html;q=zz', '']);
  if (happens(chance, 5)) headers.range = 'bytes=9-1';
  if (happens(chance, 5)) headers['if-none-match'] = '*';
  return headers;
}

const odd = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE'];
const methods = ['GET', 'GET', 'HEAD', 'POST', 'POST', 'POST', 'POST', 'POST'];

/** A request; the number says to which route, so that a run of as many as there are asks each. */
export function aPageRequest(number: number, chance: Chance, world: World): PageRequest {
  const { folder, segments } = routes[number % routes.length] as (typeof routes)[number];
  const method = pick(chance, happens(chance, 10) ? odd : methods);
  const headers = headersOf(chance, world);
  const path = pathOf(segments, chance, world);
  if (method === 'GET' || method === 'HEAD' || method === 'TRACE') return { method, path, headers };
  const { body, type } = post(folder, chance, world);
  if (type) headers['content-type'] = type;
  // Said of every method: a body that is not announced would be taken for the next request.
  headers['content-length'] = String(body.length);
  return { method, path, headers, body };
}
