// A Word file comes back into the text it was made of, of a convention, of notes or of a report: read, shown to who brings it, then
// made suggestions and comments. What is agreed stays as it is: the file is compared with the version that went out, and what it
// changes is suggested in the text as it is now. Bytes are read in formats/.
import type { Doc } from 'yjs';
import { readReturnedText } from '#formats/reading.ts';
import { FileRefusal } from '#formats/refusals.ts';
import type { Prisma, WordReturn } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, DomainError, forbidden, notFound, unreadableFile } from '../errors.ts';
import { cleanFileName } from '../files/inputs.ts';
import { sayRefusal } from '../imports/refusals.ts';
import { live } from '../outside.ts';
import { isUuid, parseInput } from '../parse.ts';
import { visibleWordReturns } from '../permissions.ts';
import { settleSuggestions } from '../suggestions/settling.ts';
import { suggestionsIn } from '../suggestions/suggested-text.ts';
import { untrackedLines, untrackedWords } from '../suggestions/suggestion-words.ts';
import { blocksIn, sequenceOf } from '../texts/text-sequence.ts';
import { type OwnedText, readOwnedText, saidOfText, textToSuggestIn } from '../versions/text-owners.ts';
import { versionDoc } from '../versions/versions.ts';
import type { Viewer } from '../viewers.ts';
import type { ReturnedText } from '../written/returned-text.ts';
import type { BlockChange, Lost } from './changes.ts';
import { changesAround } from './changes-around.ts';
import { cleanText } from './clean-text.ts';
import { takeWordBackInput, wordReturnInput } from './inputs.ts';
import { readChanges } from './read-changes.ts';
import { ofAnotherText, wordLeftOut, wordLost } from './return-words.ts';
import { isDiscussed, type NewComment, newComments, writeComments } from './returned-comments.ts';
import { type WrittenChanges, writeSuggestions } from './written-suggestions.ts';

/** Days for which a file that nobody takes over is kept. */
const RETURN_DAYS = 30;
/** A person looks at one or two; each may hold a few megabytes. */
const RETURNS_LIMIT = 20;
/** Suggestions and comments of one file. */
const MOST_SUGGESTIONS = 5_000;
const MOST_COMMENTS = 200;

/** What became of a file. */
export interface Outcome {
  suggestions: number;
  comments: number;
  /** What could not be taken over, in sentences. */
  lost: string[];
  /** The new comments of a text that nobody discusses: to be read as long as the file is kept, and written nowhere. */
  listed?: NewComment[];
}

/** A file that came back, as it would be taken over now, or as it was. */
export interface WordReturnView extends Pick<WordReturn, 'id' | 'documentId' | 'fileName' | 'createdAt' | 'takenAt'> {
  /** When the text went out. */
  sentAt: Date;
  /** The text was written in since then. */
  isOlder: boolean;
  outcome: Outcome;
  /** In reading order; none once it is taken over. */
  changes: BlockChange[];
  /** Once it is taken over, those that are written nowhere. */
  comments: NewComment[];
}

/** The machine stopped in the middle: what was suggested is in the text, and says so. */
const interrupted: Outcome = {
  suggestions: 0,
  comments: 0,
  lost: ['La reprise ne s’est pas achevée\u00a0: vérifiez dans le texte les propositions et les commentaires repris.'],
};

const oldest = () => new Date(now().getTime() - RETURN_DAYS * 86_400_000);
const asJson = (value: unknown) => value as Prisma.InputJsonObject;

/** A text, for a person who may suggest in it. */
async function textToReturnTo(viewer: Viewer, documentId: string): Promise<OwnedText> {
  const text = await textToSuggestIn(viewer, documentId);
  // There is somebody to look at what a file would change: a program writes what it means.
  if (viewer.kind !== 'person') throw forbidden();
  return text;
}

async function readOrRefuse(bytes: Uint8Array): Promise<ReturnedText> {
  try {
    return cleanText(await readReturnedText(bytes));
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    if (error.reason === 'OTHER_KIND')
      throw unreadableFile(
        'Ce fichier n’est pas un fichier Word (.docx). Choisissez celui que vous avez téléchargé d’ici, puis modifié.',
      );
    throw sayRefusal(error);
  }
}

/** The text that a file says it was made of; null when the viewer may not read it, or when there is none. */
const otherText = (viewer: Viewer, documentId: string): Promise<OwnedText | null> =>
  readOwnedText(viewer, documentId).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });

