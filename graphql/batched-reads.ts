// One read for what many resolvers of one answer ask: a list of things costs a query for each of its fields, not for each
// of its rows. Used by types/<noun>.ts.
import { createContextCache } from '@pothos/core';
import type { Context } from './builder.ts';

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
