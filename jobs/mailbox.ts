// The job that reads the box where calendars answer. outside/mailbox.ts fetches; the domain says what an answer is worth.
import { takeCalendarReply } from '#domain/calendar-replies.ts';
import { log } from '../log.ts';
import type { Job } from './boss.ts';

/** A message as it arrived. */
export interface ReceivedMail {
  /** Every address it was sent to or delivered for. */
  recipients: string[];
  /** Its calendar parts, as text. */
  calendars: string[];
}

/** What the job needs of the way in: each new message is given to `take`, and is done with once that resolves. */
export interface Inbox {
  receive(take: (mail: ReceivedMail) => Promise<void>): Promise<void>;
}

/** Reads what came, each minute. A message that could not be dealt with is read again the next time. */
export const mailboxJob = (inbox: Inbox): Job => ({
  name: 'mailbox',
  cron: '* * * * *',
  timeoutSeconds: 120,
  retryLimit: 0,
  async run() {
    await inbox.receive(async ({ recipients, calendars }) => {
      for (const content of calendars) {
        const isKept = await takeCalendarReply({ recipients, content });
        log.info({ isKept }, 'a calendar answered an invitation');
      }
    });
  },
});
