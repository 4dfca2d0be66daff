// One read for what many resolvers of one answer ask: a list of things costs a query for each of its fields, not for each
// of its rows. Used by types/<noun>.ts.
import { createContextCache } from '@pothos/core';
import type { Page } from '#domain/paging.ts';
import type { Viewer } from '#domain/viewers.ts';
import { type Context, signedIn } from './builder.ts';

/** Asks `load` once for all the ids that resolvers of one answer want in the same turn; what it leaves out is undefined. */
export function batched<Value>(
  load: (ids: readonly string[], context: Context) => Promise<ReadonlyMap<string, Value>>,
) {
  const waitingOf = createContextCache(() => ({
    ids: new Set<string>(),
    reading: null as Promise<ReadonlyMap<string, Value>> | null,
  }));
  return async (context: Context, id: string): Promise<Value | undefined> => {
    const waiting = waitingOf(context);
    waiting.ids.add(id);
    waiting.reading ??= new Promise((resolve) => setImmediate(resolve)).then(() => {
      const ids = [...waiting.ids];
      waiting.ids.clear();
      waiting.reading = null;
      return load(ids, context);
    });
    return (await waiting.reading).get(id);
  };
}

/**
 * Asks `load` once for all the lists of a noun that resolvers of one answer want in the same turn; its pages are in the order of
 * what was asked. When it throws, each list is asked alone: one that was asked wrongly fails no other.
 */
export function batchedLists<Request, Row>(
  load: (viewer: Viewer, requests: readonly Request[]) => Promise<Page<Row>[]>,
) {
  const waitingOf = createContextCache(() => ({
    requests: [] as Request[],
    reading: null as Promise<PromiseSettledResult<Page<Row>>[]> | null,
  }));
  const loadEach = async (viewer: Viewer, requests: readonly Request[]) => {
    const pages = await load(viewer, requests).catch(() => null);
    return Promise.allSettled(pages ?? requests.map(async (one) => (await load(viewer, [one]))[0] as Page<Row>));
  };
  return async (context: Context, request: Request): Promise<Page<Row>> => {
    const viewer = signedIn(context);
    const waiting = waitingOf(context);
    const place = waiting.requests.push(request) - 1;
    waiting.reading ??= new Promise((resolve) => setImmediate(resolve)).then(() => {
      const { requests } = waiting;
      waiting.requests = [];
      waiting.reading = null;
      return loadEach(viewer, requests);
    });
    const settled = (await waiting.reading)[place] as PromiseSettledResult<Page<Row>>;
    if (settled.status === 'rejected') throw settled.reason;
    return settled.value;
  };
}
