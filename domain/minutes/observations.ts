// What those invited say of minutes before they are approved: an observation, on the whole or on a passage, or that they
// have none; signed in, or with the personal link of the mail. And what the organisers make of it.
import { prisma, type Tx } from '#prisma/client.ts';
import { now, today } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden, invalid, linkExpired, notFound } from '../errors.ts';
import { findLink } from '../meetings/answers.ts';
import {
  demandFollowed,
  type InviteeView,
  lockMeeting,
  type MeetingView,
  meetingRow,
  meetingToOrganise,
  nameOf,
  readMeeting,
} from '../meetings/meeting-views.ts';
import { parseInput } from '../parse.ts';
import { can } from '../permissions.ts';
import { textOf } from '../texts/live-text.ts';
import { readStoredText } from '../texts/stored-text.ts';
import { blocksOf } from '../texts/text-schema.ts';
import type { Viewer } from '../viewers.ts';
import {
  consentByLinkInput,
  consentInput,
  makeObservationByLinkInput,
  makeObservationInput,
  settleObservationInput,
} from './inputs.ts';
import { type MinutesView, minutesWithin, readMinutes } from './minutes-views.ts';

/** Observations that one person may make on one text: more is another text. */
const MOST_OBSERVATIONS = 50;

/** What the page of a link shows: the minutes, and the one whose link it is. */
export interface MinutesInvitation {
  meeting: MeetingView;
  minutes: MinutesView;
  invitee: InviteeView;
}

/** The minutes that a link opens, or null when it opens none any more. Looking changes nothing. */
export async function readMinutesInvitation(token: string): Promise<MinutesInvitation | null> {
  const link = await findLink(token);
  if (!link) return null;
  const { meetingId } = link.invitee;
  const minutes = (await readMinutes([meetingId])).get(meetingId);
  const meeting = await prisma.meeting.findUniqueOrThrow({ where: { id: meetingId }, include: meetingRow });
  const invitee = meeting.invitees.find(({ id }) => id === link.inviteeId);
  return minutes && invitee ? { meeting, minutes, invitee } : null;
}

/** Refuses what is said of approved minutes. */
export function demandUnapproved({ state }: Pick<MinutesView, 'state'>): void {
  if (state === 'APPROVED') throw conflict('Le compte rendu est approuvé : il n’est plus soumis aux observations.');
}

/** Refuses a passage that the notes do not hold. */
async function demandBlock(meetingId: string, blockId: string | null): Promise<void> {
  if (blockId === null) return;
  const notes = await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId } });
  const stored = await readStoredText(notes.documentId);
  if (!stored || !blocksOf(textOf(stored.doc)).some(({ id }) => id === blockId))
    throw invalid({ blockId: 'Ce passage n’est plus dans le compte rendu. Rechargez la page.' });
}

/** Who speaks, of which meeting. */
interface Speaking {
  meetingId: string;
  inviteeId: string;
}

/** The invitee among those still invited to the locked meeting, with its minutes that are not approved yet. */
async function speakerIn(tx: Tx, { meetingId, inviteeId }: Speaking) {
  const meeting = await lockMeeting(tx, meetingId);
  const invitee = meeting.invitees.find(({ id }) => id === inviteeId);
  if (!invitee) throw notFound();
  const minutes = await minutesWithin(tx, meetingId);
  demandUnapproved(minutes);
  demandFollowed(meeting);
  return { meeting, invitee, minutes };
}

/** What was said grows the version: who approves has seen it. */
const heard = (tx: Tx, meetingId: string) =>
  tx.minutes.update({ where: { meetingId }, data: { version: { increment: 1 } } });

interface Said {
  blockId: string | null;
  body: string;
}

async function keepObservation(tx: Tx, record: RecordChange, speaking: Speaking, { blockId, body }: Said) {
  const { meeting, invitee, minutes } = await speakerIn(tx, speaking);
  const { meetingId, inviteeId } = speaking;
  if (today() > minutes.observationsUntil) throw conflict('Le délai pour faire une observation est passé.');
  const own = minutes.observations.filter((one) => one.inviteeId === inviteeId);
  // A form sent twice is one observation.
  if (own.some((one) => one.body === body && one.blockId === blockId)) return;
  if (own.length >= MOST_OBSERVATIONS) throw conflict('Vous avez déjà fait beaucoup d’observations : regroupez-les.');
  const { id } = await tx.observation.create({ data: { meetingId, inviteeId, blockId, body } });
  await tx.invitee.update({ where: { id: inviteeId }, data: { consentedAt: null } });
  const { version } = await heard(tx, meetingId);
  const details = { meetingId, title: meeting.title, name: nameOf(invitee) };
  const { conventionId } = meeting;
  await record({ kind: 'observation.made', subject: 'Observation', subjectId: id, version, conventionId, details });
}

