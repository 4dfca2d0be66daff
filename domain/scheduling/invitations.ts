// Who is invited to a meeting: people with an account, people by e-mail alone, and services or organisations with their
// people. Who is added to a called meeting, or taken off it, is told at once.
import type { z } from 'zod';
import type { Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { inviteByAddressesInput, inviteInput, uninviteInput } from '../meetings/inputs.ts';
import { tellInvitees } from '../meetings/mail.ts';
import {
  comesFor,
  type InviteeView,
  isPast,
  isPolled,
  lockMeeting,
  type MeetingView,
  meetingRow,
  meetingToOrganise,
  nameOf,
  newlyMissing,
} from '../meetings/meeting-views.ts';
import { readParties } from '../obligations/obligations.ts';
import { absentees } from '../obligations/occurrences.ts';
import { parseInput } from '../parse.ts';
import { visiblePeople } from '../permissions.ts';
import { judgeNotesAgain } from '../texts/access.ts';
import type { Viewer } from '../viewers.ts';
import { readPasted } from './pasted-addresses.ts';
import { notifyPolled, tellOfPoll } from './poll-turns.ts';

/** Accounts that one service or organisation may bring: beyond, people are chosen one by one. */
const MOST_PEOPLE = 60;

/** People invited to one meeting: each mail names them all, and who is there is recorded one by one. */
export const MOST_INVITED = 200;

type PartyIds = { organisationId?: string | null; unitId?: string | null };

const peopleIn = ({ unitId, organisationId }: PartyIds): Prisma.PersonWhereInput =>
  unitId ? { unitId } : { organisationId: organisationId ?? '' };

interface Newcomer {
  personId: string | null;
  email: string;
  name: string;
  required: boolean;
  organisationId?: string | null;
  unitId?: string | null;
}

/** What somebody who was taken off and is invited again starts with: nothing of what was said before. */
const blank = {
  answer: 'NEEDS_ACTION' as const,
  answeredAt: null,
  answerWords: null,
  attendance: null,
  organisationId: null,
  unitId: null,
  removedAt: null,
  mailRefusedAt: null,
  votes: { deleteMany: {} },
};

/** Invites, or again who had been taken off; whoever is invited stays as they are. Gives who is new, with `again` of those. */
export async function addInvitees(
  tx: Tx,
  meetingId: string,
  newcomers: readonly Newcomer[],
): Promise<{ id: string; again: boolean }[]> {
  const added: { id: string; again: boolean }[] = [];
  for (const newcomer of newcomers) {
    const { email, personId } = newcomer;
    const same = personId ? [{ email }, { personId }] : [{ email }];
    const known = await tx.invitee.findFirst({ where: { meetingId, OR: same } });
    if (known && !known.removedAt) continue;
    const { id } = known
      ? await tx.invitee.update({ where: { id: known.id }, data: { ...blank, ...newcomer } })
      : await tx.invitee.create({ data: { ...newcomer, meetingId } });
    added.push({ id, again: known !== null });
  }
  const invited = added.length > 0 ? await tx.invitee.count({ where: { meetingId, removedAt: null } }) : 0;
  if (invited > MOST_INVITED) throw invalid({ invitees: `Une réunion compte au plus ${MOST_INVITED} invités.` });
  return added;
}

/** Invites whoever has a living account in a service or organisation and is known to the viewer. */
export async function invitePeopleOf(
  tx: Tx,
  viewer: Viewer,
  { meetingId, party, required = true }: { meetingId: string; party: PartyIds; required?: boolean },
): Promise<{ id: string; again: boolean }[]> {
  const people = await tx.person.findMany({
    where: { AND: [peopleIn(party), { deactivatedAt: null }, visiblePeople(viewer)] },
    orderBy: { id: 'asc' },
    take: MOST_PEOPLE + 1,
  });
  if (people.length > MOST_PEOPLE)
    throw invalid({
      partyId: `Plus de ${MOST_PEOPLE} personnes y ont un compte : invitez ses services, ou des personnes.`,
    });
  return addInvitees(
    tx,
    meetingId,
    people.map(({ id: personId, email, name }) => ({ personId, email, name, required })),
  );
}

/** Records that somebody is invited, or no longer. */
export const recordInvitee = (
  record: RecordChange,
  kind: 'invitee.added' | 'invitee.removed',
  { meeting, subjectId, name }: { meeting: MeetingView; subjectId: string; name: string },
): Promise<string> => {
  const { id: meetingId, conventionId, title } = meeting;
  const deletion = kind === 'invitee.removed';
  return record({ kind, subject: 'Invitee', subjectId, deletion, conventionId, details: { meetingId, title, name } });
};

/** Refuses to change who is invited once there is nothing to come to. */
function demandToCome(meeting: MeetingView): void {
  const { state } = meeting;
  if (state === 'HELD') throw conflict('Cette réunion a été tenue.');
  if (state === 'CANCELLED') throw conflict('Cette réunion est annulée.');
  if (state === 'CALLED' && isPast(meeting)) throw conflict('Cette réunion est passée.');
}

type Wanted = Omit<z.output<typeof inviteInput>, 'meetingId' | 'partyId'>;

/** The one person of an input: an account the viewer knows of, else an address with its name. */
export async function readNewcomer(viewer: Viewer, wanted: Wanted): Promise<Newcomer> {
  const { personId, email, name, comesForId, required } = wanted;
  if (!personId && !email) throw invalid({ email: 'Choisissez une personne, ou saisissez une adresse électronique.' });
  const known = personId ? { AND: [{ id: personId }, visiblePeople(viewer)] } : { email: email ?? '' };
  const person = await prisma.person.findFirst({ where: { ...known, deactivatedAt: null } });
  if (person) return { personId: person.id, email: person.email, name: person.name, required };
  if (personId || !email) throw invalid({ personId: 'Ce compte n’existe pas ou plus.' });
  if (!name) throw invalid({ name: 'Saisissez le prénom et le nom de la personne invitée.' });
  const [party = {}] = comesForId ? await readParties([comesForId], 'comesForId') : [];
  return { personId: null, email, name, required, ...party };
}

/** Refuses a service or organisation that nobody would come for: its invitation would reach nobody. */
function demandSomebodyOf({ invitees }: MeetingView, { unitId, organisationId }: PartyIds): void {
  const wanted = { unitId: unitId ?? null, organisationId: organisationId ?? '' };
  const coming = invitees.map(comesFor).filter((party) => party !== null);
  if (absentees([wanted], coming).length > 0)
    throw invalid({
      partyId: 'Personne n’y a de compte : invitez quelqu’un par son adresse électronique, au nom de cet organisme.',
    });
}

/** Adds a service or organisation as such. */
async function addParty(tx: Tx, meeting: MeetingView, party: PartyIds): Promise<void> {
  const isKnown = meeting.parties.some(
    (one) => (one.unitId ?? one.organisationId) === (party.unitId ?? party.organisationId),
  );
  if (!isKnown) await tx.meetingParty.create({ data: { meetingId: meeting.id, role: 'INVITED', ...party } });
}

interface Added {
  viewer: Viewer;
  before: MeetingView;
  added: readonly { id: string; again: boolean }[];
}

/** Tells those who were added what there is to answer, and records each; gives the meeting with them. */
async function tellAdded(tx: Tx, record: RecordChange, { viewer, before, added }: Added) {
  // A calendar that was told of the end of it takes only a later SEQUENCE for more.
  const isAgain = before.state === 'CALLED' && added.some(({ again }) => again);
  const data = isAgain ? { sequence: { increment: 1 } } : {};
  const meeting = await tx.meeting.update({ where: { id: before.id }, data, include: meetingRow });
  const invitees = meeting.invitees.filter(({ id }) => added.some((one) => one.id === id));
  if (meeting.state === 'CALLED') await tellInvitees(tx, meeting, { news: 'CALLED', invitees, by: viewer });
  else await tellOfPoll(tx, meeting, { news: 'OPENED', invitees, by: viewer });
  for (const invitee of invitees) {
    const named = { meeting, subjectId: invitee.id, name: nameOf(invitee) };
    const changeId = await recordInvitee(record, 'invitee.added', named);
    if (isPolled(meeting)) await notifyPolled(tx, record, { changeId, meeting, invitees: [invitee] });
  }
  return { meeting, invitees };
}

/** Invites; to a called meeting, the mail leaves at once. Whoever is invited already is not told again. */
export async function invite(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const wanted = parseInput(inviteInput, input);
  const { meetingId, partyId, required } = wanted;
  await meetingToOrganise(viewer, meetingId);
  const [party] = partyId ? await readParties([partyId], 'partyId') : [];
  const newcomer = partyId ? null : await readNewcomer(viewer, wanted);
  const done = await transact(viewer, async (tx, record) => {
    const before = await lockMeeting(tx, meetingId);
    demandToCome(before);
    if (party) await addParty(tx, before, party);
    const added = newcomer
      ? await addInvitees(tx, meetingId, [newcomer])
      : await invitePeopleOf(tx, viewer, { meetingId, party: party ?? {}, required });
    const done = await tellAdded(tx, record, { viewer, before, added });
    if (newcomer && done.invitees.length === 0)
      throw invalid({ [wanted.personId ? 'personId' : 'email']: `${newcomer.name} est déjà invité.` });
    if (party) demandSomebodyOf(done.meeting, party);
    return done;
  });
  await judgeNotesAgain(meetingId, done.invitees);
  return done.meeting;
}

/** Entries of a pasted list that a refusal quotes. */
const QUOTED = 5;

/** The people of a pasted list: whoever has an account by that address, else by the name beside it. */
async function readPastedNewcomers(viewer: Viewer, text: string, required: boolean): Promise<Newcomer[]> {
  const { addresses, unread } = readPasted(text);
  if (unread.length > 0) {
    const quoted = unread.slice(0, QUOTED).map((entry) => `« ${entry.slice(0, 60)} »`);
    const rest = unread.length > QUOTED ? ` et ${unread.length - QUOTED} autres` : '';
    throw invalid({ addresses: `Personne n’est invité : ne se lisent pas ${quoted.join(', ')}${rest}.` });
  }
  return Promise.all(addresses.map((one) => readNewcomer(viewer, { ...one, required })));
}

/** Invites people by their addresses, as pasted: all of them, or nobody when one cannot be read. Who is invited already stays. */
export async function inviteByAddresses(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, addresses, required } = parseInput(inviteByAddressesInput, input);
  await meetingToOrganise(viewer, meetingId);
  const newcomers = await readPastedNewcomers(viewer, addresses, required);
  const done = await transact(viewer, async (tx, record) => {
    const before = await lockMeeting(tx, meetingId);
    demandToCome(before);
    const added = await addInvitees(tx, meetingId, newcomers);
    if (added.length === 0) throw invalid({ addresses: 'Ces personnes sont déjà toutes invitées.' });
    return tellAdded(tx, record, { viewer, before, added });
  });
  await judgeNotesAgain(meetingId, done.invitees);
  return done.meeting;
}

