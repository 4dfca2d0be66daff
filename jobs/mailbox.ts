// The job that reads the box where calendars answer. outside/mailbox.ts fetches; the domain says what a message is worth.
import { takeMail } from '#domain/meetings/calendar-replies.ts';
import type { ReceivedMail } from '#domain/outside.ts';
import { log } from '#log.ts';
import type { Job } from './boss.ts';

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
    await inbox.receive(async (mail) => {
      log.info({ outcome: await takeMail(mail) }, 'a message came to the mailbox');
    });
  },
});
