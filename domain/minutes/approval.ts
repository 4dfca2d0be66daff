// Approving minutes: their text is frozen, kept as canonical JSON, hash and PDF, sent to everybody invited, and what the
// meeting aimed at is proved by it; all of it or nothing. Checking compares what is kept with what the notes say today.
import { randomUUID } from 'node:crypto';
import type { Doc } from 'yjs';
import { prisma, type Tx } from '#prisma/client.ts';
import { addDays, type Day, dayAt, instantIn, now, today } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { type FrozenTextCheck, hashOf } from '../conventions/frozen-texts.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { writeFileRow } from '../files/files.ts';
import { writeDay } from '../french.ts';
import type { Writer } from '../letters.ts';
import { provedAims, readAims } from '../meetings/aims.ts';
import { presentParties } from '../meetings/attendance.ts';
import { aboutInvitation, isReachable, mintInvitationLink } from '../meetings/mail.ts';
import { demandDates, lockMeeting, type MeetingView, nameOf, readMeeting } from '../meetings/meeting-views.ts';
import { writeEvidence } from '../obligations/evidence.ts';
import type { SeenOccurrence } from '../obligations/occurrence-plans.ts';
import { writeOutcomes } from '../outcomes/outcomes.ts';
import { announcements, files, mail } from '../outside.ts';
import { parseInput } from '../parse.ts';
import { can } from '../permissions.ts';
import { canonicalJson, type Json } from '../texts/canonical-json.ts';
import { freezeDocument } from '../texts/documents.ts';
import { textOf } from '../texts/live-text.ts';
import { printToKeep } from '../texts/printable-texts.ts';
import { readsAs, textAsRead } from '../texts/reading-text.ts';
import { readStoredText, readTextWithin } from '../texts/stored-text.ts';
import { HASH_RULE, meaningOf } from '../texts/text-meaning.ts';
import { keepVersion } from '../versions/versions.ts';
import type { Viewer } from '../viewers.ts';
import { approveMinutesInput } from './inputs.ts';
import { approvedMinutesLetter } from './letters.ts';
import { printedMinutes, type StatedMinutes, stateMinutes } from './minutes-print.ts';
import { type MinutesView, minutesWithin, standingOf } from './minutes-views.ts';
import { demandUnapproved } from './observations.ts';

/** Days that the link of approved minutes opens them. */
const LINK_DAYS = 30;

/** Refuses what nobody was given the time to object to, and what was said and not answered. */
function demandReady(meeting: MeetingView, minutes: MinutesView, isWarned: boolean): void {
  const { isOver, silent, unsettled } = standingOf(meeting, minutes);
  if (unsettled > 0)
    throw conflict(
      unsettled === 1 ? 'Une observation attend une réponse.' : `${unsettled} observations attendent une réponse.`,
    );
  if (silent.length === 0) return;
  if (!isOver)
    throw conflict(
      `Les observations sont ouvertes jusqu’au ${writeDay(minutes.observationsUntil)}, et tous les présents ne se sont pas prononcés.`,
    );
  if (!isWarned) {
    const names = silent.map(nameOf).join(', ');
    throw invalid({ isWarned: `Sans réponse de : ${names}. Confirmez que vous approuvez le compte rendu sans eux.` });
  }
}

/** The whole text as committed, no longer to be changed; its outcomes follow it. */
async function freezeNotes(
  tx: Tx,
  record: RecordChange,
  { viewer, meeting: { id: meetingId, conventionId }, textSequence }: Approving,
) {
  const { documentId } = await tx.meetingNotes.findUniqueOrThrow({ where: { meetingId } });
  // From here to the commit this transaction holds the row: an append waits for it, and is then refused.
  const sequence = await freezeDocument(tx, documentId);
  if (textSequence != null && textSequence !== sequence)
    throw conflict('Le texte du compte rendu a changé depuis que vous l’avez lu. Relisez-le, puis approuvez-le.');
  const text = textOf(await readTextWithin(tx, documentId));
  if (text.textContent.trim() === '') throw conflict('Le compte rendu est vide.');
  await writeOutcomes(tx, record, { meetingId, conventionId, text });
  await tx.meetingNotes.update({ where: { meetingId }, data: { projectedSequence: sequence } });
  await keepVersion(tx, { documentId, reason: 'APPROVED', keptById: viewer.personId });
  const outcomes = await tx.outcome.findMany({
    where: { meetingId, archivedAt: null },
    include: { person: true, organisation: true, unit: true },
    orderBy: [{ position: 'asc' }, { blockId: 'asc' }],
  });
  return { documentId, sequence, text: textAsRead(text), outcomes };
}

interface Approving {
  viewer: Viewer;
  meeting: MeetingView;
  aims: readonly SeenOccurrence[];
  pdfId: string;
  /** Sequence of the text that was read; null for who does not say. */
  textSequence: number | null;
}

async function proveAims(tx: Tx, record: RecordChange, { viewer, meeting, aims, pdfId }: Approving): Promise<void> {
  const shown = {
    proof: 'MEETING' as const,
    on: dayAt(demandDates(meeting).startsAt),
    title: meeting.title,
    fileId: pdfId,
    meetingId: meeting.id,
    attendees: presentParties(meeting),
  };
  for (const seen of await provedAims(tx, aims, shown.on)) await writeEvidence(tx, record, { viewer, seen, shown });
}

