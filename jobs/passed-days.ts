// Tells the history, soon after midnight, what the night made late. It wakes every hour: what was told is known from the rows.
import { tellPassedActions } from '#domain/follow-up/passed-days.ts';
import { tellPassedOccurrences } from '#domain/obligations/passed-days.ts';
import type { Job } from './boss.ts';

export const passedDaysJob: Job = {
  name: 'passed-days',
  cron: '2 * * * *',
  pollSeconds: 30,
  async run() {
    await tellPassedOccurrences();
    await tellPassedActions();
  },
};
