// What the tests of the wire stand on: one realtime server for the tests of a block, and nothing left open after each.
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { SocketOptions } from '#realtime/server/sockets.ts';
import { closeConnections, type Host, openHost, type TestPerson } from '../realtime/host.ts';
import { closeWires } from '../realtime/wire.ts';

/** A host that listens while the tests of this block run; connections and wires that a test leaves open end with it. */
export function useHost(changes: Partial<SocketOptions<TestPerson>> = {}): Host {
  let host: Host | undefined;
  beforeAll(async () => {
    host = await openHost(changes);
  });
  afterEach(() => {
    closeConnections();
    closeWires();
  });
  afterAll(() => host?.close());
  return new Proxy({} as Host, {
    get(_none, name: keyof Host) {
      if (!host) throw new Error('The host is opened by beforeAll: take it in a test.');
      return host[name];
    },
  });
}