/** The version that a file says it was made of. Refuses a file of another text, and one that does not say. */
async function versionOf(viewer: Viewer, text: OwnedText, { origin }: ReturnedText) {
  if (!origin || !isUuid(origin.documentId) || !isUuid(origin.versionId))
    throw unreadableFile(
      'Ce fichier ne dit pas de quel texte il vient. Téléchargez d’abord le texte pour Word, modifiez ce fichier-là, puis reprenez-le.',
    );
  if (origin.documentId !== text.documentId)
    throw unreadableFile(ofAnotherText(text, await otherText(viewer, origin.documentId)));
  const version = await prisma.textVersion.findFirst({ where: { id: origin.versionId, documentId: text.documentId } });
  if (!version)
    throw unreadableFile(
      'La version dont ce fichier est fait n’existe plus. Téléchargez le texte de nouveau et reportez-y vos modifications.',
    );
  return version;
}

/**
 * Reads a Word file that was made of this text, and keeps it for who brings it to look at. Refuses any other file, with a sentence
 * that says why, and keeps nothing of it then.
 */
export async function takeWordBack(
  viewer: Viewer,
  { documentId, fileName, bytes }: { documentId: string; fileName: string; bytes: Uint8Array },
): Promise<WordReturnView> {
  parseInput(takeWordBackInput, { documentId });
  const text = await textToReturnTo(viewer, documentId);
  await prisma.wordReturn.deleteMany({ where: { createdAt: { lt: oldest() } } });
  if (
    (await prisma.wordReturn.count({ where: { AND: [visibleWordReturns(viewer), { takenAt: null }] } })) >=
    RETURNS_LIMIT
  )
    throw conflict(`Vous avez déjà ${RETURNS_LIMIT} fichiers Word à reprendre. Reprenez-les ou supprimez-les d’abord.`);
  const read = await readOrRefuse(bytes);
  const version = await versionOf(viewer, text, read);
  const kept = await prisma.wordReturn.create({
    data: {
      personId: viewer.personId,
      documentId,
      versionId: version.id,
      fileName: cleanFileName(fileName),
      text: asJson(read),
    },
  });
  return readWordReturn(viewer, kept.id);
}

/** A file with the text as it went out and what the file changes in it. */
interface Opened {
  kept: WordReturn;
  /** What the file is brought back into. */
  into: OwnedText;
  text: ReturnedText;
  sent: Doc;
  sentAt: Date;
  sequence: number;
  changes: ReturnType<typeof readChanges>;
}

function refuseAll(doc: Doc): void {
  const sequence = sequenceOf(doc);
  doc.transact(() => settleSuggestions(sequence, new Set(suggestionsIn(sequence).keys()), 'refuse'));
}

async function open(viewer: Viewer, kept: WordReturn): Promise<Opened> {
  const into = await textToReturnTo(viewer, kept.documentId);
  const version = await prisma.textVersion.findUnique({ where: { id: kept.versionId } });
  if (!version) throw notFound();
  const text = kept.text as unknown as ReturnedText;
  const sent = versionDoc(version.bytes);
  // What the file was not given is none of what it leaves out.
  if (!text.origin?.withSuggestions) refuseAll(sent);
  const { keptAt: sentAt, sequence } = version;
  const changes = readChanges(sequenceOf(sent), text.blocks);
  return { kept, into, text, sent, sentAt, sequence: Number(sequence), changes };
}

async function findReturn(viewer: Viewer, returnId: string): Promise<WordReturn> {
  const found = isUuid(returnId)
    ? await prisma.wordReturn.findFirst({
        where: { AND: [{ id: returnId, createdAt: { gte: oldest() } }, visibleWordReturns(viewer)] },
      })
    : null;
  if (!found) throw notFound();
  return found;
}

const lostWords = ({ changes, text }: Opened, { lost }: Pick<WrittenChanges, 'lost'>): string[] => [
  ...new Set([...changesAround(text.blocks, text.origin?.around ?? null), ...changes.lost, ...lost].map(wordLost)),
  ...wordLeftOut(text.leftOut),
];

/** A file that the viewer brought back, as it would be taken over now; NOT_FOUND for anybody else. */
export async function readWordReturn(viewer: Viewer, returnId: string): Promise<WordReturnView> {
  const kept = await findReturn(viewer, returnId);
  const { id, documentId, fileName, createdAt, takenAt } = kept;
  const about = { id, documentId, fileName, createdAt, takenAt };
  if (takenAt) {
    await readOwnedText(viewer, documentId);
    const outcome = (kept.outcome as unknown as Outcome | null) ?? interrupted;
    return { ...about, sentAt: createdAt, isOlder: false, outcome, changes: [], comments: outcome.listed ?? [] };
  }
  const opened = await open(viewer, kept);
  const { doc, sequence } = await live.read(documentId);
  const written = writeSuggestions(doc, opened.sent, opened.changes, MOST_SUGGESTIONS);
  const comments = await newCommentsOf(viewer, opened);
  return {
    ...about,
    sentAt: opened.sentAt,
    isOlder: sequence > opened.sequence,
    outcome: {
      suggestions: written.suggestions.length,
      comments: isDiscussed(opened.into) ? comments.length : 0,
      lost: lostWords(opened, written),
    },
    changes: opened.changes.changes,
    comments,
  };
}