/** Whom taking back an invitation takes off: one, or a party's people. */
function chosen(meeting: MeetingView, { inviteeId, partyId }: z.output<typeof uninviteInput>): InviteeView[] {
  if (inviteeId) return meeting.invitees.filter(({ id }) => id === inviteeId);
  const others = new Set(meeting.parties.flatMap(({ unitId }) => (unitId && unitId !== partyId ? [unitId] : [])));
  return meeting.invitees.filter((invitee) => {
    const party = comesFor(invitee);
    if (!party || !partyId) return false;
    // Who comes for a service that is invited as such stays with it when its organisation is taken back.
    const staysWith = party.unitId !== null && others.has(party.unitId);
    return party.unitId === partyId || (party.organisationId === partyId && !staysWith);
  });
}

/** Takes invitations back: their links answer no more, calendars drop the meeting, and open notes are only read. */
export async function uninvite(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const wanted = parseInput(uninviteInput, input);
  const { meetingId, partyId } = wanted;
  await meetingToOrganise(viewer, meetingId);
  const done = await transact(viewer, async (tx, record) => {
    const before = await lockMeeting(tx, meetingId);
    demandToCome(before);
    const party = before.parties.find((one) => partyId && (one.unitId ?? one.organisationId) === partyId);
    const removed = chosen(before, wanted);
    if (removed.length === 0 && !party) throw notFound();
    const isCalled = before.state === 'CALLED';
    if (isCalled && removed.length === before.invitees.length)
      throw conflict('Il ne resterait personne : annulez plutôt la réunion.');
    if (party) await tx.meetingParty.delete({ where: { id: party.id } });
    const inviteeId = { in: removed.map(({ id }) => id) };
    await tx.invitee.updateMany({ where: { id: inviteeId }, data: { removedAt: now() } });
    await tx.invitationLink.updateMany({ where: { inviteeId }, data: { revokedAt: now() } });
    const data = isCalled ? { sequence: { increment: 1 } } : {};
    const meeting = await tx.meeting.update({ where: { id: meetingId }, data, include: meetingRow });
    if (isCalled && newlyMissing(before, meeting).length > 0)
      throw conflict('Un échange territorial réunit les deux MDADT : ce service ne peut pas en être retiré.');
    if (isCalled) await tellInvitees(tx, meeting, { news: 'REMOVED', invitees: removed, by: viewer });
    else await tellOfPoll(tx, meeting, { news: 'REMOVED', invitees: removed, by: viewer });
    for (const invitee of removed)
      await recordInvitee(record, 'invitee.removed', { meeting, subjectId: invitee.id, name: nameOf(invitee) });
    return { meeting, removed };
  });
  await judgeNotesAgain(meetingId, done.removed);
  return done.meeting;
}
