// Removes, every night, what is over: sessions, links, counts of tries, answers to forms, changes older than the history is kept. Each line
// is one verb of the domain; a noun that leaves things behind adds its own.
import { removeOverLinks } from '#domain/accounts/accounts.ts';
import { forgetOldAttempts } from '#domain/accounts/attempts.ts';
import { removeOverSessions } from '#domain/accounts/sessions.ts';
import { forgetAnsweredForms } from '#domain/answered-forms.ts';
import { forgetOldDownloads } from '#domain/datasets/downloads.ts';
import { removeOldUploads } from '#domain/datasets/uploads.ts';
import { pruneChanges } from '#domain/history/feed.ts';
import { forgetUnusedWords } from '#domain/search/filling.ts';
import { forgetOldDeliveries } from '#domain/webhooks/delivery-log.ts';
import type { Job } from './boss.ts';

const DAY_MS = 24 * 3_600_000;

/** The history outlives a convention and the accounts that may be asked of it (five years). */
const HISTORY_DAYS = 5 * 366;

/** The job; a verb that fails is tried again with the others, which have nothing left to do. */
export const cleaningJob: Job = {
  name: 'cleaning',
  cron: '20 3 * * *',
  pollSeconds: 30,
  async run() {
    await removeOverSessions();
    await removeOverLinks();
    await forgetOldAttempts();
    await forgetAnsweredForms();
    await removeOldUploads();
    await forgetOldDownloads();
    await forgetUnusedWords();
    await forgetOldDeliveries();
    await pruneChanges(new Date(Date.now() - HISTORY_DAYS * DAY_MS));
  },
};