async function tellApproved(
  tx: Tx,
  meeting: MeetingView,
  { by, pdf }: { by: Writer; pdf: { id: string; name: string } },
): Promise<void> {
  const until: Day = addDays(today(), LINK_DAYS);
  const expiresAt = instantIn(addDays(until, 1), 0);
  for (const invitee of meeting.invitees.filter(isReachable)) {
    const link = await mintInvitationLink(tx, invitee.id, expiresAt, 'compte-rendu');
    const message = approvedMinutesLetter(meeting, { invitee, by, link, until, pdf });
    await mail.queue(tx, { ...message, ...aboutInvitation(invitee) });
  }
}

/** The one spelling of what a reader sees of minutes (RFC 8785, HASH_RULE). */
const spell = ({ outcomes, text, ...said }: StatedMinutes): string =>
  canonicalJson({
    ...said,
    outcomes: outcomes.map(({ kind, text: words, assignee, dueOn }) => ({ kind, text: words, assignee, dueOn })),
    text: meaningOf(text),
  } as unknown as Json);

/** Whether a document says what was kept of its text. */
function says(doc: Doc, { canonical, hashRule }: { canonical: string; hashRule: number }): boolean {
  const { text } = JSON.parse(canonical) as StatedMinutes;
  if (hashRule !== HASH_RULE) return readsAs(textOf(doc), text);
  return canonicalJson(meaningOf(textAsRead(textOf(doc)))) === canonicalJson(text as unknown as Json);
}

/** Writes all of it in the running transaction, which holds the meeting's row; gives the document that is now frozen. */
async function approve(tx: Tx, record: RecordChange, approving: Approving): Promise<string> {
  const { viewer, meeting, pdfId } = approving;
  const { id: meetingId, conventionId, title } = meeting;
  const { documentId, sequence, text, outcomes } = await freezeNotes(tx, record, approving);
  const stated = stateMinutes(meeting, { outcomes, text });
  const canonical = spell(stated);
  const [sha256, keptAt] = [hashOf(canonical), now()];
  const bytes = await printToKeep(printedMinutes(stated, { sha256, keptAt }), 'spelled');
  await files.keep(pdfId, bytes);
  // Room for the rest of the name: what is longer would lose its ending.
  const fileName = `Compte rendu – ${[...title].slice(0, 150).join('').replace(/[\\/]/g, '-')} – ${dayAt(demandDates(meeting).startsAt)}.pdf`;
  const pdf = await writeFileRow(tx, record, {
    id: pdfId,
    conventionId,
    createdById: viewer.personId,
    fileName,
    bytes,
  });
  const { version } = await tx.minutes.update({
    where: { meetingId },
    data: {
      state: 'APPROVED',
      approvedAt: keptAt,
      approvedById: viewer.personId,
      sequence,
      canonical,
      sha256,
      hashRule: HASH_RULE,
      pdfId,
      version: { increment: 1 },
    },
  });
  await proveAims(tx, record, approving);
  const details = { title, sha256 };
  await record({ kind: 'minutes.approved', subject: 'Minutes', subjectId: meetingId, version, conventionId, details });
  await tellApproved(tx, meeting, { by: viewer, pdf });
  return documentId;
}

/** Approves minutes. Refused while an observation waits, or before everybody who was there has had the time to speak. */
export async function approveMinutes(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, version, textSequence, isWarned } = parseInput(approveMinutesInput, input);
  const seen = await readMeeting(viewer, meetingId);
  if (!can(viewer, 'minutes.approve', seen.convention)) throw forbidden();
  const aims = await readAims(viewer, seen);
  const pdfId = randomUUID();
  const documentId = await transact(viewer, async (tx, record) => {
    const meeting = await lockMeeting(tx, meetingId);
    const minutes = await minutesWithin(tx, meetingId);
    demandUnapproved(minutes);
    if (version != null && minutes.version !== version)
      throw conflict('Quelqu’un vient de se prononcer sur ce compte rendu. Rechargez la page pour le lire.');
    demandReady(meeting, minutes, isWarned ?? false);
    return approve(tx, record, { viewer, meeting, aims, pdfId, textSequence: textSequence ?? null });
  }).catch(async (error: unknown) => {
    // A commit whose answer was lost on the way has happened: its PDF stays.
    if ((await prisma.storedFile.count({ where: { id: pdfId } })) === 0) await files.remove(pdfId);
    throw error;
  });
  // Open editors turn read-only.
  announcements.rightsChanged({ documentId });
  return readMeeting(viewer, meetingId);
}

/** Computes everything about approved minutes anew and compares. NOT_FOUND when unseen or not approved. */
export async function checkMinutes(viewer: Viewer, meetingId: string): Promise<FrozenTextCheck> {
  await readMeeting(viewer, meetingId);
  const minutes = await prisma.minutes.findUnique({ where: { meetingId }, include: { pdf: true } });
  const notes = await prisma.meetingNotes.findUnique({ where: { meetingId } });
  if (!minutes?.canonical || !minutes.pdf || !notes) throw notFound();
  const { canonical, sha256, pdf, hashRule } = minutes;
  const stored = await readStoredText(notes.documentId);
  const bytes = await files.read(pdf.id).catch(() => null);
  return {
    hashHolds: hashOf(canonical) === sha256,
    textHolds: stored !== null && says(stored.doc, { canonical, hashRule }),
    pdfHolds: bytes !== null && hashOf(bytes) === pdf.sha256,
    checkedAt: now(),
  };
}
