// The joint meetings of the demonstration: one that the two MDADT held (held-meeting.ts), one that they have called. Written
// through the domain's own verbs, in our own words.
import { suggestAgenda } from '#domain/agendas/agenda-suggestions.ts';
import { addAgendaItem } from '#domain/agendas/agendas.ts';
import { addDays, instantIn, isWeekday, today } from '#domain/calendar.ts';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import { invite } from '#domain/scheduling/invitations.ts';
import { callMeeting, createMeeting } from '#domain/scheduling/meetings.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { type ActAs, readPlaces, seedHeldMeeting } from './held-meeting.ts';

const COMING = 'Préparer ensemble la prochaine convention';

/** Days until the meeting to come, moved on to a weekday. */
const AHEAD = 12;

/** Somebody of one of the two houses. */
type House = 'LENS_HENIN' | 'ARTOIS';

/** Points of its agenda, with their minutes and the house that leads them. */
const points: readonly (readonly [string, number, House])[] = [
  ['Objectifs à reconduire, à adapter ou à écarter', 60, 'LENS_HENIN'],
  ['Part de chaque territoire et calendrier', 30, 'LENS_HENIN'],
];

/** What the meeting before left to be done, in the year that this one continues; then the other points. */
async function seedAgenda(viewer: PersonViewer, { id: meetingId, invitees }: MeetingView): Promise<void> {
  const leaderOf = (house: House) => invitees.find(({ person }) => person?.unit?.territory === house)?.id;
  const tasks = (await suggestAgenda(viewer, { meetingId })).filter(({ source }) => source === 'TASK');
  for (const { title, outcomeMeetingId, outcomeBlockId } of tasks.slice(0, 1)) {
    const from = { outcomeMeetingId, outcomeBlockId };
    await addAgendaItem(viewer, { meetingId, title, minutes: 20, leaderId: leaderOf('ARTOIS'), ...from });
  }
  for (const [title, minutes, house] of points)
    await addAgendaItem(viewer, { meetingId, title, minutes, leaderId: leaderOf(house) });
}

async function seedComing(viewer: PersonViewer, conventionId: string): Promise<void> {
  const { houses, dat } = await readPlaces();
  let day = addDays(today(), AHEAD);
  while (!isWeekday(day)) day = addDays(day, 1);
  const meeting = await createMeeting(viewer, {
    conventionId,
    kind: 'TERRITORIAL_EXCHANGE',
    title: COMING,
    purpose: 'Objectifs à reconduire, à adapter ou à écarter, avec les services thématiques et la DAT.',
    place: 'Lens, maison du Département, salle du rez-de-chaussée',
    startsAt: instantIn(day, 9, 30),
    endsAt: instantIn(day, 11, 30),
    organiserIds: houses,
  });
  const { id: meetingId } = meeting;
  await invite(viewer, { meetingId, partyId: dat });
  await seedAgenda(viewer, meeting);
  const email = 'invitee@demo.test';
  const { version } = await invite(viewer, { meetingId, email, name: 'Marianne Lefebvre', required: false });
  await callMeeting(viewer, { meetingId, version });
}

/** Writes the two meetings: the held one with the year that was followed, the other with the next. */
export async function seedMeetings(
  viewer: PersonViewer,
  { followedId, nextId, as }: { followedId: string; nextId: string; as: ActAs },
): Promise<void> {
  await seedHeldMeeting(viewer, followedId, as);
  await seedComing(viewer, nextId);
}
