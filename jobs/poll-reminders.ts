// The job behind the reminder of a date poll. Like reminders of what is due, it wakes every hour of the working day: a stop
// at the hour makes the reminder late, not lost.
import { sendPollReminders } from '#domain/scheduling/reminders.ts';
import type { Job } from './boss.ts';

/** Sends the reminders of date polls that are due. */
export const pollRemindersJob: Job = {
  name: 'poll-reminders',
  cron: '10 7-18 * * 1-5',
  pollSeconds: 30,
  async run() {
    await sendPollReminders();
  },
};