/** The files that the viewer brought back into a text, the last first. */
export async function listWordReturns(viewer: Viewer, documentId: string): Promise<WordReturn[]> {
  await readOwnedText(viewer, documentId);
  return prisma.wordReturn.findMany({
    where: { AND: [{ documentId, createdAt: { gte: oldest() } }, visibleWordReturns(viewer)] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: RETURNS_LIMIT,
  });
}

/**
 * Makes a file suggestions and comments of the viewer's, once; each says whose the file says that it is. CONFLICT when it was
 * taken over already; FROZEN or FORBIDDEN for who may not suggest in the text any more.
 */
export async function confirmWordReturn(viewer: Viewer, input: unknown): Promise<WordReturnView> {
  const { returnId } = parseInput(wordReturnInput, input);
  const waiting = await findReturn(viewer, returnId);
  if (waiting.takenAt) throw conflict('Ce fichier a déjà été repris.');
  const opened = await open(viewer, waiting);
  const { documentId, personId } = opened.kept;
  const { count } = await prisma.wordReturn.updateMany({
    where: { id: returnId, takenAt: null },
    data: { takenAt: now() },
  });
  if (count === 0) throw conflict('Ce fichier a déjà été repris.');
  let written: WrittenChanges = { suggestions: [], lost: [] };
  try {
    await live.writeAs(documentId, personId, (doc) => {
      written = writeSuggestions(doc, opened.sent, opened.changes, MOST_SUGGESTIONS);
    });
  } catch (error) {
    await prisma.wordReturn.update({ where: { id: returnId }, data: { takenAt: null } });
    throw error;
  }
  const sources = written.suggestions.flatMap(({ suggestionId, by }) =>
    by ? [{ suggestionId, documentId, author: by.author, changedAt: by.date === null ? null : new Date(by.date) }] : [],
  );
  await prisma.suggestionSource.createMany({ data: sources });
  const comments = await commentsOf(viewer, opened);
  const outcome: Outcome = {
    suggestions: written.suggestions.length,
    comments: comments.written,
    lost: [...lostWords(opened, written), ...comments.lost.map(wordLost)],
    listed: comments.listed,
  };
  await transact(viewer, async (tx, record) => {
    await tx.wordReturn.update({ where: { id: returnId }, data: { outcome: asJson(outcome), text: {} } });
    await record({
      kind: 'text.returned',
      ...opened.into.about,
      details: {
        versionId: opened.kept.versionId,
        suggestions: outcome.suggestions,
        comments: outcome.comments,
        ...saidOfText(opened.into),
      },
    });
  });
  return readWordReturn(viewer, returnId);
}

function newCommentsOf(viewer: Viewer, { into, sent, text: { comments }, changes: { commented } }: Opened) {
  const untracked = [...suggestionsIn(sequenceOf(sent)).values()].flatMap(
    (parts) => untrackedWords(parts, untrackedLines.DOCX) ?? [],
  );
  return newComments(viewer, into, { comments, commented, untracked });
}

/** What becomes of a file's new comments: threads where people discuss the text, a list elsewhere. */
async function commentsOf(
  viewer: Viewer,
  opened: Opened,
): Promise<{ written: number; lost: Lost[]; listed: NewComment[] }> {
  const { into, sent } = opened;
  const fresh = await newCommentsOf(viewer, opened);
  if (!isDiscussed(into)) return { written: 0, lost: [], listed: fresh.slice(0, MOST_COMMENTS) };
  const firstId = blocksIn(sequenceOf(sent)).find(({ facts }) => facts.id !== null)?.facts.id ?? null;
  return { ...(await writeComments(viewer, into.conventionId, fresh, { firstId, most: MOST_COMMENTS })), listed: [] };
}

/** Throws a file away. */
export async function discardWordReturn(viewer: Viewer, input: unknown): Promise<void> {
  const { returnId } = parseInput(wordReturnInput, input);
  const { count } = await prisma.wordReturn.deleteMany({
    where: { AND: [{ id: returnId }, visibleWordReturns(viewer)] },
  });
  if (count === 0) throw notFound();
}
