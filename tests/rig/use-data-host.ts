// The addresses that give data, for the calling test file or block.
import { afterAll, beforeAll } from 'vitest';
import { type DataHost, startDataHost } from './data-host.ts';

/** Starts them before the tests, and ends them after. */
export function useDataHost(): DataHost {
  let host: DataHost | undefined;
  beforeAll(async () => {
    host = await startDataHost();
  });
  afterAll(() => host?.stop());
  const running = () => {
    if (!host) throw new Error('The host is there in hooks and tests only.');
    return host;
  };
  return {
    get url() {
      return running().url;
    },
    ask: (...asked) => running().ask(...asked),
    stop: () => running().stop(),
  };
}
