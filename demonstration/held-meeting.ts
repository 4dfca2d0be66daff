// The joint meeting of the demonstration that the two MDADT have held: notes, minutes that nobody objected to, approved, so
// that it proves what they owe. Through the domain's own verbs, each step only when it is missing.
import { Doc, encodeStateAsUpdate } from 'yjs';
import { addAgendaItem } from '#domain/agendas/agendas.ts';
import { addDays, instantIn, now, toColumn, today } from '#domain/calendar.ts';
import { holdMeeting } from '#domain/meetings/attendance.ts';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import { approveMinutes } from '#domain/minutes/approval.ts';
import { sendMinutes } from '#domain/minutes/minutes.ts';
import { consentToMinutes } from '#domain/minutes/observations.ts';
import { followOutcome } from '#domain/outcomes/outcome-follow-ups.ts';
import { projectOutcomes } from '#domain/outcomes/outcomes.ts';
import { invite } from '#domain/scheduling/invitations.ts';
import { createMeeting } from '#domain/scheduling/meetings.ts';
import { createDocument } from '#domain/texts/documents.ts';
import { parseText, writeText } from '#domain/texts/live-text.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import type { OutcomeKind } from '#domain/vocabulary.ts';
import { prisma } from '#prisma/client.ts';
import { heading, list, paragraph } from './blocks.ts';

const HELD_ON = '2025-11-20';
const TITLE = 'Retour sur l’année et priorités communes';
const JOINT_OBLIGATION = 'Échanges conjoints avec les deux MDADT pour préparer les prochaines conventions';
const TASK = 'Recenser les chemins de terril à rouvrir en priorité, commune par commune.';

/** Points of its agenda, with their minutes: the headings of its notes. */
const points = [
  ['Actions des deux territoires', 60],
  ['Priorités pour l’an prochain', 60],
] as const;

/** Who came for the thematic services, without an account: service, address, name. */
const guests = [
  ['DAC', 'culture@demo.test', 'Hélène Caron'],
  ['Sports', 'sports@demo.test', 'Julien Wattel'],
  ['Éducation', 'education@demo.test', 'Nadia Lemaire'],
  ['Emploi-insertion', 'insertion@demo.test', 'Olivier Duhamel'],
] as const;

/** Acts as somebody of the demonstration. */
export type ActAs = (email: string, work: (viewer: PersonViewer) => Promise<unknown>) => Promise<unknown>;

/** Where meetings of the demonstration take their services from. */
export async function readPlaces() {
  const units = await prisma.unit.findMany({ select: { id: true, shortName: true, territory: true } });
  return {
    houses: units.filter(({ territory }) => territory !== null).map(({ id }) => id),
    artois: units.find(({ territory }) => territory === 'ARTOIS')?.id,
    dat: units.find(({ shortName }) => shortName === 'DAT')?.id,
    unitOf: (name: string) => units.find(({ shortName }) => shortName === name)?.id,
  };
}

async function prepare(viewer: PersonViewer, conventionId: string): Promise<MeetingView> {
  const { houses, dat, unitOf } = await readPlaces();
  const day = toColumn(HELD_ON);
  const aimed = await prisma.occurrence.findFirst({
    where: { obligation: { conventionId, title: JOINT_OBLIGATION }, startsOn: { lte: day }, dueOn: { gte: day } },
    select: { id: true },
  });
  const { id: meetingId } = await createMeeting(viewer, {
    conventionId,
    kind: 'TERRITORIAL_EXCHANGE',
    title: TITLE,
    purpose: 'Passer en revue les actions des deux territoires et ce qui doit être repris l’an prochain.',
    place: 'Béthune, maison du Département',
    startsAt: instantIn(HELD_ON, 9, 30),
    endsAt: instantIn(HELD_ON, 11, 30),
    organiserIds: houses,
    occurrenceIds: aimed ? [aimed.id] : [],
  });
  for (const [title, minutes] of points) await addAgendaItem(viewer, { meetingId, title, minutes });
  for (const [service, email, name] of guests)
    await invite(viewer, { meetingId, email, name, comesForId: unitOf(service) });
  return invite(viewer, { meetingId, partyId: dat });
}

const recorded = (words: string, outcome: OutcomeKind) => {
  const block = paragraph(words);
  return { ...block, attrs: { ...block.attrs, outcome } };
};

const notes = () => [
  heading('subheading', points[0][0]),
  paragraph('Les deux maisons du Département ont passé en revue les actions de l’année, territoire par territoire.'),
  list(
    'Lens-Hénin\u00a0: les visites de terrils ont trouvé leur public\u202f; la signalétique reste à compléter.',
    'Artois\u00a0: deux communes demandent un appui pour leurs chemins.',
  ),
  recorded(
    'Le comité technique des terrils se réunit deux fois par an, en alternance à Lens et à Béthune.',
    'DECISION',
  ),
  heading('subheading', points[1][0]),
  paragraph('Les deux équipes proposent de mettre l’accès aux sites avant les manifestations.'),
  recorded(TASK, 'TASK'),
];

async function writeNotes(viewer: PersonViewer, { id: meetingId, conventionId }: MeetingView): Promise<void> {
  const doc = new Doc();
  writeText(doc, parseText({ type: 'doc', content: notes() }));
  const documentId = await prisma.$transaction(async (tx) => {
    const id = await createDocument(tx, { kind: 'NOTES', bytes: encodeStateAsUpdate(doc) });
    await tx.meetingNotes.create({ data: { meetingId, documentId: id, createdById: viewer.personId } });
    return id;
  });
  await projectOutcomes(documentId);
  const { artois } = await readPlaces();
  const committee = await prisma.programmeItem.findFirst({
    where: { conventionId, archivedAt: null, text: { contains: 'comité de gestion des terrils' } },
    select: { blockId: true },
  });
  const outcomes = await prisma.outcome.findMany({ where: { meetingId }, select: { blockId: true, kind: true } });
  for (const { blockId, kind } of outcomes)
    await followOutcome(viewer, {
      meetingId,
      blockId,
      programmeBlockId: committee?.blockId,
      ...(kind === 'TASK' && { partyId: artois, dueOn: addDays(today(), 30) }),
    });
}

/** Makes it: held, with notes that became minutes, which those invited consented to and the organisers approved. */
export async function seedHeldMeeting(viewer: PersonViewer, conventionId: string, as: ActAs): Promise<void> {
  const prepared = await prepare(viewer, conventionId);
  const { id: meetingId } = prepared;
  const attendance = prepared.invitees.map(({ id }) => ({ inviteeId: id, attendance: 'PRESENT' }));
  const meeting = await holdMeeting(viewer, { meetingId, version: prepared.version, attendance });
  await writeNotes(viewer, meeting);
  await sendMinutes(viewer, { meetingId, observationsUntil: addDays(today(), 10) });
  for (const { person } of meeting.invitees)
    if (person) await as(person.email, (invited) => consentToMinutes(invited, { meetingId }));
  // The guests have no account; what the link of their mail would do is written for them.
  await prisma.invitee.updateMany({ where: { meetingId, personId: null }, data: { consentedAt: now() } });
  await approveMinutes(viewer, { meetingId });
}
