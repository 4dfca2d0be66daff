// A database of the former version, made as that version made it, is what it was after the next start: on both kinds of
// database, whatever interrupts it.
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { JSONContent } from '@tiptap/core';
import type { Node as TextNode } from '@tiptap/pm/model';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { checkFrozenText } from '#domain/conventions/frozen-texts.ts';
import { readConventionText } from '#domain/conventions/programmes.ts';
import { projectProgramme, rebuildProgramme } from '#domain/conventions/projection.ts';
import { placesIn, threadPlaces } from '#domain/discussions/thread-places.ts';
import { checkMinutes } from '#domain/minutes/approval.ts';
import { projectOutcomes } from '#domain/outcomes/outcomes.ts';
import { files } from '#domain/outside.ts';
import { canonicalJson, type Json } from '#domain/texts/canonical-json.ts';
import { loadDocument } from '#domain/texts/documents.ts';
import { convertFormerTexts } from '#domain/texts/former-texts.ts';
import { readFormerText } from '#domain/texts/former-tree.ts';
import { textAsRead } from '#domain/texts/reading-text.ts';
import { TEXT_FIELD } from '#domain/texts/text-grammar.ts';
import { blocksOf } from '#domain/texts/text-schema.ts';
import { connectDatabase, disconnectDatabase, pool, prisma } from '#prisma/client.ts';
import { migrate, readMigrations } from '#prisma/migrate.ts';
import { signIn } from '#tests/build/organisations.ts';
import { bothDatabases } from '#tests/rig/database.ts';
import { formerContent, formerDoc, formerParts } from '#tests/rig/former-form.ts';
import { useOutside } from '#tests/rig/outside.ts';

const hash = (words: string | Uint8Array) => createHash('sha256').update(words).digest('hex');

