// The joint meetings of the demonstration: one that the two MDADT held (held-meeting.ts), one that they have called. Written
// through the domain's own verbs, in our own words.
import { addAgendaItem } from '#domain/agendas.ts';
import { addDays, instantIn, isWeekday, today } from '#domain/calendar.ts';
import { invite } from '#domain/meeting-invitations.ts';
import { callMeeting, createMeeting } from '#domain/meetings.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { prisma } from '../client.ts';
import { type ActAs, readPlaces, seedHeldMeeting } from './held-meeting.ts';

const COMING = 'Préparer ensemble la prochaine convention';

/** Days until the meeting to come, moved on to a weekday. */
const AHEAD = 12;

/** Points of its agenda, with their minutes. */
const points = [
  ['Suites de la rencontre précédente', 15],
  ['Objectifs à reconduire, à adapter ou à écarter', 60],
  ['Part de chaque territoire et calendrier', 30],
] as const;

async function seedComing(viewer: PersonViewer, conventionId: string): Promise<void> {
  const { houses, dat } = await readPlaces();
  let day = addDays(today(), AHEAD);
  while (!isWeekday(day)) day = addDays(day, 1);
  const { id: meetingId } = await createMeeting(viewer, {
    conventionId,
    kind: 'TERRITORIAL_EXCHANGE',
    title: COMING,
    purpose: 'Objectifs à reconduire, à adapter ou à écarter, avec les services thématiques et la DAT.',
    place: 'Lens, maison du Département, salle du rez-de-chaussée',
    startsAt: instantIn(day, 9, 30),
    endsAt: instantIn(day, 11, 30),
    organiserIds: houses,
  });
  await invite(viewer, { meetingId, partyId: dat });
  for (const [title, minutes] of points) await addAgendaItem(viewer, { meetingId, title, minutes });
  const email = 'invitee@demo.test';
  const { version } = await invite(viewer, { meetingId, email, name: 'Marianne Lefebvre', required: false });
  await callMeeting(viewer, { meetingId, version });
}

/** Writes each meeting that is not there yet: the held one with the year that was followed, the other with the next. */
export async function seedMeetings(
  viewer: PersonViewer,
  { followedId, nextId, as }: { followedId: string; nextId: string; as: ActAs },
): Promise<void> {
  await seedHeldMeeting(viewer, followedId, as);
  if ((await prisma.meeting.count({ where: { title: COMING } })) === 0) await seedComing(viewer, nextId);
}
