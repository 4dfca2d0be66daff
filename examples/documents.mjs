// Tient à jour une copie des textes signés et des comptes rendus approuvés, avec leurs PDF, dans un dossier. À lancer toutes les
// quelques minutes, avec une clé qui lit le texte, les réunions et les fichiers :
//   node examples/documents.mjs https://ingenierie62.exemple.fr cle.txt documents
// Arrêté n'importe où, il reprend sans rien manquer : un PDF est gardé sous son empreinte avant que l'index en parle, et l'index et
// son curseur sont écrits ensemble, d'un seul geste.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const [address, keyFile, folder] = process.argv.slice(2);
if (!address || !keyFile || !folder) throw new Error('Usage : node documents.mjs ADRESSE FICHIER_DE_CLE DOSSIER');
const key = (await readFile(keyFile, 'utf8')).trim();
const indexFile = join(folder, 'index.json');
await mkdir(folder, { recursive: true });

const THING = `__typename
  ... on Convention { id title year frozenText { sha256 frozenAt pdf { id name sha256 } } }
  ... on Meeting { id convention { id } meetingTitle: title startsAt minutes { sha256 approvedAt minutesPdf: pdf { id name sha256 } } }`;

const SNAPSHOT = `query PremiereCopie($after: String) {
  snapshot(after: $after, first: 100, types: [Convention, Meeting]) { changesCursor endCursor hasNextPage things { ${THING} } }
}`;

// Le compte rendu d'une réunion est une chose du journal ; « thing » donne sa réunion.
const CHANGES = `query Suivi($after: String!) {
  changes(after: $after, first: 100, types: [Convention, Meeting, Minutes]) {
    changes { kind subject subjectId conventionId deletion thing { ${THING} } } endCursor hasNextPage
  }
}`;

const CONTENT = 'query Contenu($id: ID!) { storedFile(id: $id) { content } }';

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

async function ask(query, variables) {
  for (let tries = 0; ; tries += 1) {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
      body: JSON.stringify({ query, variables }),
    });
    if ((response.status === 429 || response.status >= 500) && tries < 10) {
      await pause(Number(response.headers.get('Retry-After') ?? 2 ** tries));
      continue;
    }
    const { data, errors } = await response.json();
    if (errors) throw Object.assign(new Error(errors[0].message), { code: errors[0].extensions?.code });
    return data;
  }
}

/** Un fichier entier ou rien : un arrêt au milieu laisse l'ancien. */
async function write(file, bytes) {
  await writeFile(`${file}.nouveau`, bytes);
  await rename(`${file}.nouveau`, file);
}

const save = (mirror) => write(indexFile, JSON.stringify(mirror));
const pathOf = (pdf) => join(folder, `${pdf.sha256}.pdf`);

/** Prend un PDF, une fois : ce qui porte son empreinte est lui. Faux quand il n'est plus visible. */
async function take(pdf) {
  const there = await readFile(pathOf(pdf)).catch(() => null);
  if (there) return true;
  try {
    const { storedFile } = await ask(CONTENT, { id: pdf.id });
    const bytes = Buffer.from(storedFile.content, 'base64');
    if (createHash('sha256').update(bytes).digest('hex') !== pdf.sha256) throw new Error(`${pdf.name} est abîmé.`);
    await write(pathOf(pdf), bytes);
    return true;
  } catch (error) {
    // Perdu entre-temps : le journal le dira.
    if (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN') return false;
    throw error;
  }
}

/** Ce qu'il y a d'une chose à garder ; rien d'un texte qui n'est pas signé, d'un compte rendu qui n'est pas approuvé. */
function documentOf(thing) {
  if (thing.__typename === 'Convention' && thing.frozenText) {
    const { sha256, frozenAt, pdf } = thing.frozenText;
    return {
      kind: 'SIGNED_TEXT',
      conventionId: thing.id,
      title: thing.title,
      year: thing.year,
      sha256,
      at: frozenAt,
      pdf,
    };
  }
  if (thing.__typename === 'Meeting' && thing.minutes?.minutesPdf) {
    const { sha256, approvedAt, minutesPdf: pdf } = thing.minutes;
    const { convention, meetingTitle: title, startsAt } = thing;
    return { kind: 'MINUTES', conventionId: convention.id, title, startsAt, sha256, at: approvedAt, pdf };
  }
  return null;
}

async function keep(documents, thing) {
  const document = documentOf(thing);
  if (document && (await take(document.pdf))) documents[thing.id] = document;
  else delete documents[thing.id];
}

async function firstCopy() {
  const documents = {};
  let page = { hasNextPage: true, endCursor: null };
  while (page.hasNextPage) {
    ({ snapshot: page } = await ask(SNAPSHOT, { after: page.endCursor }));
    for (const thing of page.things) await keep(documents, thing);
  }
  const mirror = { cursor: page.changesCursor, documents };
  await save(mirror);
  return mirror;
}

function removeConvention(documents, conventionId) {
  for (const [id, document] of Object.entries(documents))
    if (document.conventionId === conventionId) delete documents[id];
}

async function apply(documents, { kind, subjectId, conventionId, deletion, thing }) {
  if (kind === 'ACCESS_LOST' || kind === 'CONVENTION_ARCHIVED') removeConvention(documents, conventionId ?? subjectId);
  else if (deletion || !thing) delete documents[subjectId];
  else if (thing.id) await keep(documents, thing);
}

async function follow(mirror) {
  for (let more = true; more; ) {
    const { changes: page } = await ask(CHANGES, { after: mirror.cursor });
    // Ce qui devient visible n'est pas rejoué : tout est relu.
    if (page.changes.some(({ kind }) => kind === 'ACCESS_GRANTED')) return firstCopy();
    for (const change of page.changes) await apply(mirror.documents, change);
    mirror.cursor = page.endCursor;
    await save(mirror);
    more = page.hasNextPage;
  }
  return mirror;
}

/** Retire les PDF dont l'index ne parle plus. */
async function sweep({ documents }) {
  const kept = new Set(Object.values(documents).map(({ pdf }) => `${pdf.sha256}.pdf`));
  for (const file of await readdir(folder)) if (file !== 'index.json' && !kept.has(file)) await rm(join(folder, file));
}

const kept = await readFile(indexFile, 'utf8').then(JSON.parse, () => null);
try {
  await sweep(await follow(kept ?? (await firstCopy())));
} catch (error) {
  if (error.code !== 'CURSOR_EXPIRED') throw error;
  await sweep(await follow(await firstCopy()));
}
