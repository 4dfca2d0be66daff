// The job behind reminders of what is due. It wakes every hour of the working day, first before the digest of 7.30: what is
// due follows from the day and the rows, so that a reminder a stop made miss its hour leaves at the next.
import { sendReminders } from '#domain/obligations/reminders.ts';
import type { Job } from './boss.ts';

/** Sends the reminders that are due. */
export const remindersJob: Job = {
  name: 'reminders',
  cron: '5 7-18 * * 1-5',
  pollSeconds: 30,
  async run() {
    await sendReminders();
  },
};
