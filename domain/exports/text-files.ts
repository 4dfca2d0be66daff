// A text as a file to take away: a convention, notes or minutes of a meeting, a yearly report, a version of one of them, a
// comparison of two. As PDF, or for Word and LibreOffice, with what people said of it when it is asked for. Made when it is asked
// for, but for what was signed or approved: its PDF is the one that was kept.
import type { JSONContent } from '@tiptap/core';
import type { Node as TextNode } from '@tiptap/pm/model';
import type { Doc } from 'yjs';
import { docxCharter, odtCharter } from '#formats/office/charter.ts';
import { writeDocx } from '#formats/office/docx-file.ts';
import { writeOdt } from '#formats/office/odt-file.ts';
import {
  type OfficeBlock,
  type OfficeOrigin,
  type OfficeText,
  type OfficeThread,
  officeTextOf,
} from '#formats/office/office-text.ts';
import type { PrintedText } from '#formats/pdf/printed-text.ts';
import type { StoredFile } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { dayAt, fromColumn, now, today } from '../calendar.ts';
import { closingOf, leadOf, readFrozenText } from '../conventions/frozen-texts.ts';
import type { StepDetails } from '../conventions/lifecycle-inputs.ts';
import { saidThreads } from '../discussions/said-threads.ts';
import { notFound } from '../errors.ts';
import { readFileBytes } from '../files/files.ts';
import { writeDay } from '../french.ts';
import { readConvention } from '../gate.ts';
import { readMeeting } from '../meetings/meeting-views.ts';
import { printedMinutes, type StatedMinutes, stateMinutes } from '../minutes/minutes-print.ts';
import { officeCharterOf, wordCharterOf } from '../organisations/charters.ts';
import { isUuid } from '../parse.ts';
import { untrackedLines, untrackedWords } from '../suggestions/suggestion-words.ts';
import { listSuggestions, type Suggestion } from '../suggestions/suggestions.ts';
import { textOf } from '../texts/live-text.ts';
import { printToKeep } from '../texts/printable-texts.ts';
import { textAsRead, textWithComments } from '../texts/reading-text.ts';
import { readStoredText } from '../texts/stored-text.ts';
import { sequenceOf } from '../texts/text-sequence.ts';
import { officeComparison, printComparison } from '../versions/comparison-print.ts';
import { versionTitle } from '../versions/comparison-words.ts';
import type { TextComparison } from '../versions/text-comparisons.ts';
import { maySuggest, type OwnedText, readOwnedText, textName } from '../versions/text-owners.ts';
import { keepTakenAway, readVersion, versionDoc } from '../versions/versions.ts';
import type { Viewer } from '../viewers.ts';
import type { TextFileFormat } from '../vocabulary.ts';
import { agreedBlocks, markedSuggestions } from './suggested-changes.ts';

/** A file as it is taken away. */
export interface TextFile {
  name: string;
  mediaType: string;
  content: Uint8Array;
}

const mediaTypes: Record<TextFileFormat, string> = {
  PDF: 'application/pdf',
  DOCX: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ODT: 'application/vnd.oasis.opendocument.text',
};

/** Characters of a name before its ending: what is longer would lose it. */
const NAME = 150;

const fileNamed = (name: string, format: TextFileFormat, content: Uint8Array): TextFile => ({
  name: `${[...name].slice(0, NAME).join('').replace(/[\\/]/g, '-')}.${format.toLowerCase()}`,
  mediaType: mediaTypes[format],
  content,
});

/** Who is gone. */
const GONE = 'Compte supprimé';

/** What is to be written, before anybody says as what. */
interface ToWrite {
  name: string;
  printed: PrintedText;
  threads: readonly OfficeThread[];
  /** For a word processor, instead of its content: what is suggested stands in them. */
  blocks?: OfficeBlock[];
  /** The kept state that the file may come back to. */
  origin?: OfficeOrigin;
  /** The PDF that was kept of it. */
  pdf: StoredFile | null;
}

/** What people said of a convention's text, as far as the viewer may read it. */
async function threadsOf(viewer: Viewer, conventionId: string, text: JSONContent): Promise<OfficeThread[]> {
  const marked = new Set<string>();
  const visit = ({ marks = [], content = [] }: JSONContent): void => {
    for (const { type, attrs } of marks) if (type === 'comment') marked.add(String(attrs?.threadId));
    content.forEach(visit);
  };
  visit(text);
  const said = await saidThreads(viewer, conventionId);
  return said.map((thread) => ({ ...thread, blockId: marked.has(thread.id) ? null : thread.blockId }));
}

/** What a text of its own says on paper, when nothing more is known of it. */
const plainlyPrinted = (viewer: Viewer, text: OwnedText, content: JSONContent[] | undefined): PrintedText => ({
  title: text.title,
  lead: `Texte du ${writeDay(today())}`,
  keyword: 'texte',
  year: text.year,
  authors: [viewer.organisationName],
  sha256: '',
  opening: [],
  content: content ?? [],
  closing: [],
  keptAt: now(),
});

interface Read {
  viewer: Viewer;
  owned: OwnedText;
  doc: Doc;
  node: TextNode;
}

