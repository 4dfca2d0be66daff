// The feed as it comes, over SSE: from a cursor, without end, as far as the key goes.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBudgetLine } from '#domain/budgets/budgets.ts';
import { readChanges } from '#domain/history/feed.ts';
import { followChanges } from '#domain/history/following.ts';
import { revokeApiKey } from '#domain/organisations/api-keys.ts';
import { type PersonViewer, viewerOfApiKey } from '#domain/viewers.ts';
import { createWeb } from '../../web.ts';
import { buildConvention } from '../build/conventions.ts';
import { buildKey, buildViewer } from '../build/organisations.ts';
import { createChance } from '../realtime/random.ts';
import { bothDatabases } from '../rig/database.ts';
import { followFeed } from '../rig/feed-stream.ts';
import { miniPages } from '../rig/mini-pages.ts';
import { useOutside } from '../rig/outside.ts';

describe.each(bothDatabases)('on $name', ({ use }) => {
  use();
  useOutside();
  let server: Server;
  let administrator: PersonViewer;
  let conventionId: string;
  let key: { id: string; secret: string };

  beforeAll(async () => {
    const build = miniPages({ breaksWith: null, headers: {} });
    const whyNotReady = async () => null;
    server = createServer(createWeb({ build, assets: [], dev: false, whyNotReady, demonstration: () => null }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(async () => {
    administrator = await buildViewer({ organisationAdministrator: true });
    const { organisationId, personId } = administrator;
    const participants = [
      { personId, role: 'STEWARD' as const },
      { organisationId, role: 'READER' as const },
    ];
    conventionId = (await buildConvention({ participants })).id;
    key = await buildKey({ createdById: personId, mode: 'READ' });
  });

  const line = (title = 'Ligne') =>
    createBudgetLine(administrator, {
      conventionId,
      operationCode: 'OP',
      imputation: '65',
      title,
      commitmentAuthorisation: '9000',
    });

  const follow = (variables: object = {}, headers: Record<string, string> = {}) =>
    followFeed(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, key.secret, variables, headers);

  const wait = (work: () => void) => vi.waitFor(work, { timeout: 20_000, interval: 20 });

  test('gives what there is, then each change as it comes, with its cost', async () => {
    await line();
    const stream = await follow({ first: 500 });
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    await wait(() => expect(stream.ids().length).toBeGreaterThan(0));
    const { id } = await line('Plus tard');
    await wait(() =>
      expect(stream.messages.at(-1)?.data?.changes.changes.map(({ kind }) => kind)).toEqual(['BUDGET_LINE_CREATED']),
    );
    expect(id).toBeTruthy();
    expect(stream.messages[0]?.extensions?.cost?.asked).toBeGreaterThan(0);
    stream.close();
  });

  test('cut anywhere and taken up from its last cursor, it misses nothing and repeats nothing', async () => {
    const chance = createChance(62);
    let writing = true;
    const written = (async () => {
      for (let turn = 0; turn < 60; turn += 1) await line(`Ligne ${turn}`);
      writing = false;
    })();
    const ids: string[] = [];
    let after: string | undefined;
    while (writing) {
      const stream = await follow({ after, first: 3 });
      await new Promise((resolve) => setTimeout(resolve, 20 + chance(150)));
      stream.close();
      await stream.reading;
      ids.push(...stream.ids());
      after = stream.messages.at(-1)?.data?.changes.endCursor ?? after;
    }
    await written;
    const last = await follow({ after, first: 500 });
    await wait(() => expect(last.messages.length).toBeGreaterThan(0));
    ids.push(...last.ids());
    last.close();
    const viewer = await viewerOfApiKey(key.secret);
    if (!viewer) throw new Error('The key opens nothing.');
    const { changes } = await readChanges(viewer, { first: 500 });
    expect(ids).toEqual(changes.map(({ id }) => id));
  });

  test('ends as soon as the key is revoked, and says so', async () => {
    const stream = await follow();
    await wait(() => expect(stream.messages.length).toBe(1));
    await revokeApiKey(administrator, { apiKeyId: key.id });
    await wait(() => expect(stream.isOver()).toBe(true));
    expect(stream.messages.at(-1)?.errors?.[0]?.extensions.code).toBe('INVALID_KEY');
  });

  test('a key has five at a time, and its place back as soon as one is closed', async () => {
    const streams = await Promise.all([1, 2, 3, 4, 5].map(() => follow()));
    await wait(() => expect(streams.every(({ messages }) => messages.length === 1)).toBe(true));
    const sixth = await follow();
    await wait(() => expect(sixth.messages[0]?.errors?.[0]?.extensions.code).toBe('TOO_MANY_SUBSCRIPTIONS'));
    streams[0]?.close();
    await wait(async () => {
      const again = await follow();
      await wait(() => expect(again.messages.length).toBe(1));
      again.close();
      expect(again.messages[0]?.errors).toBeUndefined();
    });
    for (const { close } of streams) close();
  });

  test('a wrong cursor, a size out of range, a person and a stranger are refused', async () => {
    const codeOf = async (variables: object, headers?: Record<string, string>) => {
      const stream = await follow(variables, headers);
      await wait(() => expect(stream.messages.length).toBeGreaterThan(0));
      stream.close();
      return stream.messages[0]?.errors?.[0]?.extensions.code;
    };
    expect(await codeOf({ after: 'zz' })).toBe('CURSOR_EXPIRED');
    expect(await codeOf({ first: 501 })).toBe('INVALID_INPUT');
    expect(await codeOf({}, { authorization: '' })).toBe('UNAUTHENTICATED');
    expect(() => followChanges(administrator, {})).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
  });
});
