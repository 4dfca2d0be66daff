// The agenda of a meeting: adding points, saying them anew, putting them in order, sending it. What points may come
// from is agenda-sources.ts. The meeting's row is locked by whoever writes: two who reorder at once lose no point.
import { prisma, type Tx } from '#prisma/client.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { tellInvitees } from '../meetings/mail.ts';
import { demandOpen, lockMeeting, type MeetingView, meetingRow, meetingToOrganise } from '../meetings/meeting-views.ts';
import { isUuid, parseInput } from '../parse.ts';
import { visibleConventions } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { demandSource } from './agenda-sources.ts';
import {
  addAgendaItemInput,
  addAgendaPointsInput,
  changeAgendaItemInput,
  MOST_ITEMS,
  moveAgendaItemInput,
  removeAgendaItemInput,
  sendAgendaInput,
} from './inputs.ts';

const recordAgenda = (record: RecordChange, { id, conventionId, title, version }: MeetingView, details: object) =>
  record({
    kind: 'agenda.changed',
    subject: 'Meeting',
    subjectId: id,
    version,
    conventionId,
    details: { title, ...details },
  });

const readWithin = (tx: Tx, meetingId: string): Promise<MeetingView> =>
  tx.meeting.findUniqueOrThrow({ where: { id: meetingId }, include: meetingRow });

/** The meeting that a point is of, if the viewer may organise it. */
async function meetingOfItem(viewer: Viewer, itemId: string): Promise<string> {
  const where = { id: itemId, meeting: { convention: visibleConventions(viewer) } };
  const item = isUuid(itemId) ? await prisma.agendaItem.findFirst({ where, select: { meetingId: true } }) : null;
  if (!item) throw notFound();
  await meetingToOrganise(viewer, item.meetingId);
  return item.meetingId;
}

/** The meeting, locked and still to be. */
async function lockOpen(tx: Tx, meetingId: string): Promise<MeetingView> {
  const meeting = await lockMeeting(tx, meetingId);
  demandOpen(meeting);
  return meeting;
}

/** A point of a locked meeting; somebody may have taken it off meanwhile. */
function itemIn({ agenda }: MeetingView, itemId: string) {
  const item = agenda.find(({ id }) => id === itemId);
  if (!item) throw conflict('Ce point a été retiré de l’ordre du jour entre-temps.');
  return item;
}

function demandLeader({ invitees }: MeetingView, leaderId: string | null): void {
  if (leaderId && !invitees.some(({ id }) => id === leaderId))
    throw invalid({ leaderId: 'Choisissez une des personnes invitées.' });
}

/** Numbers the points 0 to n - 1 in this order; one statement. */
async function writeOrder(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    update "AgendaItem" a set position = o.rank - 1
    from unnest(${ids}::uuid[]) with ordinality as o(id, rank) where a.id = o.id`;
}

/** Adds a point at the end of the agenda. */
export async function addAgendaItem(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, ...point } = parseInput(addAgendaItemInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const before = await lockOpen(tx, meetingId);
    if (before.agenda.length >= MOST_ITEMS)
      throw conflict(`Un ordre du jour compte au plus ${MOST_ITEMS} points : regroupez-en.`);
    demandLeader(before, point.leaderId);
    await demandSource(tx, viewer, before, point);
    await tx.agendaItem.create({ data: { meetingId, position: before.agenda.length, ...point } });
    const meeting = await readWithin(tx, meetingId);
    await recordAgenda(record, meeting, { added: point.title });
    return meeting;
  });
}

/** Adds several points at the end of the agenda, all or none. */
export async function addAgendaPoints(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, points } = parseInput(addAgendaPointsInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const { agenda } = await lockOpen(tx, meetingId);
    if (agenda.length + points.length > MOST_ITEMS)
      throw conflict(`Un ordre du jour compte au plus ${MOST_ITEMS} points\u00a0: retirez-en d’abord.`);
    await tx.agendaItem.createMany({
      data: points.map((point, index) => ({ meetingId, position: agenda.length + index, ...point })),
    });
    const meeting = await readWithin(tx, meetingId);
    for (const { title } of points) await recordAgenda(record, meeting, { added: title });
    return meeting;
  });
}

/** Says a point anew. Two who do at once: the second is told. */
export async function changeAgendaItem(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { itemId, version, ...point } = parseInput(changeAgendaItemInput, input);
  const meetingId = await meetingOfItem(viewer, itemId);
  return transact(viewer, async (tx, record) => {
    const before = await lockOpen(tx, meetingId);
    const item = itemIn(before, itemId);
    if (item.version !== version)
      throw conflict('Ce point a été modifié entre-temps. Relisez ce qui a changé, puis recommencez.');
    if (point.leaderId !== item.leaderId) demandLeader(before, point.leaderId);
    await tx.agendaItem.update({ where: { id: itemId }, data: { ...point, version: { increment: 1 } } });
    const meeting = await readWithin(tx, meetingId);
    await recordAgenda(record, meeting, { changed: point.title });
    return meeting;
  });
}

/** Puts a point at the rank `to`, from 0; the others close up. */
export async function moveAgendaItem(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { itemId, to } = parseInput(moveAgendaItemInput, input);
  const meetingId = await meetingOfItem(viewer, itemId);
  return transact(viewer, async (tx, record) => {
    const before = await lockOpen(tx, meetingId);
    const moved = itemIn(before, itemId);
    const ids = before.agenda.map(({ id }) => id).filter((id) => id !== itemId);
    ids.splice(to, 0, itemId);
    if (ids.every((id, index) => before.agenda[index]?.id === id)) return before;
    await writeOrder(tx, ids);
    const meeting = await readWithin(tx, meetingId);
    await recordAgenda(record, meeting, { moved: moved.title });
    return meeting;
  });
}

/** Takes a point off; the others close up. */
export async function removeAgendaItem(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { itemId } = parseInput(removeAgendaItemInput, input);
  const meetingId = await meetingOfItem(viewer, itemId);
  return transact(viewer, async (tx, record) => {
    const before = await lockOpen(tx, meetingId);
    const { title } = itemIn(before, itemId);
    await tx.agendaItem.delete({ where: { id: itemId } });
    await writeOrder(
      tx,
      before.agenda.flatMap(({ id }) => (id === itemId ? [] : id)),
    );
    const meeting = await readWithin(tx, meetingId);
    await recordAgenda(record, meeting, { removed: title });
    return meeting;
  });
}

/** Mails the agenda to those invited, whose calendars take it over; their answers stay. */
export async function sendAgenda(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId } = parseInput(sendAgendaInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const meeting = await lockOpen(tx, meetingId);
    if (meeting.state !== 'CALLED')
      throw conflict('L’ordre du jour part avec l’invitation : convoquez d’abord la réunion.');
    if (meeting.agenda.length === 0) throw conflict('L’ordre du jour est vide.');
    await tellInvitees(tx, meeting, { news: 'AGENDA', by: viewer });
    const { id, conventionId, title, version } = meeting;
    const details = { title, items: meeting.agenda.length };
    await record({ kind: 'agenda.sent', subject: 'Meeting', subjectId: id, version, conventionId, details });
    return meeting;
  });
}
