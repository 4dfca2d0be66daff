// Whether mail reaches those invited: what could not be delivered is told to who looks after the meeting, once, and shown
// beside the invitation until a mail arrives again. The job of mail calls it, and calendar-replies.ts when one comes back; how
// mail travels is not known here.
import { prisma, type Tx } from '#prisma/client.ts';
import { isSameAddress } from '../address.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { notify } from '../notify.ts';
import {
  addressOf,
  type InviteeView,
  lockMeeting,
  type MeetingView,
  nameOf,
  organisingPeople,
} from './meeting-views.ts';

/** A mail to somebody invited; `to` is the address it was for, null when that cannot be read any more. */
export interface InvitationMail {
  inviteeId: string;
  to: string | null;
}

interface Told {
  meeting: MeetingView;
  invitee: InviteeView;
}

/** Runs `work` on whose mail it was; on nobody who is no longer invited, or whose address is another since. */
async function withInvitee(
  { inviteeId, to }: InvitationMail,
  work: (tx: Tx, record: RecordChange, told: Told) => Promise<unknown>,
): Promise<void> {
  const found = await prisma.invitee.findUnique({ where: { id: inviteeId }, select: { meetingId: true } });
  if (!found) return;
  await transact(null, async (tx, record) => {
    const meeting = await lockMeeting(tx, found.meetingId);
    const invitee = meeting.invitees.find(({ id }) => id === inviteeId);
    if (!invitee || (to !== null && !isSameAddress(addressOf(invitee), to))) return;
    await work(tx, record, { meeting, invitee });
  });
}

const recordDelivery = (
  record: RecordChange,
  kind: 'invitation.undelivered' | 'invitation.delivered',
  { meeting: { id: meetingId, conventionId, title }, invitee }: Told,
): Promise<string> =>
  record({
    kind,
    subject: 'Invitee',
    subjectId: invitee.id,
    conventionId,
    details: { meetingId, title, name: nameOf(invitee) },
  });

/** A mail will never be delivered, or came back. While one is known not to have been, the next, and the same again, tell nobody. */
export const noteUndelivered = (undelivered: InvitationMail): Promise<void> =>
  withInvitee(undelivered, async (tx, record, told) => {
    const { meeting, invitee } = told;
    if (invitee.mailRefusedAt) return;
    await tx.invitee.update({ where: { id: invitee.id }, data: { mailRefusedAt: now() } });
    const changeId = await recordDelivery(record, 'invitation.undelivered', told);
    const { id: meetingId, conventionId } = meeting;
    const people = organisingPeople(meeting);
    await notify(tx, record, { kind: 'INVITEE_UNREACHED', changeId, conventionId, meetingId, people });
  });

/** A mail was taken by the server of its address: what was refused before is over. */
export async function noteDelivered(delivered: InvitationMail): Promise<void> {
  // Of nearly every mail there is nothing to say: the meeting is not locked for it.
  if ((await prisma.invitee.count({ where: { id: delivered.inviteeId, mailRefusedAt: { not: null } } })) === 0) return;
  await withInvitee(delivered, async (tx, record, told) => {
    if (!told.invitee.mailRefusedAt) return;
    await tx.invitee.update({ where: { id: told.invitee.id }, data: { mailRefusedAt: null } });
    await recordDelivery(record, 'invitation.delivered', told);
  });
}
