// Who of those whom a called meeting cannot do without will not come: required people, and a whole MDADT. Told to who looks
// after it when it is answered, and shown on its page while there is time to move it. Answering is answers.ts.
import type { Tx } from '#prisma/client.ts';
import type { RecordChange } from '../changes.ts';
import { mdadtNames } from '../french.ts';
import { notify } from '../notify.ts';
import { territories } from '../vocabulary.ts';
import { comesFor, type InviteeView, isPast, type MeetingView, nameOf, organisingPeople } from './meeting-views.ts';

/** An absence that matters, in a sentence, with those who declined. */
export interface Absence {
  inviteeIds: string[];
  words: string;
}

const declines = ({ answer }: InviteeView) => answer === 'NO';

/** The absences that matter, as answered so far. */
export function absencesOf({ invitees }: MeetingView): Absence[] {
  const required = invitees.filter((invitee) => invitee.required && declines(invitee));
  const absent = territories.flatMap((territory) => {
    const people = invitees.filter((invitee) => comesFor(invitee)?.unit?.territory === territory);
    return people.length > 0 && people.every(declines) ? [{ territory, people }] : [];
  });
  return [
    ...required.map((invitee) => ({
      inviteeIds: [invitee.id],
      words: `${nameOf(invitee)}, dont la présence est requise, a répondu non.`,
    })),
    ...absent.map(({ territory, people }) => ({
      inviteeIds: people.map(({ id }) => id),
      words: `${mdadtNames[territory]}\u00a0: toutes les personnes invitées ont répondu non.`,
    })),
  ];
}

/** The absences that something can still be done about: of a meeting that is called and not over. */
export const comingAbsences = (meeting: MeetingView): Absence[] =>
  meeting.state === 'CALLED' && !isPast(meeting) ? absencesOf(meeting) : [];

/** Tells who looks after a meeting that somebody who has just declined will be missed; never the one who answered. */
export async function tellAbsence(
  tx: Tx,
  record: RecordChange,
  { meeting, invitee: { id, personId }, changeId }: { meeting: MeetingView; invitee: InviteeView; changeId: string },
): Promise<void> {
  const invitees = meeting.invitees.map((one) => (one.id === id ? { ...one, answer: 'NO' as const } : one));
  if (!absencesOf({ ...meeting, invitees }).some(({ inviteeIds }) => inviteeIds.includes(id))) return;
  const { id: meetingId, conventionId } = meeting;
  // With a link or by the calendar nobody is signed in: the answer does not say by itself whose it is.
  const people = { AND: [organisingPeople(meeting), personId ? { id: { not: personId } } : {}] };
  await notify(tx, record, { kind: 'INVITEE_ABSENT', changeId, conventionId, meetingId, people });
}
