// The joint meetings of the demonstration: one that the two MDADT held and that proves what they owe, one that they have
// called. Written through the domain's own verbs, in our own words.
import { addDays, instantIn, isWeekday, today } from '#domain/calendar.ts';
import { holdMeeting } from '#domain/meeting-closing.ts';
import { invite } from '#domain/meeting-invitations.ts';
import { callMeeting, createMeeting } from '#domain/meetings.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { prisma } from '../client.ts';

const HELD = 'Retour sur l’année et priorités communes';
const COMING = 'Préparer ensemble la prochaine convention';
const JOINT_OBLIGATION = 'Échanges conjoints avec les deux MDADT pour préparer les prochaines conventions';

/** Days until the meeting to come, moved on to a weekday. */
const AHEAD = 12;

async function readPlaces() {
  const units = await prisma.unit.findMany({ select: { id: true, shortName: true, territory: true } });
  return {
    houses: units.filter(({ territory }) => territory !== null).map(({ id }) => id),
    dat: units.find(({ shortName }) => shortName === 'DAT')?.id,
  };
}

async function seedHeld(viewer: PersonViewer, conventionId: string): Promise<void> {
  const { houses, dat } = await readPlaces();
  const aimed = await prisma.occurrence.findFirst({
    where: { obligation: { conventionId, title: JOINT_OBLIGATION } },
    select: { id: true },
  });
  const { id: meetingId } = await createMeeting(viewer, {
    conventionId,
    kind: 'TERRITORIAL_EXCHANGE',
    title: HELD,
    purpose: 'Passer en revue les actions des deux territoires et ce qui doit être repris l’an prochain.',
    place: 'Béthune, maison du Département',
    startsAt: instantIn('2025-11-20', 9, 30),
    endsAt: instantIn('2025-11-20', 11, 30),
    organiserIds: houses,
    occurrenceIds: aimed ? [aimed.id] : [],
  });
  const meeting = await invite(viewer, { meetingId, partyId: dat });
  const attendance = meeting.invitees.map(({ id }) => ({ inviteeId: id, attendance: 'PRESENT' }));
  await holdMeeting(viewer, { meetingId, version: meeting.version, attendance });
}

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
  const email = 'invitee@demo.test';
  const { version } = await invite(viewer, { meetingId, email, name: 'Marianne Lefebvre', required: false });
  await callMeeting(viewer, { meetingId, version });
}

/** Writes each meeting that is not there yet: the held one with the year that was followed, the other with the next. */
export async function seedMeetings(
  viewer: PersonViewer,
  { followedId, nextId }: { followedId: string; nextId: string },
): Promise<void> {
  const isMissing = async (title: string) => (await prisma.meeting.count({ where: { title } })) === 0;
  if (await isMissing(HELD)) await seedHeld(viewer, followedId);
  if (await isMissing(COMING)) await seedComing(viewer, nextId);
}