async function keepConsent(tx: Tx, record: RecordChange, speaking: Speaking) {
  const { meeting, invitee } = await speakerIn(tx, speaking);
  const { meetingId, inviteeId } = speaking;
  if (invitee.consentedAt) return;
  await tx.invitee.update({ where: { id: inviteeId }, data: { consentedAt: now() } });
  const { version } = await heard(tx, meetingId);
  const details = { title: meeting.title, name: nameOf(invitee) };
  const { conventionId } = meeting;
  await record({ kind: 'minutes.consented', subject: 'Minutes', subjectId: meetingId, version, conventionId, details });
}

/** The viewer among those invited; FORBIDDEN for who sees the meeting and is not. */
async function ownPlace(viewer: Viewer, meetingId: string): Promise<Speaking> {
  const meeting = await readMeeting(viewer, meetingId);
  const own = meeting.invitees.find(({ personId }) => viewer.kind === 'person' && personId === viewer.personId);
  if (!own || !can(viewer, 'notes.write', meeting)) throw forbidden();
  return { meetingId, inviteeId: own.id };
}

/** Whose link it is; LINK_EXPIRED when it opens nothing any more. */
async function placeOf(token: string): Promise<Speaking> {
  const link = await findLink(token);
  if (!link) throw linkExpired();
  return { meetingId: link.invitee.meetingId, inviteeId: link.inviteeId };
}

/** Makes an observation on minutes, in one's own name. */
export async function makeObservation(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, ...said } = parseInput(makeObservationInput, input);
  const speaking = await ownPlace(viewer, meetingId);
  await demandBlock(meetingId, said.blockId);
  await transact(viewer, (tx, record) => keepObservation(tx, record, speaking, said));
  return readMeeting(viewer, meetingId);
}

/** Makes one with the link of a mail, for who it was sent to. */
export async function makeObservationByLink(input: unknown): Promise<MinutesInvitation | null> {
  const { token, ...said } = parseInput(makeObservationByLinkInput, input);
  const speaking = await placeOf(token);
  await demandBlock(speaking.meetingId, said.blockId);
  await transact(null, (tx, record) => keepObservation(tx, record, speaking, said));
  return readMinutesInvitation(token);
}

/** Says that one has no observation. The same twice is one. */
export async function consentToMinutes(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId } = parseInput(consentInput, input);
  const speaking = await ownPlace(viewer, meetingId);
  await transact(viewer, (tx, record) => keepConsent(tx, record, speaking));
  return readMeeting(viewer, meetingId);
}

/** The same with the link of a mail. */
export async function consentByLink(input: unknown): Promise<MinutesInvitation | null> {
  const { token } = parseInput(consentByLinkInput, input);
  const speaking = await placeOf(token);
  await transact(null, (tx, record) => keepConsent(tx, record, speaking));
  return readMinutesInvitation(token);
}

/** Says what became of an observation; once, by who organises the meeting. */
export async function settleObservation(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { observationId, reply } = parseInput(settleObservationInput, input);
  const found = await prisma.observation.findUnique({ where: { id: observationId } });
  if (!found) throw notFound();
  const { meetingId } = found;
  await meetingToOrganise(viewer, meetingId);
  await transact(viewer, async (tx, record) => {
    const meeting = await lockMeeting(tx, meetingId);
    const minutes = await minutesWithin(tx, meetingId);
    demandUnapproved(minutes);
    const observation = minutes.observations.find(({ id }) => id === observationId);
    if (observation?.settledAt) throw conflict('Quelqu’un vient de répondre à cette observation. Rechargez la page.');
    const data = { reply, settledAt: now(), settledById: viewer.personId };
    await tx.observation.update({ where: { id: observationId }, data });
    const { version } = await heard(tx, meetingId);
    const details = { meetingId, title: meeting.title };
    const { conventionId } = meeting;
    const about = { subject: 'Observation', subjectId: observationId, version, conventionId, details };
    await record({ kind: 'observation.settled', ...about });
  });
  return readMeeting(viewer, meetingId);
}
