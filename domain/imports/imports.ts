// Uploads of a convention: read, recognised, corrected by the one who sent them, then made a convention or thrown away.
// Until confirmed an upload is seen by nobody else and is no part of the history. Bytes are read in formats/.

import { randomUUID } from 'node:crypto';
import { readWrittenText } from '#formats/reading.ts';
import { FileRefusal } from '#formats/refusals.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { firstParticipants, writeConvention } from '../conventions/conventions.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { cleanFileName } from '../files/inputs.ts';
import { type Convention, readConvention } from '../gate.ts';
import { parseInput } from '../parse.ts';
import { can, visibleImportDrafts } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { isHeadingKind } from '../written/blocks.ts';
import { readTypedNumber } from '../written/typed-numbers.ts';
import { nothingLeftOut, type WrittenBlock, type WrittenParagraph, type WrittenText } from '../written/written-text.ts';
import { buildText, type ImportedBlock } from './imported-text.ts';
import { type Correction, confirmImportInput, correctImportDraftInput, importDraftInput } from './inputs.ts';
import { type ImportPreview, type KeptImport, previewImport } from './preview.ts';
import { recognise } from './recognition.ts';
import { sayRefusal } from './refusals.ts';
import { suggestMarks } from './suggested-marks.ts';
import { isTitleBelow } from './title-words.ts';
import { type Line, readLines, shownWords } from './typed-lines.ts';

/** The blocks, with titles on two lines joined by a line break: no word is lost. */
export function joinSplitTitles(blocks: readonly WrittenBlock[]): WrittenBlock[] {
  const lines = readLines(blocks);
  const joined: WrittenBlock[] = [];
  let index = 0;
  while (index < blocks.length) {
    const block = blocks[index] as WrittenBlock;
    const next = blocks[index + 1];
    const belongs =
      announces(lines[index]) &&
      (isRest(lines[index], lines[index + 1]) || isPlainRest(lines[index], lines[index + 1], lines[index + 2]));
    if (belongs && block.kind === 'paragraph' && next?.kind === 'paragraph') {
      joined.push(join(block, next));
      index += 2;
    } else {
      joined.push(block);
      index += 1;
    }
  }
  return joined;
}

/** « ARTICLE 1 » alone on its line. */
const announces = (line: Line | null | undefined) =>
  !!line?.typed &&
  line.typed.title.trim() === '' &&
  ['article', 'axis', 'objective', 'part'].includes(line.typed.kind) &&
  !line.list &&
  !line.note;

/** The line below stands out as the number does, and is no sentence and no other title. */
const isRest = (line: Line | null | undefined, next: Line | null | undefined) =>
  !!next &&
  next.strength !== 'plain' &&
  next.strength === line?.strength &&
  next.level === line.level &&
  !next.typed &&
  !next.list &&
  next.words.length <= 150 &&
  !/[.;,:]$/.test(next.words);

/** The line below an article's or a part's number looks like any other, and the article goes on after it. */
const isPlainRest = (
  line: Line | null | undefined,
  next: Line | null | undefined,
  after: Line | null | undefined,
): boolean =>
  (line?.typed?.kind === 'article' || line?.typed?.kind === 'part') &&
  !!next &&
  next.level === null &&
  !next.typed &&
  !next.list &&
  !next.bullet &&
  !next.note &&
  isTitleBelow(next.words) &&
  // A single line is what the article says; only a part may have nothing but articles below its title.
  after !== undefined &&
  (line.typed.kind === 'part' || !(after && announces(after)));

const join = (first: WrittenParagraph, second: WrittenParagraph): WrittenParagraph => ({
  ...first,
  runs: [...first.runs, { text: '\n' }, ...second.runs],
});

/** How long an upload that nobody confirms is kept. */
export const DRAFT_DAYS = 30;
/** A person looks at one or two; each may hold a few megabytes. */
const DRAFTS_LIMIT = 20;

const oldest = () => new Date(now().getTime() - DRAFT_DAYS * 86_400_000);

/**
 * Reads an uploaded DOCX or ODT and keeps what was recognised for its sender to look at. Refuses any other file, with a
 * sentence that says why, and keeps nothing of it then. `bytes` are read in a process of their own.
 */
export async function uploadConvention(
  viewer: Viewer,
  { fileName, bytes }: { fileName: string; bytes: Uint8Array },
): Promise<ImportPreview> {
  // A preview is there for somebody to look at: a program sends the text it means with the convention itself.
  if (viewer.kind !== 'person' || !can(viewer, 'convention.create', null)) throw forbidden();
  await prisma.importDraft.deleteMany({ where: { createdAt: { lt: oldest() } } });
  if ((await prisma.importDraft.count({ where: visibleImportDrafts(viewer) })) >= DRAFTS_LIMIT) {
    throw conflict(`Vous avez déjà ${DRAFTS_LIMIT} imports en attente. Confirmez-les ou supprimez-les d’abord.`);
  }
  const kept = recogniseText(await readOrRefuse(bytes));
  const draft = await prisma.importDraft.create({
    data: { personId: viewer.personId, fileName: cleanFileName(fileName), text: asJson(kept) },
  });
  return previewImport(draft, kept);
}

/** An upload of the viewer's own, as it would be made a convention now. */
export async function readImportDraft(viewer: Viewer, draftId: string): Promise<ImportPreview> {
  const draft = await findDraft(prisma, viewer, draftId);
  return previewImport(draft, fromJson(draft.text));
}