/** A row of a table as the former version had it. */
async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row);
  await pool.query(
    `insert into "${table}" (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(row),
  );
}

const [person, organisation] = [randomUUID(), randomUUID()];

/** A text whose first half is a snapshot, and whose rest are updates of one person. */
async function insertDocument(kind: string, doc: Y.Doc, changes: ((doc: Y.Doc) => void)[], frozen = false) {
  const id = randomUUID();
  const snapshot = Y.encodeStateAsUpdate(doc);
  const updates: Uint8Array[] = [];
  for (const change of changes) {
    const before = Y.encodeStateVector(doc);
    change(doc);
    updates.push(Y.encodeStateAsUpdate(doc, before));
  }
  await insert('Document', { id, kind, sequence: 5 + updates.length, frozenAt: frozen ? new Date() : null });
  await insert('DocumentSnapshot', { documentId: id, sequence: 5, bytes: Buffer.from(snapshot) });
  for (const [at, bytes] of updates.entries())
    await insert('DocumentUpdate', { documentId: id, sequence: 6 + at, bytes: Buffer.from(bytes), authorId: person });
  await insert('DocumentClient', { documentId: id, clientId: doc.clientID, personId: person });
  return id;
}

async function insertItems(conventionId: string, text: TextNode): Promise<void> {
  for (const [position, block] of blocksOf(text).entries()) {
    const { id: blockId, parentId: parentBlockId, previousId: previousBlockId, kind, mark, degree, number } = block;
    const said = { kind, mark, degree, number, title: block.title, text: block.text, position };
    await insert('ProgrammeItem', { conventionId, blockId, parentBlockId, previousBlockId, ...said });
  }
}

async function insertConvention(
  documentId: string,
  { title, projectedSequence }: { title: string; projectedSequence: number },
) {
  const id = randomUUID();
  await insert('Convention', { id, title, year: 2025, documentId, projectedSequence });
  return id;
}

async function insertPdf(conventionId: string): Promise<string> {
  const id = randomUUID();
  const bytes = Buffer.from('%PDF-1.7 texte signé');
  await files.keep(id, bytes);
  const said = { name: 'Texte.pdf', mediaType: 'application/pdf', size: bytes.length, sha256: hash(bytes) };
  await insert('StoredFile', { id, conventionId, ...said });
  return id;
}

/** The first stretch of words of a text that stands in a block of rows, commented. */
const thread = { id: randomUUID(), blockId: randomUUID() };
const commented: JSONContent = {
  type: 'paragraph',
  attrs: { id: thread.blockId },
  content: [
    { type: 'text', text: 'Les ' },
    { type: 'text', text: 'partenaires', marks: [{ type: 'comment', attrs: { threadId: thread.id } }] },
    { type: 'text', text: ' conviennent.' },
  ],
};
const pasted: JSONContent = {
  type: 'paragraph',
  attrs: { id: randomUUID() },
  content: [
    {
      type: 'text',
      text: 'une page',
      marks: [{ type: 'link', attrs: { href: 'https://exemple.fr/', class: 'MsoHyperlink' } }],
    },
  ],
};
const decision: JSONContent = {
  type: 'paragraph',
  attrs: { id: randomUUID(), outcome: 'DECISION' },
  content: [{ type: 'text', text: 'Le calendrier est retenu.' }],
};
const [article, ...constructs] = [
  {
    type: 'heading',
    attrs: { id: randomUUID(), kind: 'article', startAt: 7 },
    content: [{ type: 'text', text: 'Objet' }],
  },
  ...(fc.sample(formerContent, { seed: 62, numRuns: 12 }).flat() as JSONContent[]),
];
const everything = [article as JSONContent, commented, ...constructs];

/** What the former version showed of a document. */
const shown = (doc: Y.Doc) => readFormerText(doc, { all: false });

/** The data of the former version; gives what its pages said. */
async function makeFormerData() {
  await insert('Organisation', { id: organisation, name: 'Agence', shortName: 'AG', kind: 'AGENCY' });
  await insert('Person', {
    id: person,
    email: 'qui@exemple.fr',
    name: 'Qui',
    organisationId: organisation,
    passwordHash: 'x',
  });

  const draft = formerDoc(everything);
  const write = (words: string) => (doc: Y.Doc) => formerParts(doc).runs[0]?.insert(0, words);
  const documentId = await insertDocument('CONVENTION', draft, [write('Le '), write('Voici : ')]);
  const conventionId = await insertConvention(documentId, { title: 'Brouillon', projectedSequence: 7 });
  await insertItems(conventionId, shown(draft));
  await insert('Thread', {
    ...thread,
    conventionId,
    quotation: 'partenaires',
    prefix: 'Les ',
    suffix: ' conviennent.',
    createdById: person,
  });
  await insert('Comment', { id: randomUUID(), threadId: thread.id, authorId: person, body: 'Lesquels ?' });
  await insert('Obligation', {
    id: randomUUID(),
    conventionId,
    blockId: thread.blockId,
    title: 'Convenir',
    periodicity: 'ONCE',
    proof: 'STATEMENT',
    startsOn: '2025-01-01',
    endsOn: '2025-12-31',
  });

  const signed = formerDoc([...everything, pasted]);
  const signedDocumentId = await insertDocument('CONVENTION', signed, [], true);
  const signedId = await insertConvention(signedDocumentId, { title: 'Signée', projectedSequence: 5 });
  const canonical = canonicalJson({ title: 'Signée', year: 2025, text: textAsRead(shown(signed)) as Json });
  const pdfId = await insertPdf(signedId);
  await insert('FrozenText', { conventionId: signedId, sequence: 5, canonical, sha256: hash(canonical), pdfId });

  const notes = formerDoc([decision, ...constructs, pasted]);
  const notesId = await insertDocument('NOTES', notes, [], true);
  const meetingId = randomUUID();
  const day = new Date('2025-06-02T08:00:00Z');
  const meeting = { kind: 'TERRITORIAL_EXCHANGE', title: 'Échange', state: 'HELD', uid: randomUUID() };
  await insert('Meeting', {
    id: meetingId,
    conventionId,
    ...meeting,
    startsAt: day,
    endsAt: new Date('2025-06-02T10:00:00Z'),
  });
  await insert('MeetingNotes', { meetingId, documentId: notesId, projectedSequence: 5 });
  const minutes = canonicalJson({ title: 'Échange', text: textAsRead(shown(notes)) as Json });
  const approved = { state: 'APPROVED', approvedAt: day, approvedById: person, observationsUntil: '2025-07-01' };
  const kept = { sequence: 5, canonical: minutes, sha256: hash(minutes), pdfId: await insertPdf(conventionId) };
  await insert('Minutes', { meetingId, ...approved, ...kept });

  await insert('Document', { id: randomUUID(), kind: 'NOTES' });
  const brokenId = randomUUID();
  await insert('Document', { id: brokenId, kind: 'NOTES', sequence: 1 });
  await insert('DocumentSnapshot', { documentId: brokenId, sequence: 1, bytes: Buffer.from([9, 9, 9]) });
  return { conventionId, documentId, signedId, signedDocumentId, meetingId, notesId, brokenId, draft, signed, notes };
}

/** Everything that hangs on the blocks of texts. */
async function rowsOfTexts() {
  const tables = ['ProgrammeItem', 'Thread', 'Comment', 'Obligation', 'FrozenText', 'Minutes', 'Change', 'Outcome'];
  const read = (table: string) => pool.query(`select to_jsonb(t) as row from "${table}" t order by 1`);
  return (await Promise.all(tables.map(read))).map(({ rows }) => rows);
}

/** The same, with how far each text and what derives from it is, and who wrote what is not yet compacted. */
async function facts() {
  const heads = await pool.query('select id, kind, sequence, "frozenAt" from "Document" order by id');
  const authors = await pool.query('select "documentId", sequence, "authorId" from "DocumentUpdate" order by 1, 2');
  const projected = await pool.query(
    `select id, "projectedSequence" from "Convention" union all
     select "meetingId", "projectedSequence" from "MeetingNotes" order by 1`,
  );
  return [await rowsOfTexts(), heads.rows, authors.rows, projected.rows];
}

const bytesOf = async () =>
  (await pool.query('select "documentId", sequence, md5(bytes) as md5, "createdAt" from "DocumentSnapshot" order by 1'))
    .rows;

const countFormer = async () =>
  (await pool.query<{ count: number }>('select count(*)::int as count from "Document" where not "isSequence"')).rows[0]
    ?.count;

/** A start that is killed as soon as it has converted something. */
async function killedStart(url: string): Promise<void> {
  const script = `
    import { convertFormerTexts } from './domain/former-texts.ts';
    import { connectDatabase } from './prisma/client.ts';
    await connectDatabase(${JSON.stringify(url)});
    await convertFormerTexts();
    process.exit();`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: join(import.meta.dirname, '../../..'),
  });
  const ended = once(child, 'exit');
  const before = await countFormer();
  while (child.exitCode === null && (await countFormer()) === before) await pause(1);
  child.kill('SIGKILL');
  await ended;
}

describe.each(bothDatabases)('on $name, data of the former version', ({ use }) => {
  const database = use();
  useOutside();
  let made: Awaited<ReturnType<typeof makeFormerData>>;
  let before: Awaited<ReturnType<typeof facts>>;
  let viewer: Awaited<ReturnType<typeof signIn>>;

  beforeAll(async () => {
    await pool.query('drop schema public cascade');
    await pool.query('create schema public');
    const migrations = await readMigrations();
    const own = migrations.findIndex(({ name }) => name.endsWith('_text_as_sequence'));
    await migrate(database.url, migrations.slice(0, own));
  });

  test('is converted at the next start, even when the first one is killed in the middle', async () => {
    made = await makeFormerData();
    await migrate(database.url);
    // What was prepared by this connection was for other tables.
    await disconnectDatabase();
    await connectDatabase(database.url);
    before = await facts();
    await expect(loadDocument(made.documentId)).rejects.toThrow('not of the form');
    await killedStart(database.url);
    await convertFormerTexts();
    // The one whose bytes are no text.
    expect(await countFormer()).toBe(1);
    await expect(loadDocument(made.brokenId)).rejects.toThrow('not of the form');
    expect(await facts()).toEqual(before);
  });

  test('is left alone by every start after that', async () => {
    const bytes = await bytesOf();
    expect(await convertFormerTexts()).toEqual({ converted: 0, failed: 1 });
    expect(await bytesOf()).toEqual(bytes);
    expect(await facts()).toEqual(before);
  });

  test('reads as before: words, numbers, ids, comments, and what was signed and approved', async () => {
    viewer = await signIn({ id: person });
    for (const id of [made.conventionId, made.signedId])
      await prisma.participant.create({ data: { conventionId: id, personId: person, role: 'STEWARD' } });
    expect(await readConventionText(viewer, made.conventionId)).toEqual(textAsRead(shown(made.draft)));
    const places = await threadPlaces(made.conventionId);
    const anchor = await prisma.thread.findUniqueOrThrow({ where: { id: thread.id } });
    expect(places).toEqual(placesIn(shown(made.draft), [anchor]));
    expect(places.get(thread.id)).toMatchObject({ state: 'MARKED', blockId: thread.blockId });
    const holds = { hashHolds: true, textHolds: true, pdfHolds: true };
    expect(await checkFrozenText(viewer, made.signedId)).toMatchObject(holds);
    expect(await checkMinutes(viewer, made.meetingId)).toMatchObject(holds);
  });

  test('keeps no byte of the former form: of what was not compacted, who wrote it alone', async () => {
    const stored = await loadDocument(made.documentId);
    expect(stored).toMatchObject({ sequence: 7, snapshotSequence: 7, updates: [] });
    const rows = await prisma.documentUpdate.findMany({ where: { documentId: made.documentId } });
    expect(rows.map(({ authorId }) => authorId)).toEqual([person, person]);
    for (const { bytes } of rows) expect([...bytes]).toEqual([0, 0]);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, stored?.snapshot ?? new Uint8Array(2));
    expect([...doc.share.keys()]).toEqual([TEXT_FIELD]);
  });

  test('is projected as before, and rebuilt from nothing as the same rows', async () => {
    await projectProgramme(made.documentId);
    await projectOutcomes(made.notesId);
    expect(await rowsOfTexts()).toEqual(before[0]);
    const items = () =>
      prisma.programmeItem.findMany({ where: { conventionId: made.conventionId }, orderBy: { blockId: 'asc' } });
    const rows = await items();
    await rebuildProgramme(made.documentId);
    expect(await items()).toEqual(rows);
  });
});
