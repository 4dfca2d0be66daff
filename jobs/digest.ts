// The job behind digests. It wakes every ten minutes: what is due follows from the clock and the rows, so a digest that a
// stop made miss its hour leaves soon after the start, and one that has left does not leave again.
import { sendDigests } from '#domain/notifications/digests.ts';
import type { Job } from './boss.ts';

/** Sends the digests that are due; on working days the first wake-up that finds any is that of 7.30. */
export const digestJob: Job = {
  name: 'digest',
  cron: '*/10 * * * *',
  async run() {
    await sendDigests();
  },
};
