// Reads deposited files back, every night, and removes those that no row names.
import { sweepFiles, verifyVersions } from '#domain/datasets/verification.ts';
import type { Job } from './boss.ts';

/** The job; what one night leaves the next ones read. */
export const fileCareJob: Job = {
  name: 'file-care',
  cron: '50 2 * * *',
  pollSeconds: 30,
  timeoutSeconds: 3600,
  async run() {
    await sweepFiles();
    await verifyVersions();
  },
};
