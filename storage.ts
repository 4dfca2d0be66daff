// Where what people hand in is kept, as the environment says: in a folder of DATA_DIR, or in a bucket (FILES_URL). For server.ts
// and, by with-database.ts, for every command.
import { join } from 'node:path';
import { env } from '#env.ts';
import { type KeptFiles, openFiles } from '#outside/files.ts';
import { StartRefused } from './refusals.ts';

/** The storage of this process. StartRefused, in French, for a bucket that is not there. */
export async function openStorage(): Promise<KeptFiles> {
  const folder = join(env.DATA_DIR, 'files');
  if (!env.FILES_URL) return openFiles(folder);
  // Loaded where it is used: the library is large, and warns of an old Node by itself.
  const { answers, openS3Files } = await import('#outside/s3-files.ts');
  const { bucket, endpoint } = env.FILES_URL;
  if (!(await answers(env.FILES_URL)))
    throw new StartRefused(
      `FILES_URL : le compartiment « ${bucket} » de ${endpoint} ne répond pas. Vérifiez l’adresse, la clé, et qu’il existe.`,
    );
  return openS3Files(env.FILES_URL, folder);
}
