// What a browser keeps of a text for one person: unconfirmed edits, a copy to start from when there is no network, and
// passages that have lost their place. Two people on one computer never see each other's (R8). Used by document-connection.ts.
import type { LocalStore } from './unsent.ts';

const PREFIX = 'ingenierie62';
const COPY = 'copy';
const UNCONFIRMED = 'unconfirmed';
const PASSAGES = 'passages';

const nameOf = (personId: string, documentId: string) => `${PREFIX}:sequence:${personId}:${documentId}`;

/** Where copies and edits of texts of the former form are: never applied to a text of today. */
const formerNameOf = (personId: string, documentId: string) => `${PREFIX}:${personId}:${documentId}`;

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

/** An answer that takes longer will not come, ms: a browser that is ill says nothing for ever. */
const ANSWER_MS = 2_000;

/** `answer`, or a refusal when it does not come; for what a page would wait for before it shows words. */
function answered<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The browser’s store does not answer.')), ANSWER_MS);
    void answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Rejects, and never throws, where there is no IndexedDB or it may not be touched. */
async function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(COPY);
    request.result.createObjectStore(UNCONFIRMED, { autoIncrement: true });
    request.result.createObjectStore(PASSAGES);
  };
  return settled(request);
}

/** A database that is there already; null when there is none. */
async function openExisting(name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    let isNew = false;
    // It has just been made: undone, there is none again.
    request.onupgradeneeded = () => {
      isNew = true;
      request.transaction?.abort();
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => (isNew ? resolve(null) : reject(request.error));
  });
}

/** The browser's store of one person's work on one text. It may never answer: who opens a text waits for it no longer than
 * is bearable (document-connection.ts), and what comes late is not lost. */
export function openBrowserStore(personId: string, documentId: string): LocalStore {
  const opened = open(nameOf(personId, documentId));
  // Where a browser refuses (private windows), every use is refused and the page works without.
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

/** Words of this person that have lost their place in a text: shown until the person says otherwise. */
export interface Passage {
  /** For `forgetPassage`. */
  key: string;
  /** The block they were in; null when that is not known. */
  blockId: string | null;
  words: string;
  /** They were no suggestion, and were not taken of who may only suggest. */
  isRefused?: boolean;
}

type KeptPassage = Omit<Passage, 'key'>;

/** Stores passages under ids that are the same whenever they are found again. */
async function storePassages(
  personId: string,
  documentId: string,
  passages: readonly (KeptPassage & { id: string })[],
) {
  const database = await open(nameOf(personId, documentId));
  const transaction = database.transaction(PASSAGES, 'readwrite');
  for (const { id, ...passage } of passages)
    transaction.objectStore(PASSAGES).put(passage, `${personId}:${documentId}:${id}`);
  await completed(transaction);
  database.close();
}

/** Makes passages of what was written in a text of the former form and not confirmed; nothing of that form stays. */
async function takeFormerEdits(personId: string, documentId: string): Promise<void> {
  const former = await openExisting(formerNameOf(personId, documentId));
  if (!former) return;
  try {
    const reading = former.transaction([COPY, UNCONFIRMED]);
    const [copy, keys, edits] = await Promise.all([
      settled<Uint8Array | undefined>(reading.objectStore(COPY).get(COPY)),
      settled(reading.objectStore(UNCONFIRMED).getAllKeys()),
      settled<Uint8Array[]>(reading.objectStore(UNCONFIRMED).getAll()),
    ]);
    if (copy === undefined && keys.length === 0) return;
    if (edits.length > 0) {
      const { passagesIn } = await import('./left-passages.ts');
      await storePassages(personId, documentId, passagesIn(copy ?? null, edits));
    }
    // Not the whole database: a page of before may be open still, and its next words come here too.
    const clearing = former.transaction([COPY, UNCONFIRMED], 'readwrite');
    clearing.objectStore(COPY).clear();
    for (const key of keys) clearing.objectStore(UNCONFIRMED).delete(key);
    await completed(clearing);
  } finally {
    former.close();
  }
}

async function readPassages(personId: string, documentId: string): Promise<Passage[]> {
  await takeFormerEdits(personId, documentId);
  const database = await open(nameOf(personId, documentId));
  const store = database.transaction(PASSAGES).objectStore(PASSAGES);
  const [keys, kept] = await Promise.all([settled(store.getAllKeys()), settled<KeptPassage[]>(store.getAll())]);
  database.close();
  return kept.map((passage, index) => ({ ...passage, key: keys[index] as string }));
}

/**
 * The passages of this person in a text that this browser keeps, those of the former form first made so; rejects where it
 * keeps nothing.
 */
export const leftPassages = (personId: string, documentId: string): Promise<Passage[]> =>
  answered(readPassages(personId, documentId));

/** Keeps a passage until `forgetPassage`, beyond the tab; rejects where the browser does not. */
export const keepPassage = (personId: string, documentId: string, passage: KeptPassage): Promise<void> =>
  answered(storePassages(personId, documentId, [{ ...passage, id: crypto.randomUUID() }]));

/** The person has dealt with it. */
export async function forgetPassage(key: string): Promise<void> {
  const [personId = '', documentId = ''] = key.split(':');
  const database = await open(nameOf(personId, documentId));
  const transaction = database.transaction(PASSAGES, 'readwrite');
  transaction.objectStore(PASSAGES).delete(key);
  await completed(transaction);
  database.close();
}

/** On sign-out: removes this browser's copies of every text of a person. Unsent work stays for the next sign-in. */
export async function forgetCopies(personId: string): Promise<void> {
  // Browsers without `databases()` keep the copies until their own clean-up; they are reached under this name alone.
  const databases = (await indexedDB.databases?.()) ?? [];
  for (const { name } of databases) {
    const formerName = formerNameOf(personId, '');
    if (name?.startsWith(formerName)) await takeFormerEdits(personId, name.slice(formerName.length));
    if (!name?.startsWith(nameOf(personId, ''))) continue;
    const database = await open(name);
    const transaction = database.transaction(COPY, 'readwrite');
    transaction.objectStore(COPY).clear();
    await completed(transaction);
    database.close();
  }
}
