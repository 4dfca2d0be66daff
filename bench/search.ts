// `npm run bench:search`: the search over 500 000 blocks and comments on PostgreSQL, through the API in this process, as the
// page and the field of the header ask it, rights included. Writes its part of bench/RESULTS.md.
import { randomUUID } from 'node:crypto';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import type { Viewer } from '#domain/viewers.ts';
import { createApi } from '#graphql/execute.ts';
import { log } from '#log.ts';
import { connectDatabase, disconnectDatabase, pool, prisma } from '#prisma/client.ts';
import { buildConvention } from '#tests/build/conventions.ts';
import { buildOrganisation, buildPerson, signIn } from '#tests/build/organisations.ts';
import { createOnPostgresql } from '#tests/rig/postgresql.ts';
import { machine, table, verdict, writeSection } from './report.ts';
import { spreadOf } from './statistics.ts';

const CONVENTIONS = 100;
const BLOCKS = 400_000;
const COMMENTS = 100_000;
const BATCH = 4_000;
const TIMES = 60;
const RARE_MS = 150;
const FREQUENT_MS = 500;

/** A repeatable stream of numbers from 0 to 1. */
let state = 62;
const chance = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};
const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(chance() * values.length)] as Value;

/** Words of every convention, the first in a third of all sentences. */
const frequent = (
  'territoire partenaire projet observation habitat aménagement ingénierie département mission bassin minier ' +
  'patrimoine élus communes accompagnement développement stratégie réunion bilan annuel données mobilité paysage ' +
  'rénovation cités terrils culture tourisme foncier environnement énergie commerces centralités trame verte eau'
).split(' ');

/** 60 000 words that a few sentences hold each, as names and places are. */
const syllables = 'ba bo cor dan fel gri hau jo lam mer nor pel quin ros sal tri ver wa zel bri con dur fran gel'.split(
  ' ',
);
const rare = Array.from({ length: 60_000 }, () => Array.from({ length: 4 }, () => pick(syllables)).join(''));

/** Earlier words come more often, as in any language. */
const common = () => frequent[Math.floor(chance() ** 2.2 * frequent.length)] as string;

const sentence = () => {
  const words = Array.from({ length: 14 }, () => (chance() < 0.12 ? pick(rare) : common()));
  return `Le ${words.slice(0, 6).join(' et le ')}, pour la ${words.slice(6).join(' de la ')}.`;
};

async function buildConventions() {
  const { id: organisationId } = await buildOrganisation({ kind: 'DEPARTMENT' });
  const ids: string[] = [];
  for (let index = 0; index < CONVENTIONS; index += 1) {
    // Every other one is of others.
    const participants = index % 2 ? [] : [{ organisationId, role: 'READER' as const }];
    ids.push((await buildConvention({ participants, year: 2017 + (index % 10) })).id);
  }
  const reader = await signIn(await buildPerson({ organisationId }));
  const person = await buildPerson();
  await prisma.participant.create({ data: { conventionId: ids[1] ?? '', personId: person.id, role: 'READER' } });
  return { ids, viewers: { reader, narrow: await signIn(person) } };
}

