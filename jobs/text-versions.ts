// Keeps, once a night, every text that was changed since its last version.
import { keepDailyVersions } from '#domain/versions/versions.ts';
import { log } from '#log.ts';
import type { Job } from './boss.ts';

/** The job; repeated, it finds nothing that was changed since. */
export const textVersionsJob: Job = {
  name: 'text-versions',
  cron: '20 3 * * *',
  timeoutSeconds: 3600,
  async run() {
    const kept = await keepDailyVersions();
    log.info({ kept }, 'texts that were changed were kept');
  },
};
