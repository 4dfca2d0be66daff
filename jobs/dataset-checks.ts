// Checks, every minute, the deposited files that a stopped server left unchecked.
import { checkWaitingVersions } from '#domain/datasets/version-checks.ts';
import type { Job } from './boss.ts';

/** The job; a deposit is checked at once by the server that took it, and this finds the others. */
export const datasetChecksJob: Job = {
  name: 'dataset-checks',
  cron: '* * * * *',
  pollSeconds: 20,
  timeoutSeconds: 1800,
  run: checkWaitingVersions,
};