/** The rows of texts and discussions, written as the product does: their entries follow by the triggers. */
async function buildRows(conventionIds: readonly string[], authorId: string) {
  const startedAt = performance.now();
  for (let from = 0; from < BLOCKS; from += BATCH) {
    const conventionId = conventionIds[(from / BATCH) % CONVENTIONS];
    const rows = Array.from({ length: BATCH }, (_, index) => ({
      id: randomUUID(),
      text: sentence(),
      position: from + index,
    }));
    await pool.query(
      `insert into "ProgrammeItem" ("conventionId", "blockId", kind, title, text, position)
       select $1::uuid, id, 'PARAGRAPH', '', text, position from jsonb_to_recordset($2::jsonb) as r(id uuid, text text, position int)`,
      [conventionId, JSON.stringify(rows)],
    );
  }
  for (let from = 0; from < COMMENTS; from += BATCH) {
    const thread = await prisma.thread.create({
      data: {
        ...{
          conventionId: conventionIds[(from / BATCH) % CONVENTIONS] ?? '',
          blockId: randomUUID(),
          createdById: authorId,
        },
        ...{ quotation: '', prefix: '', suffix: '' },
      },
    });
    const rows = Array.from({ length: BATCH }, () => ({ id: randomUUID(), body: sentence() }));
    await pool.query(
      `insert into "Comment" (id, "threadId", "authorId", body)
       select id, $1::uuid, $2::uuid, body from jsonb_to_recordset($3::jsonb) as r(id uuid, body text)`,
      [thread.id, authorId, JSON.stringify(rows)],
    );
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await pool.query('vacuum analyze');
  return seconds;
}

const query = parse(`query ($words: String!, $kinds: [SearchKind!], $typing: Boolean, $first: Int) {
  search(words: $words, kinds: $kinds, typing: $typing, first: $first) {
    hits { id kind title { text isMatch } passage { text isMatch } heading { title } conventionTitle year }
    total isCapped kinds { kind count } years { year count } correctedWords hasNextPage
  }
}`) as TypedDocumentNode<{ search: { total: number } }, Record<string, unknown>>;

interface Asked {
  name: string;
  limit: number;
  variables(): Record<string, unknown>;
}

const mistyped = (word: string) => `${word.slice(0, 3)}x${word.slice(4)}`;

const questions: readonly Asked[] = [
  { name: 'a rare word', limit: RARE_MS, variables: () => ({ words: pick(rare) }) },
  { name: 'a rare word and a frequent one', limit: RARE_MS, variables: () => ({ words: `${pick(rare)} ${common()}` }) },
  { name: 'a rare word, one error in it', limit: RARE_MS, variables: () => ({ words: mistyped(pick(rare)) }) },
  {
    name: 'a rare word half typed',
    limit: RARE_MS,
    variables: () => ({ words: pick(rare).slice(0, 7), typing: true, first: 6 }),
  },
  { name: 'a frequent word', limit: FREQUENT_MS, variables: () => ({ words: pick(frequent.slice(0, 12)) }) },
  {
    name: 'two frequent words',
    limit: FREQUENT_MS,
    variables: () => ({ words: `${frequent[0]} ${pick(frequent.slice(1, 8))}` }),
  },
  {
    name: 'a frequent word, among comments',
    limit: FREQUENT_MS,
    variables: () => ({ words: pick(frequent.slice(0, 12)), kinds: ['COMMENT'] }),
  },
  {
    name: 'a frequent word half typed',
    limit: FREQUENT_MS,
    variables: () => ({ words: pick(frequent.slice(0, 12)).slice(0, 4), typing: true, first: 6 }),
  },
];

async function time(viewer: Viewer, { variables }: Asked) {
  const api = createApi({ viewer, from: { ip: '192.0.2.1', userAgent: null } }, '/connexion');
  const times: number[] = [];
  for (let index = 0; index < TIMES; index += 1) {
    const asked = variables();
    const startedAt = performance.now();
    await api.query(query, asked);
    times.push(performance.now() - startedAt);
  }
  // The first calls pay for compiling the statements, once a process.
  return spreadOf(times.slice(3));
}

log.level = 'fatal';
const measuredOn = machine();
const { url, drop } = await createOnPostgresql();
await connectDatabase(url);
const { ids, viewers } = await buildConventions();
const seconds = await buildRows(ids, viewers.reader.personId);
const { rows: sizes } = await pool.query<{ name: string; size: string }>(
  `select relname as name, pg_size_pretty(pg_relation_size(oid)) as size from pg_class
   where relname in ('SearchEntry', 'SearchEntry_words_access_idx', 'SearchWord_trigrams_idx') order by 1`,
);
const { rows: matching } = await pool.query<{ n: number }>(
  `select count(*)::int as n from "SearchEntry" where words @@ plainto_tsquery('french', $1)`,
  [frequent[0]],
);
const lines: (string | number)[][] = [];
for (const [who, viewer] of [
  ['50 of 100 conventions', viewers.reader],
  ['1 of 100', viewers.narrow],
] as const)
  for (const question of questions) {
    const { p50, p95 } = await time(viewer, question);
    lines.push([
      question.name,
      who,
      p50.toFixed(0),
      p95.toFixed(0),
      `≤ ${question.limit}: ${verdict(p95, question.limit, { digits: 0 })}`,
    ]);
  }
const text = `\`npm run bench:search\`: ${BLOCKS} blocks and ${COMMENTS} comments over ${CONVENTIONS} conventions; the most frequent word is in
${matching[0]?.n} of them. Written with their entries in ${seconds.toFixed(0)} s, ${((1_000 * seconds) / (BLOCKS + COMMENTS)).toFixed(2)} ms each. One request at a time, through the API in this
process: results, counts, quoted passages and rights, in milliseconds. ${sizes.map(({ name, size }) => `${name}: ${size}`).join(', ')}.

${table(['words', 'who sees', 'p50', 'p95', 'p95, target'], lines)}`;
writeSection({ heading: 'Search', text }, measuredOn);
process.stdout.write(`${text}\n`);
await disconnectDatabase();
await drop();
process.exit(0);
