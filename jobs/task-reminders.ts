// The job behind reminders of tasks. Like reminders of what is due, it wakes every hour of the working day, first before the
// digest of 7.30: a stop at the hour makes a reminder late, not lost.
import { sendTaskReminders } from '#domain/outcomes/reminders.ts';
import type { Job } from './boss.ts';

/** Sends the reminders of tasks that are due. */
export const taskRemindersJob: Job = {
  name: 'task-reminders',
  cron: '15 7-18 * * 1-5',
  pollSeconds: 30,
  async run() {
    await sendTaskReminders();
  },
};
