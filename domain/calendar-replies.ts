// Answers that calendars send by themselves: « Accepter » in Outlook is an answer as good as the link's. The job that reads
// the mailbox calls this; whatever is not clearly the answer of the one it was asked of is left alone.
import { readReply } from '#formats/ics.ts';
import { prisma } from '#prisma/client.ts';
import { transact } from './changes.ts';
import { DomainError } from './errors.ts';
import { keepAnswer, mayAnswer } from './meeting-answers.ts';
import { addressOf, lockMeeting } from './meeting-views.ts';
import { inviteeAt, proves } from './reply-addresses.ts';

/** A message as it arrived: the addresses it was sent to, and a calendar part of it. */
export interface CalendarMail {
  recipients: readonly string[];
  content: string;
}

/**
 * Keeps the answer of a calendar, and says whether it did. Taken only when it was sent to the personal address of somebody
 * still invited, speaks in that one's name, and is about the meeting as it now stands. Taking it twice is harmless.
 */
export async function takeCalendarReply({ recipients, content }: CalendarMail): Promise<boolean> {
  const reply = readReply(content);
  const [addressed] = recipients.map(inviteeAt).filter((one) => one !== null);
  if (!reply || !addressed) return false;
  const { inviteeId, proof } = addressed;
  const found = await prisma.invitee.findFirst({ where: { AND: [{ id: inviteeId }, mayAnswer] } });
  if (!found || !proves(proof, found)) return false;
  try {
    return await transact(null, async (tx, record) => {
      const meeting = await lockMeeting(tx, found.meetingId);
      const invitee = meeting.invitees.find(({ id }) => id === inviteeId);
      // A forwarded invitation is answered in the name of whoever got it, from the address of the one invited.
      if (!invitee || meeting.uid !== reply.uid || addressOf(invitee).toLowerCase() !== reply.email) return false;
      const { answer, sequence } = reply;
      await keepAnswer(tx, record, { meeting, given: { inviteeId, answer, sequence } });
      return true;
    });
  } catch (error) {
    // The meeting is over, cancelled, or has changed since: there is nobody to tell but the sender's calendar.
    if (error instanceof DomainError) return false;
    throw error;
  }
}
