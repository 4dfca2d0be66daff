// Tient à jour une copie des jeux de données cartographiques, un fichier GeoJSON chacun, dans un dossier que lit un SIG. À lancer
// toutes les quelques minutes, avec une clé qui lit les données :
//   node examples/cartes.mjs https://ingenierie62.exemple.fr cle.txt cartes
// Arrêté n'importe où, il reprend sans rien manquer : un fichier porte le numéro de sa version et est là avant que l'index en
// parle, et l'index et son curseur sont écrits ensemble, d'un seul geste.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const [address, keyFile, folder] = process.argv.slice(2);
if (!address || !keyFile || !folder) throw new Error('Usage : node cartes.mjs ADRESSE FICHIER_DE_CLE DOSSIER');
const key = (await readFile(keyFile, 'utf8')).trim();
const indexFile = join(folder, 'index.json');
await mkdir(folder, { recursive: true });

const THING = `__typename
  ... on Dataset { id title description licence periodFrom periodTo producer { name }
    latest { number sha256 content { geometry { type bbox } } } }`;

const SNAPSHOT = `query PremiereCopie($after: String) {
  snapshot(after: $after, first: 50, types: [Dataset]) { changesCursor endCursor hasNextPage things { ${THING} } }
}`;

const CHANGES = `query Suivi($after: String!) {
  changes(after: $after, first: 50, types: [Dataset]) {
    changes { kind subject subjectId deletion thing { ${THING} } } endCursor hasNextPage
  }
}`;

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

async function fetched(path, options = {}) {
  for (let tries = 0; ; tries += 1) {
    const headers = { ...options.headers, Authorization: `Bearer ${key}` };
    const response = await fetch(`${address}${path}`, { ...options, headers });
    if ((response.status !== 429 && response.status < 500) || tries >= 10) return response;
    await pause(Number(response.headers.get('Retry-After') ?? 2 ** tries));
  }
}

async function ask(query, variables) {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetched('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  if (errors) throw Object.assign(new Error(errors[0].message), { code: errors[0].extensions?.code });
  return data;
}

/** Un fichier entier ou rien : un arrêt au milieu laisse l'ancien. */
async function write(file, words) {
  await writeFile(`${file}.nouveau`, words);
  await rename(`${file}.nouveau`, file);
}

const save = (mirror) => write(indexFile, JSON.stringify(mirror));
const fileOf = (id, number) => `${id}.v${number}.geojson`;

/** Prend les objets d'une version, page par page, une fois. Faux quand elle n'est plus visible. */
async function take({ id, latest: { number } }) {
  const file = join(folder, fileOf(id, number));
  if (await stat(file).catch(() => null)) return true;
  const features = [];
  for (let matched = 1; features.length < matched; ) {
    const search = new URLSearchParams({ limit: '1000', offset: String(features.length), version: String(number) });
    const response = await fetched(`/ogc/collections/${id}/items?${search}`);
    // Perdue ou remplacée entre-temps : le journal le dira.
    if (response.status === 404 || response.status === 401 || response.status === 403) return false;
    if (!response.ok) throw new Error(`Les objets de ${id} ne se lisent pas (${response.status}).`);
    const page = await response.json();
    features.push(...page.features);
    matched = page.features.length === 0 ? 0 : page.numberMatched;
  }
  await write(file, JSON.stringify({ type: 'FeatureCollection', features }));
  return true;
}

async function keep(maps, dataset) {
  const { id, latest, ...said } = dataset;
  const geometry = latest?.content?.geometry;
  if (!geometry || !(await take(dataset))) return void delete maps[id];
  const { number, sha256 } = latest;
  maps[id] = { ...said, number, sha256, geometry, file: fileOf(id, number) };
}

async function firstCopy() {
  const maps = {};
  let page = { hasNextPage: true, endCursor: null };
  while (page.hasNextPage) {
    ({ snapshot: page } = await ask(SNAPSHOT, { after: page.endCursor }));
    for (const dataset of page.things) await keep(maps, dataset);
  }
  const mirror = { cursor: page.changesCursor, maps };
  await save(mirror);
  return mirror;
}

async function follow(mirror) {
  for (let more = true; more; ) {
    const { changes: page } = await ask(CHANGES, { after: mirror.cursor });
    for (const { subject, subjectId, deletion, thing } of page.changes) {
      // Des données gagnées viennent entières dans leur entrée ; une convention gagnée n'en apporte pas.
      if (subject !== 'Dataset') continue;
      if (deletion || !thing) delete mirror.maps[subjectId];
      else await keep(mirror.maps, thing);
    }
    mirror.cursor = page.endCursor;
    await save(mirror);
    more = page.hasNextPage;
  }
  return mirror;
}

/** Retire les fichiers dont l'index ne parle plus. */
async function sweep({ maps }) {
  const kept = new Set(['index.json', ...Object.values(maps).map(({ file }) => file)]);
  for (const file of await readdir(folder)) if (!kept.has(file)) await rm(join(folder, file));
}

const kept = await readFile(indexFile, 'utf8').then(JSON.parse, () => null);
try {
  await sweep(await follow(kept ?? (await firstCopy())));
} catch (error) {
  // Le journal ne peut plus mener de ce curseur à maintenant.
  if (error.code !== 'CURSOR_EXPIRED') throw error;
  await sweep(await follow(await firstCopy()));
}
