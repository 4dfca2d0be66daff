// The outside of the domain in tests that run no server: co-edited texts read from and committed to the real tables (one
// process, no room), and what was announced and mailed kept in lists. `useOutside()` at the top of a test file.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { frozen, notFound } from '#domain/errors.ts';
import {
  type Announced,
  type Announcements,
  type Files,
  handIn,
  type LiveDocuments,
  type MailMessage,
  type Posts,
} from '#domain/outside.ts';
import { appendUpdates } from '#domain/texts/documents.ts';
import { quiet } from '#domain/texts/text-sequence.ts';
import { openFiles } from '#outside/files.ts';
import { openPosts } from '#outside/webhooks.ts';
import { prisma } from '#prisma/client.ts';

async function readStored(documentId: string): Promise<{ doc: Doc; sequence: number }> {
  const stored = await prisma.document.findUnique({
    where: { id: documentId },
    include: { snapshot: true, updates: { orderBy: { sequence: 'asc' } } },
  });
  if (!stored) throw notFound();
  const doc = quiet(new Doc());
  for (const { bytes } of [...(stored.snapshot ? [stored.snapshot] : []), ...stored.updates]) applyUpdate(doc, bytes);
  return { doc, sequence: Number(stored.sequence) };
}

const editStored: LiveDocuments['edit'] = async (documentId, author, change) => {
  const { doc } = await readStored(documentId);
  const before = encodeStateVector(doc);
  let changed = false;
  doc.on('update', () => {
    changed = true;
  });
  change(doc);
  if (!changed) return;
  const outcome = await appendUpdates({
    documentId,
    rows: [{ bytes: encodeStateAsUpdate(doc, before), authorId: author?.personId ?? null }],
    newClients: [{ clientId: doc.clientID, personId: author?.personId ?? null }],
  });
  if (outcome === 'frozen') throw frozen();
  if (outcome === 'missing') throw notFound();
};

/** The last edit of each text, for the next to wait for: as in a room, they run one after the other. */
const running = new Map<string, Promise<void>>();

/** Texts as they are stored; an edit resolves once it is committed. */
export const storedTexts: LiveDocuments = {
  read: readStored,
  writeAs: (documentId, personId, change) => storedTexts.edit(documentId, { personId }, change),
  edit(...edit) {
    const [documentId] = edit;
    const done = (running.get(documentId) ?? Promise.resolve()).then(() => editStored(...edit));
    running.set(
      documentId,
      done.catch(() => undefined),
    );
    return done;
  },
};

/** A folder of its own, removed when the test process ends. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'files-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Files in a folder of their own. */
export const keptFiles = (): Files => openFiles(ownFolder());

/** Posts to this machine alone. */
export const ownPosts: Posts = openPosts({ ownNetworks: ['127.0.0.0/8', '::1/128'] });

const filesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

/** What the domain handed to the outside since the running test began. */
export interface Outside {
  announced: Announced[];
  mails: MailMessage[];
  /** Whose sessions were to be judged again. */
  judged: Parameters<Announcements['rightsChanged']>[0][];
  /** Queueing a mail fails, and with it the verb. */
  mailFails: boolean;
  /** How many files there are, whatever the rows say. */
  filesKept(): number;
  /** Hands it in and empties its lists: done before each test, and to be called by a hook that calls verbs. */
  begin(): void;
}

/** Hands the domain this outside, emptied before each test. */
export function useOutside(): Outside {
  const folder = ownFolder();
  const files = openFiles(folder);
  const begin = () => {
    outside.announced = [];
    outside.mails = [];
    outside.judged = [];
    outside.mailFails = false;
    handIn({
      live: storedTexts,
      announcements: {
        changed: (changes) => outside.announced.push(...changes),
        rightsChanged: (whose) => outside.judged.push(whose),
        sessionsEnded: () => undefined,
      },
      mail: {
        queue: async (_tx, message) => {
          if (outside.mailFails) throw new Error('No mail leaves.');
          outside.mails.push(message);
        },
      },
      files,
      posts: ownPosts,
    });
  };
  const outside: Outside = {
    announced: [],
    mails: [],
    judged: [],
    mailFails: false,
    filesKept: () => filesIn(folder),
    begin,
  };
  beforeEach(begin);
  return outside;
}
