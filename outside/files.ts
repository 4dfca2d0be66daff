// Files that people hand in, kept by id in a folder. A file is whole or not there: written aside, flushed, then renamed.
// Knows no person and no convention.
import { mkdirSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from '#domain/outside.ts';

/** The files of a folder, which is made when missing. */
export function openFiles(folder: string): Files {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
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
    remove: (id) => rm(place(id), { force: true }),
  };
}
