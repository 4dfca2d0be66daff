// Files that people hand in, kept by id in a folder. A file is whole or not there: written aside, flushed, then renamed.
// Knows no person and no convention.
import { mkdirSync } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileConfigstore, FileStore } from '@tus/file-store';
import type { DataStore } from '@tus/server';
import type { Files } from '#domain/outside.ts';
import { sweepFolder } from './swept.ts';

/** Files, and the way in for those that come in parts. */
export interface KeptFiles extends Files {
  /** Where the parts of a file go, under the id that it keeps. */
  parts: DataStore;
  /** Resolves once the parts of a file that has come in full are durable. */
  settle(id: string): Promise<void>;
}

/** The files of a folder, which is made when missing. */
export function openFiles(folder: string): KeptFiles {
  const derived = join(folder, 'derived');
  const arriving = join(folder, 'arriving');
  for (const one of [derived, arriving]) mkdirSync(one, { recursive: true, mode: 0o700 });
  // Ids are the database's own (UUID), never a name that somebody typed.
  const place = (id: string) => join(folder, id);
  return {
    async keep(id, bytes) {
      const aside = `${place(id)}.part`;
      try {
        const file = await open(aside, 'w', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(aside, place(id));
      } catch (error) {
        await rm(aside, { force: true });
        throw error;
      }
    },
    read: (id) => readFile(place(id)),
    async size(id) {
      try {
        return (await stat(place(id))).size;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    // Opened here: what is not there is said before the first byte is promised.
    async stream(id, range) {
      const file = await open(place(id));
      return range ? file.createReadStream(range) : file.createReadStream();
    },
    withPath: (id, use) => use(place(id)),
    derivedPath: (id) => join(derived, id),
    async remove(id) {
      await rm(place(id), { force: true });
      await rm(join(derived, id), { force: true });
      await rm(join(arriving, `${id}.json`), { force: true });
    },
    async sweep(before, known) {
      let removed = 0;
      for (const one of [folder, arriving, derived]) removed += await sweepFolder(one, before, known);
      return removed;
    },
    parts: new FileStore({ directory: folder, configstore: new FileConfigstore(arriving) }),
    async settle(id) {
      const file = await open(place(id), 'r+');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}
