// How a page reaches its server: by WebSocket, and by requests where a network swallows WebSockets.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/rig/database.ts';
import { addParagraph, closeConnections, createText, type Host, openHost, storedText, textOf, until } from './host.ts';
import { openSwallowingProxy, type Silence, type SwallowingProxy } from './swallowing-proxy.ts';

describe('a network that swallows WebSockets', () => {
  useDatabase();
  let host: Host;
  let proxy: SwallowingProxy | undefined;
  beforeAll(async () => {
    host = await openHost();
  });
  afterEach(async () => {
    closeConnections();
    await proxy?.close();
  });
  afterAll(() => host.close());

  const open = async (silence: Silence) => {
    proxy = await openSwallowingProxy(Number(new URL(host.url).port), silence);
    return proxy;
  };

  test.each<[string, Silence]>([
    ['before it is open', 'before'],
    ['once it is open', 'after'],
    ['after its probe', 'probe'],
  ])('long polling takes over where a WebSocket is silent %s, and the text is written', async (_when, silence) => {
    const { url, upgrades } = await open(silence);
    const documentId = await createText('Article 1');
    const page = host.connect(host.person(), documentId, { url });
    await page.whenSynced;
    // The first was a WebSocket: it is not from the start that it is not trusted.
    expect(upgrades()).toBeGreaterThan(0);
    addParagraph(page.doc, 'Malgré le réseau');
    await until(() => page.status.synced && page.status.unconfirmedBytes === 0);
    expect(textOf(await storedText(documentId))).toBe(textOf(page.doc));
  });

  test('long polling takes over where a WebSocket falls silent while it is used, and what was typed arrives', async () => {
    const { url, swallow } = await open('later');
    const documentId = await createText('Article 1');
    const page = host.connect(host.person(), documentId, { url });
    await page.whenSynced;
    swallow();
    addParagraph(page.doc, 'Dans le silence');
    await until(() => page.status.unconfirmedBytes === 0);
    expect(textOf(await storedText(documentId))).toBe(textOf(page.doc));
    // The next page of this browser does not wait for the silence again.
    const next = host.connect(host.person(), documentId, { url });
    await next.whenSynced;
    expect(textOf(next.doc)).toBe(textOf(page.doc));
  });

  test('a WebSocket that answers its probe and falls silent is not tried for ever', async () => {
    const { url, upgrades } = await open('probe');
    const page = host.connect(host.person(), await createText('Article 1'), { url });
    let losses = 0;
    page.on('offline', (offline) => {
      losses += Number(offline);
    });
    await page.whenSynced;
    await until(() => losses > 0 && page.status.synced);
    const tried = upgrades();
    for (const words of ['Un', 'Deux', 'Trois']) {
      addParagraph(page.doc, words);
      await until(() => page.status.unconfirmedBytes === 0);
    }
    expect(upgrades()).toBe(tried);
  });
});
