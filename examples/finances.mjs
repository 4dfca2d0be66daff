// Tient à jour une copie des lignes budgétaires et des versements, dans un fichier JSON. À lancer toutes les quelques minutes :
//   node examples/finances.mjs https://ingenierie62.exemple.fr cle.txt finances.json
// Arrêté n'importe où, il reprend sans rien manquer : la copie et son curseur sont écrits ensemble, d'un seul geste.
import { readFile, rename, writeFile } from 'node:fs/promises';

const [address, keyFile, mirrorFile] = process.argv.slice(2);
if (!address || !keyFile || !mirrorFile) throw new Error('Usage : node finances.mjs ADRESSE FICHIER_DE_CLE COPIE.json');
const key = (await readFile(keyFile, 'utf8')).trim();

const THING = `__typename
  ... on BudgetLine { id conventionId operationCode imputation title commitmentAuthorisation paymentCredit version }
  ... on Payment { id budgetLineId amount paymentState: state paymentKind: kind dueOn paidOn version }`;

const SNAPSHOT = `query PremiereCopie($after: String) {
  snapshot(after: $after, first: 200, types: [BudgetLine, Payment]) { changesCursor endCursor hasNextPage things { ${THING} } }
}`;

const CHANGES = `query Suivi($after: String!) {
  changes(after: $after, first: 200, types: [BudgetLine, Payment]) {
    changes { kind subject subjectId conventionId deletion thing { ${THING} } } endCursor hasNextPage
  }
}`;

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

async function ask(query, variables) {
  for (let tries = 0; ; tries += 1) {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
      body: JSON.stringify({ query, variables }),
    });
    // Trop de demandes, ou un serveur qui redémarre : attendre ce qui est dit, puis recommencer.
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
async function save(mirror) {
  await writeFile(`${mirrorFile}.nouveau`, JSON.stringify(mirror));
  await rename(`${mirrorFile}.nouveau`, mirrorFile);
}

async function firstCopy() {
  const things = {};
  let page = { hasNextPage: true, endCursor: null };
  while (page.hasNextPage) {
    ({ snapshot: page } = await ask(SNAPSHOT, { after: page.endCursor }));
    for (const thing of page.things) things[thing.id] = thing;
  }
  const mirror = { cursor: page.changesCursor, things };
  await save(mirror);
  return mirror;
}

/** Retire tout ce qui est d'une convention, et ce qui est de ses lignes. */
function removeConvention(things, conventionId) {
  const isOfIt = (thing) => thing?.conventionId === conventionId || isOfIt(things[thing?.budgetLineId] ?? null);
  for (const thing of Object.values(things).filter(isOfIt)) delete things[thing.id];
}

function apply(things, { kind, subjectId, conventionId, deletion, thing }) {
  if (kind === 'ACCESS_LOST' || kind === 'CONVENTION_ARCHIVED') removeConvention(things, conventionId ?? subjectId);
  else if (deletion || !thing) delete things[subjectId];
  else if (thing.id) things[thing.id] = thing;
}

async function follow(mirror) {
  for (let more = true; more; ) {
    const { changes: page } = await ask(CHANGES, { after: mirror.cursor });
    // Ce qui devient visible n'est pas rejoué : tout est relu.
    if (page.changes.some(({ kind }) => kind === 'ACCESS_GRANTED')) return firstCopy();
    for (const change of page.changes) apply(mirror.things, change);
    mirror.cursor = page.endCursor;
    await save(mirror);
    more = page.hasNextPage;
  }
}

const kept = await readFile(mirrorFile, 'utf8').then(JSON.parse, () => null);
try {
  await follow(kept ?? (await firstCopy()));
} catch (error) {
  // Le journal ne peut plus mener de ce curseur à maintenant.
  if (error.code !== 'CURSOR_EXPIRED') throw error;
  await follow(await firstCopy());
}
