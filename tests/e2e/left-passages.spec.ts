// What a browser kept of texts before they were sequences, in a real browser's store; on a page of its own.
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { build, type Rollup } from 'vite';
import * as Y from 'yjs';

const [personId, documentId, blockId] = ['1', '2', '3'].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);

type Store = typeof import('#realtime/client/browser-store.ts');
type WithStore = typeof globalThis & { store: Store };

/** A page that has the store and nothing else. */
async function openStorePage(page: Page): Promise<void> {
  // Vite calls the whole process production, unless it is called something: other errands start servers from it.
  const { NODE_ENV: former } = process.env;
  const made = (await build({
    root: join(import.meta.dirname, '../..'),
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: 'realtime/client/browser-store.ts', formats: ['es'] },
      rollupOptions: { output: { inlineDynamicImports: true } },
    },
  })) as Rollup.RollupOutput[];
  if (former === undefined) Reflect.deleteProperty(process.env, 'NODE_ENV');
  await page.route('http://store.test/**', (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: made[0]?.output[0].code })
      : route.fulfill({
          contentType: 'text/html',
          body: '<script type="module">globalThis.store = await import("/store.js")</script>',
        }),
  );
  await page.goto('http://store.test/');
  await page.waitForFunction(() => 'store' in globalThis);
}

/** What a page of before left: a copy, and words that were not confirmed. */
function leftBefore(): { copy: number[]; edits: number[][] } {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  const run = new Y.XmlText();
  run.insert(0, 'Texte');
  paragraph.insert(0, [run]);
  paragraph.setAttribute('id', blockId as string);
  doc.getXmlFragment('text').insert(0, [paragraph]);
  const copy = [...Y.encodeStateAsUpdate(doc)];
  const edits: number[][] = [];
  doc.on('update', (update: Uint8Array) => edits.push([...update]));
  run.insert(5, ' ajouté hors ligne');
  return { copy, edits };
}

const keepFormerly = (page: Page, left: ReturnType<typeof leftBefore>) =>
  page.evaluate(
    ([name, { copy, edits }]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name, 1);
        request.onupgradeneeded = () => {
          request.result.createObjectStore('copy');
          request.result.createObjectStore('unconfirmed', { autoIncrement: true });
        };
        request.onsuccess = () => {
          const transaction = request.result.transaction(['copy', 'unconfirmed'], 'readwrite');
          transaction.objectStore('copy').put(new Uint8Array(copy), 'copy');
          for (const edit of edits) transaction.objectStore('unconfirmed').add(new Uint8Array(edit));
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
        request.onerror = () => reject(request.error);
      }),
    [`ingenierie62:${personId}:${documentId}`, left] as const,
  );

const passages = (page: Page) =>
  page.evaluate(
    ([person, text]) => (globalThis as WithStore).store.leftPassages(person as string, text as string),
    [personId, documentId],
  );

const forgetCopies = (page: Page) =>
  page.evaluate((person) => (globalThis as WithStore).store.forgetCopies(person as string), personId);

/** How many entries each store of each database holds. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const counts: Record<string, number> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
      });
      for (const store of database.objectStoreNames)
        counts[`${name.split(':').length === 4 ? 'new' : 'former'} ${store}`] = await new Promise((resolve) => {
          const request = database.transaction(store).objectStore(store).count();
          request.onsuccess = () => resolve(request.result);
        });
      database.close();
    }
    return counts;
  });

test('words left unconfirmed in a text of before are passages, until the person says otherwise', async ({ page }) => {
  await openStorePage(page);
  await keepFormerly(page, leftBefore());
  const [found, ...others] = await passages(page);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ blockId, words: 'ajouté hors ligne' });
  expect(await kept(page)).toMatchObject({
    'former copy': 0,
    'former unconfirmed': 0,
    'new passages': 1,
    'new copy': 0,
  });
  await page.reload();
  await page.waitForFunction(() => 'store' in globalThis);
  expect(await passages(page)).toEqual([found]);
  await page.evaluate((key) => (globalThis as WithStore).store.forgetPassage(key), found?.key ?? '');
  expect(await passages(page)).toEqual([]);
});

test('the copy of a text of before is never opened as a text of today, and leaves nothing where there was none', async ({
  page,
}) => {
  await openStorePage(page);
  expect(await passages(page)).toEqual([]);
  expect(Object.keys(await kept(page)).filter((name) => name.startsWith('former'))).toEqual([]);
  await keepFormerly(page, leftBefore());
  const loaded = await page.evaluate(
    ([person, text]) => (globalThis as WithStore).store.openBrowserStore(person as string, text as string).load(),
    [personId, documentId],
  );
  expect(loaded).toEqual({ copy: null, unconfirmed: [] });
});

test('signing out removes the copies of both forms, and no words that were not confirmed', async ({ page }) => {
  await openStorePage(page);
  await keepFormerly(page, leftBefore());
  await page.evaluate(
    async ([person, text]) => {
      const store = (globalThis as WithStore).store.openBrowserStore(person as string, text as string);
      await store.saveCopy(new Uint8Array([0, 0]));
      store.close();
    },
    [personId, documentId],
  );
  await forgetCopies(page);
  expect(await kept(page)).toMatchObject({ 'former copy': 0, 'new copy': 0, 'new passages': 1 });
  expect((await passages(page)).map(({ words }) => words)).toEqual(['ajouté hors ligne']);
});
