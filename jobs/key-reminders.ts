// Says that a key ends, a month, a week and a day before. It wakes every hour: what is due follows from the clock and the rows.
import { warnOfEndingKeys } from '#domain/organisations/reminders.ts';
import type { Job } from './boss.ts';

export const keyRemindersJob: Job = {
  name: 'key-reminders',
  cron: '10 * * * *',
  pollSeconds: 30,
  async run() {
    await warnOfEndingKeys();
  },
};
