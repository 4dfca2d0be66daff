// Every job there is. server.ts starts them: `startJobs(everyJob({ sender: openMailer(env) }))`. A new job is a file of its
// own that exports a Job (boss.ts), and one line here.
import type { Job } from './boss.ts';
import { cleaningJob } from './cleaning.ts';
import { datasetChecksJob } from './dataset-checks.ts';
import { digestJob } from './digest.ts';
import { fileCareJob } from './file-care.ts';
import { keyRemindersJob } from './key-reminders.ts';
import { mailJob, type Sender } from './mail.ts';
import { type Inbox, mailboxJob } from './mailbox.ts';
import { numberingJob } from './numbering.ts';
import { remindersJob } from './obligation-reminders.ts';
import { passedDaysJob } from './passed-days.ts';
import { pollRemindersJob } from './poll-reminders.ts';
import { searchJob } from './search.ts';
import { taskRemindersJob } from './task-reminders.ts';
import { textVersionsJob } from './text-versions.ts';
import { webhooksJob } from './webhooks.ts';

/** The jobs of the product, with what they need of the outside. */
export const everyJob = ({ sender, inbox }: { sender: Sender; inbox: Inbox | null }): readonly Job[] => [
  mailJob(sender),
  ...(inbox ? [mailboxJob(inbox)] : []),
  cleaningJob,
  datasetChecksJob,
  fileCareJob,
  numberingJob,
  keyRemindersJob,
  digestJob,
  remindersJob,
  passedDaysJob,
  pollRemindersJob,
  taskRemindersJob,
  searchJob,
  webhooksJob,
  textVersionsJob,
];