interface SuggestedText {
  blocks: OfficeBlock[];
  /** Why it is suggested, of what says it, and what no tracked change tells. */
  reasons: OfficeThread[];
}

/** The thread of a reason; where words carry it, it is about these. */
function reasonThread({ id, author, madeAt, reason, parts }: Suggestion): OfficeThread {
  const hasWords = parts.some(
    ({ inserted, deleted, styles }) => inserted !== '' || deleted !== '' || styles.length > 0,
  );
  return {
    id: `motif ${id}`,
    blockId: hasWords ? null : (parts[0]?.blockId ?? null),
    isResolved: false,
    comments: [{ author: author?.name ?? GONE, at: madeAt ?? now(), text: reason }],
  };
}

/** The thread that says in words what no tracked change tells of a suggestion, where there is any. */
function untrackedThread({ id, author, madeAt, parts }: Suggestion, format: 'DOCX' | 'ODT'): OfficeThread[] {
  const text = untrackedWords(parts, untrackedLines[format]);
  const blockId = parts.find(({ lines }) => lines.length > 0)?.blockId ?? null;
  if (text === null) return [];
  const comments = [{ author: author?.name ?? GONE, at: madeAt ?? now(), text }];
  return [{ id: `hors suivi ${id}`, blockId, isResolved: false, comments }];
}

/** The blocks of a text with what waits in it as tracked changes, each under the name of who suggests it. */
async function suggestedBlocks({ viewer, owned, doc }: Read, { format, withComments }: Asked): Promise<SuggestedText> {
  const waiting = await listSuggestions(viewer, owned.documentId);
  const by = new Map(
    waiting.map(({ id, author, madeAt }) => [id, { author: author?.name ?? GONE, date: madeAt ?? now() }]),
  );
  const reasons = new Map(waiting.flatMap((one) => (one.reason === '' ? [] : [[one.id, reasonThread(one)] as const])));
  const blocks = markedSuggestions(sequenceOf(doc), {
    by: (id) => by.get(id) ?? { author: GONE, date: now() },
    reasonOf: (id) => reasons.get(id)?.id ?? null,
    isShaped: format === 'DOCX',
    withComments,
  });
  const untracked = waiting.flatMap((one) => untrackedThread(one, format === 'ODT' ? 'ODT' : 'DOCX'));
  return { blocks, reasons: [...reasons.values(), ...untracked] };
}

/** The blocks of a text that is not frozen, under the names by which they are found again in a file that comes back. */
const blocksToWrite = async (read: Read, asked: Asked, content: JSONContent[] = []): Promise<SuggestedText> =>
  asked.withSuggestions
    ? suggestedBlocks(read, asked)
    : { blocks: agreedBlocks(sequenceOf(read.doc), content), reasons: [] };

async function conventionToWrite(read: Read, asked: Asked): Promise<ToWrite> {
  const { viewer, owned, node } = read;
  const { withComments } = asked;
  const convention = await readConvention(viewer, owned.conventionId);
  const frozen = await readFrozenText(viewer, convention.id);
  const text = withComments ? textWithComments(node) : textAsRead(node);
  const said = withComments ? await threadsOf(viewer, convention.id, text) : [];
  const plain = plainlyPrinted(viewer, owned, text.content);
  const lead = leadOf(convention);
  if (!frozen) {
    const printed = { ...plain, lead: `${lead}. ${plain.lead}.`, keyword: 'convention' };
    const { blocks, reasons } = await blocksToWrite(read, asked, text.content);
    return { name: owned.title, printed, threads: [...said, ...reasons], blocks, pdf: null };
  }
  const step = await prisma.conventionStep.findFirst({
    where: { conventionId: convention.id, to: 'SIGNED' },
    orderBy: { recordedAt: 'desc' },
  });
  const { signature } = (step?.details ?? {}) as unknown as StepDetails;
  const closing = step ? closingOf({ signature, on: fromColumn(step.on) }) : [];
  const authors = [...new Set((signature?.signatories ?? []).map(({ organisation }) => organisation))];
  return {
    name: owned.title,
    printed: {
      ...plain,
      lead,
      keyword: 'convention',
      sha256: frozen.sha256,
      closing,
      authors,
      keptAt: frozen.frozenAt,
    },
    threads: said,
    pdf: frozen.pdf,
  };
}

async function notesToWrite(read: Read, asked: Asked): Promise<ToWrite> {
  const { viewer, owned, node } = read;
  const meeting = await readMeeting(viewer, owned.about.subjectId);
  const minutes = await prisma.minutes.findUnique({ where: { meetingId: meeting.id }, include: { pdf: true } });
  const name = `${minutes ? 'Compte rendu' : 'Notes'} – ${owned.title}`;
  if (minutes?.canonical && minutes.sha256 && minutes.approvedAt) {
    // Exactly what was approved, whatever became of the meeting since.
    const stated = JSON.parse(minutes.canonical) as StatedMinutes;
    const printed = printedMinutes(stated, { sha256: minutes.sha256, keptAt: minutes.approvedAt });
    return { name, printed, threads: [], pdf: minutes.pdf };
  }
  const outcomes = await prisma.outcome.findMany({
    where: { meetingId: meeting.id, archivedAt: null },
    include: { person: true, organisation: true, unit: true },
    orderBy: [{ position: 'asc' }, { blockId: 'asc' }],
  });
  const text = textAsRead(node);
  const stated = stateMinutes(meeting, { outcomes, text });
  const plain = printedMinutes(stated, { sha256: '', keptAt: now() });
  const printed = minutes ? plain : { ...plain, title: name, keyword: 'notes' };
  const { blocks, reasons } = await blocksToWrite(read, asked, text.content);
  return { name, printed, threads: reasons, blocks, pdf: null };
}

