// Secret addresses that calendars subscribe to: a person's meetings, a service's, a convention's. Shown once, kept as a
// hash, revocable. A feed gives nothing that its maker may not see now.
import { createHash } from 'node:crypto';
import { writeCalendar } from '#formats/ics.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { addDays, instantIn, now, today } from '../calendar.ts';
import { transact } from '../changes.ts';
import { titleWithYear } from '../convention-title.ts';
import { conflict, forbidden, notFound } from '../errors.ts';
import { readConvention } from '../gate.ts';
import { pageAddress } from '../letters.ts';
import { parseInput } from '../parse.ts';
import { conventionsSeenBy, peopleWhoSee } from '../permissions.ts';
import { hashToken, newToken } from '../tokens.ts';
import type { PersonViewer, Viewer } from '../viewers.ts';
import { createCalendarFeedInput, revokeCalendarFeedInput } from './inputs.ts';
import { eventOf } from './letters.ts';
import { meetingRow } from './meeting-views.ts';

const feedRow = {
  select: {
    id: true,
    personId: true,
    createdAt: true,
    unit: true,
    convention: { select: { id: true, title: true, year: true } },
  },
} satisfies Prisma.CalendarFeedDefaultArgs;

/** A feed as its maker sees it: never its address. */
export type CalendarFeed = Prisma.CalendarFeedGetPayload<typeof feedRow>;

function personOf(viewer: Viewer): PersonViewer {
  if (viewer.kind !== 'person') throw forbidden();
  return viewer;
}

/** The living feeds that the viewer made, the newest first. */
export async function listCalendarFeeds(viewer: Viewer): Promise<CalendarFeed[]> {
  const { personId: createdById } = personOf(viewer);
  const where = { createdById, revokedAt: null };
  return prisma.calendarFeed.findMany({ where, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], ...feedRow });
}

/** Whose meetings: one's own, those of the service one works in, those of a convention one sees. */
async function subjectOf(viewer: PersonViewer, input: { unitId?: string | null; conventionId?: string | null }) {
  const { unitId, conventionId } = input;
  if (conventionId) return { conventionId: (await readConvention(viewer, conventionId)).id };
  if (!unitId) return { personId: viewer.personId };
  if (!(await prisma.unit.findUnique({ where: { id: unitId } }))) throw notFound();
  if ((await prisma.person.count({ where: { id: viewer.personId, unitId } })) === 0) throw forbidden();
  return { unitId };
}

/** Living feeds a person has at most: nobody keeps more calendars, a script that runs away would. */
const MOST_LIVING = 50;

/** Makes a feed. `address` is told here and never again. */
export async function createCalendarFeed(
  viewer: Viewer,
  input: unknown,
): Promise<{ feed: CalendarFeed; address: string }> {
  const person = personOf(viewer);
  const subject = await subjectOf(person, parseInput(createCalendarFeedInput, input));
  const token = newToken();
  const feed = await transact(viewer, async (tx, record) => {
    // Two at once would both count one too few.
    await tx.$queryRaw`select 1 from "Person" where id = ${person.personId}::uuid for update`;
    if ((await tx.calendarFeed.count({ where: { createdById: person.personId, revokedAt: null } })) >= MOST_LIVING)
      throw conflict(`Vous avez déjà ${MOST_LIVING} adresses d’agenda : révoquez-en une avant d’en créer une autre.`);
    const data = { ...subject, hash: hashToken(token), createdById: person.personId };
    const made = await tx.calendarFeed.create({ data, ...feedRow });
    const { personId } = person;
    await record({ kind: 'calendarFeed.created', subject: 'CalendarFeed', subjectId: made.id, personId });
    return made;
  });
  return { feed, address: pageAddress(`/agenda/${token}.ics`) };
}

/** Ends a feed of one's own: its address gives nothing any more. */
export async function revokeCalendarFeed(viewer: Viewer, input: unknown): Promise<string> {
  const { personId } = personOf(viewer);
  const { calendarFeedId: id } = parseInput(revokeCalendarFeedInput, input);
  return transact(viewer, async (tx, record) => {
    const where = { id, createdById: personId, revokedAt: null };
    const { count } = await tx.calendarFeed.updateMany({ where, data: { revokedAt: now() } });
    if (count === 0) throw notFound();
    await record({ kind: 'calendarFeed.revoked', subject: 'CalendarFeed', subjectId: id, deletion: true, personId });
    return id;
  });
}

const readFeed = (token: string) =>
  prisma.calendarFeed.findFirst({
    where: { hash: hashToken(token), revokedAt: null, createdBy: { deactivatedAt: null } },
    include: { createdBy: true, unit: true, convention: true },
  });

type Feed = NonNullable<Awaited<ReturnType<typeof readFeed>>>;

/** Whether whoever made the feed may still see what it is of. */
async function mayStill({ createdBy, unitId, conventionId }: Feed): Promise<boolean> {
  if (unitId) return createdBy.unitId === unitId;
  if (!conventionId) return true;
  return (await prisma.person.count({ where: { AND: [{ id: createdBy.id }, peopleWhoSee(conventionId)] } })) > 0;
}

/** Days of the past that a feed keeps, and meetings it holds at most: a calendar has no use for more. */
const PAST_DAYS = 400;
const MOST = 1000;

/** What is of the feed's subject and its maker may see now; one's own invitations show whatever else one sees. */
function meetingsOf({ personId, unitId, conventionId, createdBy }: Feed): Prisma.MeetingWhereInput {
  const invited = { invitees: { some: { personId: personId ?? createdBy.id, removedAt: null } } };
  if (personId) return invited;
  if (!unitId) return { conventionId: conventionId ?? '' };
  return { parties: { some: { unitId } }, OR: [{ convention: conventionsSeenBy(createdBy) }, invited] };
}

const titleOf = ({ unit, convention }: Feed): string =>
  `Réunions – ${unit?.name ?? (convention ? titleWithYear(convention) : 'Ingénierie 62')}`;

/** A feed as calendars fetch it; `tag` changes when it does. */
export interface FeedContent {
  content: string;
  tag: string;
}

/** The calendar at a secret address, or null. Only what was called is in it; who is invited is not. */
export async function readCalendarFeed(token: string): Promise<FeedContent | null> {
  const feed = await readFeed(token);
  if (!feed || !(await mayStill(feed))) return null;
  const since = instantIn(addDays(today(), -PAST_DAYS), 0);
  const meetings = await prisma.meeting.findMany({
    where: { AND: [meetingsOf(feed), { state: { not: 'DRAFT' }, endsAt: { gt: since } }] },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
    take: MOST,
    include: meetingRow,
  });
  const events = meetings
    // Cancelled before it was called, nobody ever heard of it.
    .filter(({ state, sequence }) => state !== 'CANCELLED' || sequence > 0)
    .map((meeting) => ({ ...eventOf(meeting, { stampedAt: meeting.updatedAt }), attendees: [] }));
  const content = writeCalendar('PUBLISH', events, { name: titleOf(feed) });
  return { content, tag: createHash('sha256').update(content).digest('base64url').slice(0, 27) };
}