/** The viewer's own uploads, latest first. */
export function listImportDrafts(viewer: Viewer): Promise<{ id: string; fileName: string; createdAt: Date }[]> {
  return prisma.importDraft.findMany({
    where: { AND: [visibleImportDrafts(viewer), { createdAt: { gte: oldest() } }] },
    select: { id: true, fileName: true, createdAt: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
}

/** Corrects what blocks were taken for; gives the upload as it then is. Nothing that was typed is lost by it. */
export async function correctImportDraft(viewer: Viewer, input: unknown): Promise<ImportPreview> {
  const { draftId, corrections } = parseInput(correctImportDraftInput, input);
  return prisma.$transaction(async (tx) => {
    const draft = await lockDraft(tx, viewer, draftId);
    const kept = fromJson(draft.text);
    const positions = new Map(kept.blocks.map(({ id }, index) => [id, index]));
    for (const correction of corrections) {
      const position = positions.get(correction.blockId);
      const block = position === undefined ? undefined : kept.blocks[position];
      if (position === undefined || !block) throw notFound();
      kept.blocks[position] = corrected(block, correction);
    }
    await tx.importDraft.update({ where: { id: draftId }, data: { text: asJson(kept) } });
    return previewImport(draft, kept);
  });
}

/** Makes a convention of an upload, once: its sender is the steward. The upload is gone then. */
export async function confirmImport(viewer: Viewer, input: unknown): Promise<Convention> {
  const { draftId, title, year } = parseInput(confirmImportInput, input);
  if (!can(viewer, 'convention.create', null)) throw forbidden();
  const id = await transact(viewer, async (tx, record) => {
    const draft = await lockDraft(tx, viewer, draftId);
    const { text } = buildText(fromJson(draft.text).blocks);
    await tx.importDraft.delete({ where: { id: draftId } });
    const participants = firstParticipants(viewer);
    return writeConvention(tx, record, { title, year, text, participants, kind: 'convention.imported' });
  });
  return readConvention(viewer, id);
}

/** Throws an upload away. */
export async function discardImportDraft(viewer: Viewer, input: unknown): Promise<void> {
  const { draftId } = parseInput(importDraftInput, input);
  const { count } = await prisma.importDraft.deleteMany({
    where: { AND: [{ id: draftId }, visibleImportDrafts(viewer)] },
  });
  if (count === 0) throw notFound();
}

async function readOrRefuse(bytes: Uint8Array): Promise<WrittenText> {
  try {
    return await readWrittenText(bytes);
  } catch (error) {
    throw error instanceof FileRefusal ? sayRefusal(error) : error;
  }
}

/** Recognises a text that was read: each block gets its id, for good, and what it is taken for. */
export function recogniseText({ blocks: written, leftOut }: WrittenText): KeptImport {
  const blocks = joinSplitTitles(written);
  const recognised = recognise(blocks);
  const promises = suggestMarks(
    blocks,
    recognised.map(({ kind }) => kind),
  );
  const kept: KeptImport = { blocks: [], doubtful: [], leftOut };
  blocks.forEach((block, index) => {
    const { kind = 'paragraph', numbered = false, doubtful = false } = recognised[index] ?? {};
    const { mark = null, degree = null } = promises[index] ?? {};
    const id = randomUUID();
    kept.blocks.push({ id, written: block, kind, numbered, startAt: null, mark, degree });
    if (doubtful) kept.doubtful.push(id);
  });
  return kept;
}

/** The block with a correction: what is not said stays as it is, as far as its new kind allows. */
function corrected(block: ImportedBlock, correction: Correction): ImportedBlock {
  const kind = correction.kind ?? block.kind;
  if (block.written.kind === 'table' && kind !== 'table') {
    throw invalid({ kind: 'Un tableau reste un tableau : il ne peut pas devenir un titre ou un paragraphe.' });
  }
  const { mark = block.mark, degree = block.degree } = correction;
  if (!isHeadingKind(kind)) return { ...block, kind, numbered: false, startAt: null, mark, degree };
  const startAt = correction.startAt === undefined ? block.startAt : correction.startAt;
  const becomes = isHeadingKind(block.kind) ? block.numbered : hasTypedNumber(block);
  const numbered = correction.numbered ?? (correction.startAt == null ? becomes : true);
  return { ...block, kind, numbered, startAt: numbered ? startAt : null, mark, degree };
}

const hasTypedNumber = ({ written }: ImportedBlock) =>
  written.kind === 'paragraph' && !!readTypedNumber(shownWords(written))?.numbers;

async function findDraft(tx: Tx, viewer: Viewer, draftId: string) {
  const { draftId: id } = parseInput(importDraftInput, { draftId });
  const draft = await tx.importDraft.findFirst({
    where: { AND: [{ id, createdAt: { gte: oldest() } }, visibleImportDrafts(viewer)] },
  });
  if (!draft) throw notFound();
  return draft;
}

/** The draft, held until the transaction ends: two corrections, or two clicks on « Confirmer », come one after the other. */
async function lockDraft(tx: Tx, viewer: Viewer, draftId: string) {
  await tx.$queryRaw`select 1 from "ImportDraft" where id = ${draftId}::uuid for update`;
  return findDraft(tx, viewer, draftId);
}

/** Only this file writes and reads the column. */
const asJson = (kept: KeptImport) => kept as unknown as Prisma.InputJsonObject;
/** An upload of before something was counted has none of it. */
function fromJson(text: Prisma.JsonValue): KeptImport {
  const kept = text as unknown as KeptImport;
  return { ...kept, leftOut: { ...nothingLeftOut(), ...kept.leftOut } };
}