async function reportToWrite(read: Read, asked: Asked): Promise<ToWrite> {
  const { viewer, owned, node } = read;
  const name = textName(owned);
  const { content } = textAsRead(node);
  const printed = { ...plainlyPrinted(viewer, owned, content), title: name, keyword: 'bilan' };
  const { blocks, reasons } = await blocksToWrite(read, asked, content);
  return { name, printed, threads: reasons, blocks, pdf: null };
}

const toWriteOf = { CONVENTION: conventionToWrite, NOTES: notesToWrite, REPORT: reportToWrite } as const;

async function versionToWrite(viewer: Viewer, versionId: string): Promise<ToWrite> {
  const { version, text: owned, bytes } = await readVersion(viewer, versionId);
  const plain = plainlyPrinted(viewer, owned, textAsRead(textOf(versionDoc(bytes))).content);
  const title = versionTitle(version);
  const lead = `Version\u00a0: ${title}, gardée le ${writeDay(dayAt(version.keptAt))}`;
  const name = textName(owned);
  return {
    name: `${name} – ${title}`,
    printed: { ...plain, title: name, lead, keptAt: version.keptAt },
    threads: [],
    pdf: null,
  };
}

/** What is asked for of a text; none of it on paper. */
interface Asked {
  format: TextFileFormat;
  withComments: boolean;
  withSuggestions: boolean;
}

async function toWrite(viewer: Viewer, id: string, asked: Asked): Promise<ToWrite> {
  if (!isUuid(id)) throw notFound();
  if ((await prisma.textVersion.count({ where: { id } })) > 0) return versionToWrite(viewer, id);
  const owned = await readOwnedText(viewer, id);
  // Whoever may suggest may bring the file back: the text goes out as it is kept, so that one can tell what was changed in it.
  const kept = asked.format === 'DOCX' && maySuggest(owned) ? await keepTakenAway(viewer, id) : null;
  const doc = kept ? versionDoc(kept.bytes) : (await readStoredText(id))?.doc;
  if (!doc) throw notFound();
  const written = await toWriteOf[owned.kind]({ viewer, owned, doc, node: textOf(doc) }, asked);
  return kept
    ? { ...written, origin: { documentId: id, versionId: kept.id, withSuggestions: asked.withSuggestions } }
    : written;
}

/** The bytes for a word processor, in the charter of the organisation of who asks. */
async function writeOffice(viewer: Viewer, text: OfficeText, format: 'DOCX' | 'ODT'): Promise<Uint8Array> {
  if (format === 'DOCX') {
    const charter = await wordCharterOf(viewer);
    return writeDocx(text, charter && docxCharter(charter));
  }
  const charter = await officeCharterOf(viewer);
  return writeOdt(text, charter && odtCharter(charter));
}

/** Which text to write, and as what. */
export interface TextFileRequest {
  /** Of a document, for its text as it is now, or of a version. */
  id: string;
  format: TextFileFormat;
  /** What people said of its words goes along; not on paper. */
  withComments?: boolean | null;
  /** What waits for a decision goes along, unless the text is frozen, as tracked changes; not on paper. */
  withSuggestions?: boolean | null;
}

/** A text that `viewer` may read as a file; NOT_FOUND else. UNPRINTABLE_TEXT for a PDF of what no font draws. */
export async function writeTextFile(viewer: Viewer, request: TextFileRequest): Promise<TextFile> {
  const { id, format } = request;
  const isOffice = format !== 'PDF';
  const asked = {
    format,
    withComments: isOffice && (request.withComments ?? false),
    withSuggestions: isOffice && (request.withSuggestions ?? false),
  };
  const { name, printed, pdf, ...beside } = await toWrite(viewer, id, asked);
  if (isOffice) return fileNamed(name, format, await writeOffice(viewer, officeTextOf(printed, beside), format));
  return fileNamed(name, format, pdf ? await readFileBytes(pdf) : await printToKeep(printed, 'spelled'));
}

/** A comparison as a file: on paper what is different, for a word processor the whole text with tracked changes. */
export async function writeComparisonFile(
  viewer: Viewer,
  comparison: TextComparison,
  format: TextFileFormat,
): Promise<TextFile> {
  const name = `${textName(comparison.to.text)} – différences`;
  if (format === 'PDF') return fileNamed(name, format, await printComparison(comparison));
  return fileNamed(name, format, await writeOffice(viewer, officeComparison(comparison), format));
}
