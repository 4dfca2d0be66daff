// Gives the history its order every minute, so that nobody who reads it after a quiet week waits for all that happened meanwhile.
import { numberChanges } from '#domain/history/feed.ts';
import type { Job } from './boss.ts';

/** The job; a reader who comes first has left it nothing to do. */
export const numberingJob: Job = {
  name: 'numbering',
  cron: '* * * * *',
  async run() {
    await numberChanges();
  },
};
