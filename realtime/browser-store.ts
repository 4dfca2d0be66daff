// What a browser keeps of a text for one person: unconfirmed edits, and a copy to start from when there is no network.
// Two people on one computer never see each other's (R8). Used by client.ts.
import type { LocalStore } from './unsent.ts';

const PREFIX = 'ingenierie62';
const COPY = 'copy';
const UNCONFIRMED = 'unconfirmed';

const nameOf = (personId: string, documentId: string) => `${PREFIX}:${personId}:${documentId}`;

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves when the transaction is on disk as far as the browser says. */
function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(COPY);
    request.result.createObjectStore(UNCONFIRMED, { autoIncrement: true });
  };
  return settled(request);
}

/** The browser's store of one person's work on one text. */
export function openBrowserStore(personId: string, documentId: string): LocalStore {
  const opened = open(nameOf(personId, documentId));
  // Where a browser refuses (private windows), every use says so and the page works without.
  opened.catch(() => {});
  const write = async <Result>(name: string, act: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result> => {
    const transaction = (await opened).transaction(name, 'readwrite');
    const request = act(transaction.objectStore(name));
    await completed(transaction);
    return request.result;
  };
  return {
    async load() {
      const transaction = (await opened).transaction([COPY, UNCONFIRMED]);
      const unconfirmed = transaction.objectStore(UNCONFIRMED);
      const [copy, keys, bytes] = await Promise.all([
        settled<Uint8Array | undefined>(transaction.objectStore(COPY).get(COPY)),
        settled(unconfirmed.getAllKeys()),
        settled<Uint8Array[]>(unconfirmed.getAll()),
      ]);
      return {
        copy: copy ?? null,
        unconfirmed: bytes.map((update, index) => ({ key: keys[index] as number, bytes: update })),
      };
    },
    add: async (bytes) => (await write(UNCONFIRMED, (store) => store.add(bytes))) as number,
    async remove(keys) {
      const transaction = (await opened).transaction(UNCONFIRMED, 'readwrite');
      for (const key of keys) transaction.objectStore(UNCONFIRMED).delete(key);
      await completed(transaction);
    },
    async saveCopy(bytes) {
      await write(COPY, (store) => store.put(bytes, COPY));
    },
    close: () =>
      void opened.then(
        (database) => database.close(),
        () => {},
      ),
  };
}

/** On sign-out: removes this browser's copies of every text of a person. Unsent work stays for the next sign-in. */
export async function forgetCopies(personId: string): Promise<void> {
  // Browsers without `databases()` keep the copies until their own clean-up; they are reached under this name alone.
  const databases = (await indexedDB.databases?.()) ?? [];
  for (const { name } of databases) {
    if (!name?.startsWith(nameOf(personId, ''))) continue;
    const database = await open(name);
    const transaction = database.transaction(COPY, 'readwrite');
    transaction.objectStore(COPY).clear();
    await completed(transaction);
    database.close();
  }
}
