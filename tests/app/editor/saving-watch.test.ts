// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SavingState } from '#app/editor/saving.ts';
import { watchSaving } from '#app/editor/saving-watch.ts';
import type { DocumentConnection } from '#realtime/client/document-connection.ts';
import { type DocumentStatus, firstStatus } from '#realtime/client/status.ts';

/** A connection whose state the test says. */
function connectionOf() {
  const heard = new Set<(status: DocumentStatus) => void>();
  const connection = {
    status: { ...firstStatus, connection: 'online', mode: 'write', synced: true } as DocumentStatus,
    on: (_: string, listener: (status: DocumentStatus) => void) => heard.add(listener),
    off: (_: string, listener: (status: DocumentStatus) => void) => heard.delete(listener),
  };
  const say = (change: Partial<DocumentStatus>) => {
    connection.status = { ...connection.status, ...change };
    for (const listener of heard) listener(connection.status);
  };
  return { connection: connection as unknown as DocumentConnection, say, heard };
}

const watched = () => {
  const shown: SavingState[] = [];
  const { connection, say, heard } = connectionOf();
  const stop = watchSaving(connection, (state) => shown.push(state));
  /** One key as the server and this browser answer it: typed, kept, confirmed. */
  const key = (bytes = 20) => {
    say({ unconfirmedBytes: bytes, keptLocally: false });
    say({ keptLocally: true });
    say({ unconfirmedBytes: 0 });
  };
  return { shown, say, key, stop, heard, words: () => shown.map(({ words }) => words) };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('Forty keys change the words once, and once more when they rest', () => {
  const { key, words } = watched();
  for (let count = 0; count < 40; count += 1) {
    key();
    vi.advanceTimersByTime(120);
  }
  expect(words()).toEqual(['Enregistré', 'Enregistrement…']);
  vi.advanceTimersByTime(700);
  expect(words()).toEqual(['Enregistré', 'Enregistrement…', 'Enregistré']);
});

test('What is not confirmed in time is said to be late; each confirmation starts the clock anew', () => {
  const { say, shown } = watched();
  say({ unconfirmedBytes: 60 });
  vi.advanceTimersByTime(3_900);
  say({ unconfirmedBytes: 40 });
  vi.advanceTimersByTime(3_900);
  expect(shown.at(-1)?.kind).toBe('calm');
  vi.advanceTimersByTime(200);
  expect(shown.at(-1)?.kind).toBe('delayed');
  say({ unconfirmedBytes: 0 });
  expect(shown.at(-1)).toMatchObject({ kind: 'calm', icon: 'saved' });
});

test('What the browser knows of its network is said at once; who no longer listens hears nothing', () => {
  const { say, shown, stop, heard } = watched();
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  window.dispatchEvent(new Event('offline'));
  expect(shown.at(-1)?.kind).toBe('offline');
  online.mockRestore();
  window.dispatchEvent(new Event('online'));
  expect(shown.at(-1)?.kind).toBe('calm');
  say({ unconfirmedBytes: 20 });
  stop();
  expect(heard.size).toBe(0);
  const told = shown.length;
  vi.advanceTimersByTime(10_000);
  expect(shown).toHaveLength(told);
});
