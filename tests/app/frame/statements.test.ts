// What a page asks of the database does not grow with what is in it: the statements of every list and every page that gathers,
// counted as they leave, over few things and over many times as many.
import type { LoaderFunctionArgs } from '@remix-run/node';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Filled, fill } from '#bench/graphql-data.ts';
import { viewerOfSession } from '#domain/viewers.ts';
import { createApi } from '#graphql/execute.ts';
import { useDatabase } from '#tests/rig/database.ts';

useDatabase();

type Loader = (args: LoaderFunctionArgs) => unknown;

const of = (module: Promise<unknown>) => module.then((loaded) => (loaded as { loader: Loader }).loader);

/** Each page, and at most how many statements it takes. */
const pages: Record<string, { path: string; most: number; loader: () => Promise<Loader> }> = {
  'the home page': { path: '/', most: 30, loader: () => of(import('#app/routes/_index/loader.ts')) },
  conventions: {
    path: '/conventions',
    most: 12,
    loader: () => of(import('#app/routes/conventions._index/loader.ts')),
  },
  obligations: {
    path: '/conventions/:id/suivi/obligations',
    most: 25,
    loader: () => of(import('#app/routes/conventions.$id.suivi.obligations._index/loader.ts')),
  },
  actions: {
    path: '/conventions/:id/suivi/actions',
    most: 25,
    loader: () => of(import('#app/routes/conventions.$id.suivi.actions/loader.ts')),
  },
  activity: {
    path: '/conventions/:id/activite',
    most: 15,
    loader: () => of(import('#app/routes/conventions.$id.activite/loader.ts')),
  },
  meetings: { path: '/reunions', most: 25, loader: () => of(import('#app/routes/reunions._index/loader.ts')) },
  'the calendar': {
    path: '/reunions/calendrier',
    most: 25,
    loader: () => of(import('#app/routes/reunions.calendrier/loader.ts')),
  },
  notifications: {
    path: '/notifications',
    most: 25,
    loader: () => of(import('#app/routes/notifications/loader.ts')),
  },
};

const small = { conventions: 2, axes: 1, threads: 2, obligations: 2, meetings: 2, changes: 5 };
const large = { conventions: 12, axes: 3, threads: 40, obligations: 60, meetings: 120, changes: 400 };

let few: Filled;
let many: Filled;
let asked: string[] = [];
const { query } = pg.Client.prototype;

beforeAll(async () => {
  few = await fill(small);
  many = await fill(large);
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    const [config] = args as [string | { text?: string }];
    const text = typeof config === 'string' ? config : config.text;
    if (text) asked.push(text);
    return Reflect.apply(query, this, args);
  } as typeof query;
});

afterAll(() => {
  pg.Client.prototype.query = query;
});

/** The statements of a page, as somebody opens it who is signed in. */
async function statementsOf({ session, conventionId }: Filled, { path, loader }: (typeof pages)[string]) {
  const load = await loader();
  const viewer = await viewerOfSession(session);
  const api = createApi({ viewer, from: { ip: '192.0.2.1', userAgent: null } }, '/connexion');
  const request = new Request(`http://localhost${path.replace(':id', conventionId)}`);
  const args = { request, params: { id: conventionId }, context: { viewer, api } } as unknown as LoaderFunctionArgs;
  await load(args);
  asked = [];
  await load(args);
  return asked;
}

test.each(Object.entries(pages))('of %s are as many for many things as for few', async (_name, page) => {
  const [ofFew, ofMany] = [await statementsOf(few, page), await statementsOf(many, page)];
  expect(ofFew.length).toBeGreaterThan(0);
  // What there is none of is not asked for: a few more, and never one a row.
  expect(ofMany.length, ofMany.join('\n\n')).toBeLessThanOrEqual(page.most);
  expect(ofMany.length - ofFew.length).toBeLessThanOrEqual(3);
});
