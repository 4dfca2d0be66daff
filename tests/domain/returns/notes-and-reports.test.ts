// The notes of a meeting and a yearly report go to Word and come back as a convention does: suggestions of who brings the file, for
// who writes the text alone; what stands around notes is none of them, and comments are shown and written nowhere.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Doc } from 'yjs';
import { writeTextFile } from '#domain/exports/text-files.ts';
import { readChanges } from '#domain/history/feed.ts';
import { approveMinutes } from '#domain/minutes/approval.ts';
import { readMinutes } from '#domain/minutes/minutes-views.ts';
import { readDetailedLists } from '#domain/notifications/notification-details.ts';
import { placePath } from '#domain/notifications/places.ts';
import { projectOutcomes } from '#domain/outcomes/outcomes.ts';
import { live } from '#domain/outside.ts';
import { makeYearReport } from '#domain/reports/year-reports.ts';
import { confirmWordReturn, listWordReturns, readWordReturn, takeWordBack } from '#domain/returns/returns.ts';
import { decideSuggestions, listSuggestions } from '#domain/suggestions/suggestions.ts';
import { readStoredText } from '#domain/texts/stored-text.ts';
import { INSERTION } from '#domain/texts/text-grammar.ts';
import { sequenceOf } from '#domain/texts/text-sequence.ts';
import { listVersions } from '#domain/versions/versions.ts';
import type { PersonViewer, Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { WordFile } from '#tests/formats/office/word-edits.ts';
import { buildConvention, heading, paragraph } from '../../build/conventions.ts';
import { buildFollowed } from '../../build/follow-up.ts';
import { buildJoint } from '../../build/meetings.ts';
import { buildHeld, outcome } from '../../build/minutes.ts';
import { buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { allWords, blockAt, typeAtEnd } from '../../build/texts.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => ({ code: 'done', message: '' }),
    ({ code, message }: { code?: string; message: string }) => ({ code: code ?? message, message }),
  );

/** A text, who writes it, who else does, who reads it, and words of three of its blocks that stand in one run each. */
interface Case {
  documentId: string;
  conventionId: string;
  writer: PersonViewer;
  other: PersonViewer;
  reader: PersonViewer;
  about: { subject: string; subjectId: string };
  /** Where it is written. */
  page: string;
  words: [string, string, string];
}

const [saidId, decidedId] = [randomUUID(), randomUUID()];

async function notesCase(): Promise<Case & { meetingId: string }> {
  const joint = await buildJoint();
  const { id: meetingId } = await buildHeld(joint, {
    content: [
      heading('Bilan', 'subheading'),
      paragraph('Les deux maisons ont passé en revue les actions.', saidId),
      outcome('Le comité se réunit deux fois par an.', 'DECISION', decidedId),
      paragraph('La séance est levée.'),
    ],
  });
  const { documentId } = await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId } });
  await projectOutcomes(documentId);
  return {
    documentId,
    meetingId,
    conventionId: joint.convention.id,
    writer: joint.agent,
    other: joint.artoisAgent,
    reader: joint.reader,
    about: { subject: 'MeetingNotes', subjectId: meetingId },
    page: `/reunions/${meetingId}/notes`,
    words: ['passé en revue', 'deux fois par an', 'séance'],
  };
}

async function reportCase(): Promise<Case> {
  const { convention, editor, steward, reader } = await buildFollowed();
  const { documentId } = await makeYearReport(editor, convention.id, () => [
    heading('Synthèse', 'article'),
    paragraph('Le programme a été tenu.'),
    paragraph('Trois cités ont leur fiche.'),
    paragraph('La suite est à écrire.'),
  ]);
  return {
    documentId,
    conventionId: convention.id,
    writer: editor,
    other: steward,
    reader,
    about: { subject: 'YearReport', subjectId: convention.id },
    page: `/conventions/${convention.id}/suivi/bilan/redaction`,
    words: ['programme', 'Trois', 'suite'],
  };
}

const sendOut = async (viewer: Viewer, documentId: string, more: { withSuggestions?: boolean } = {}) =>
  new WordFile((await writeTextFile(viewer, { id: documentId, format: 'DOCX', ...more })).content);
const bring = (viewer: Viewer, documentId: string, file: WordFile) =>
  takeWordBack(viewer, { documentId, fileName: 'Relu.docx', bytes: file.bytes() });
const wordsOf = async (documentId: string) => allWords((await readStoredText(documentId))?.doc as Doc);

async function acceptAll(viewer: Viewer, documentId: string) {
  const suggestionIds = (await listSuggestions(viewer, documentId)).map(({ id }) => id);
  await decideSuggestions(viewer, { documentId, suggestionIds, decision: 'ACCEPTED' });
}

describe.each<[string, () => Promise<Case>]>([
  ['the notes of a meeting', notesCase],
  ['a yearly report', reportCase],
])('%s', (_name, build) => {
  let text: Case;
  beforeEach(async () => {
    text = await build();
  });

  test('come back as suggestions of who brings the file, comments are shown and stay in the file, and what is agreed stays', async () => {
    const { documentId, writer, reader, words } = text;
    const before = await wordsOf(documentId);
    const file = (await sendOut(writer, documentId))
      .replace(words[0], 'AUTREMENT', 'Paul Caron')
      .replace(words[1], 'ENCORE', null)
      .addAfter(words[2], 'Une phrase de plus.', 'Paul Caron')
      .comment(words[2], { author: 'Jeanne Bernard', text: 'Est-ce bien sûr ?' });
    const view = await bring(writer, documentId, file);
    expect(view.outcome).toEqual({ suggestions: 3, comments: 0, lost: [] });
    expect(view.changes.map(({ state }) => state)).toEqual(['CHANGED', 'CHANGED', 'ADDED']);
    expect(await wordsOf(documentId)).toEqual(before);
    const taken = await confirmWordReturn(writer, { returnId: view.id });
    expect(taken.outcome).toMatchObject({ suggestions: 3, comments: 0, lost: [] });
    for (const shown of [view, taken, await readWordReturn(writer, view.id)])
      expect(shown.comments).toMatchObject([{ author: 'Jeanne Bernard', text: 'Est-ce bien sûr ?' }]);
    expect(await prisma.thread.count()).toBe(0);
    expect(
      (await listSuggestions(reader, documentId)).map(({ author, wordAuthor }) => [author?.id, wordAuthor]),
    ).toEqual([
      [writer.personId, 'Paul Caron'],
      [writer.personId, null],
      [writer.personId, 'Paul Caron'],
    ]);
    await acceptAll(text.other, documentId);
    const after = before.map((line) => line.replace(words[0], 'AUTREMENT').replace(words[1], 'ENCORE'));
    expect(await wordsOf(documentId)).toEqual([...after, 'Une phrase de plus.']);
    const [told] = await readDetailedLists(writer, [{}]);
    const settled = told?.nodes.flatMap(({ node }) => (node.kind === 'SUGGESTION_SETTLED' ? placePath(node) : []));
    expect(settled).toEqual([text.page, text.page, text.page]);
  });

  test('a file with nothing changed changes nothing, with what is suggested in it or without', async () => {
    const { documentId, writer, other } = text;
    await live.edit(documentId, other, (doc) => {
      sequenceOf(doc).insert(blockAt(doc, 1).block.start, 'Demain, ', { [INSERTION]: randomUUID() });
    });
    const nothing = { suggestions: 0, comments: 0, lost: [] };
    const [plain, tracked] = [
      await sendOut(writer, documentId),
      await sendOut(writer, documentId, { withSuggestions: true }),
    ];
    expect(plain.document).not.toContain('Demain');
    expect(tracked.document).toMatch(/<w:ins [^>]*><w:r><w:t[^>]*>Demain, </);
    for (const file of [plain, tracked]) {
      const view = await bring(writer, documentId, file);
      expect([view.outcome, view.changes]).toEqual([nothing, []]);
    }
    const { nodes } = await listVersions(writer, { documentId });
    expect(nodes.map(({ node }) => node.reason)).toEqual(['TAKEN_AWAY']);
  });

  test('a file of an older version says so, and what others wrote since stays', async () => {
    const { documentId, writer, other, words } = text;
    const file = (await sendOut(writer, documentId)).replace(words[0], 'AUTREMENT', 'Paul Caron');
    await live.edit(documentId, other, (doc) => typeAtEnd(doc, 1, ' Ajouté depuis.'));
    const view = await bring(writer, documentId, file);
    expect(view).toMatchObject({ isOlder: true, outcome: { suggestions: 1, lost: [] } });
    await confirmWordReturn(writer, { returnId: view.id });
    await acceptAll(other, documentId);
    expect((await wordsOf(documentId))[1]).toMatch(/AUTREMENT.* Ajouté depuis\.$/);
  });

  test('a file of another text is refused by its name, or without it to who may not read that one', async () => {
    const { documentId, writer } = text;
    const { documentId: unread, writer: stranger } = await build();
    const unseen = await refusal(bring(writer, documentId, await sendOut(stranger, unread)));
    expect(unseen).toMatchObject({
      code: 'UNREADABLE_FILE',
      message: expect.stringContaining('vient d’un autre texte'),
    });
    expect(unseen.message).not.toContain('«');
    const convention = await buildConvention({
      title: 'Une autre',
      participants: [{ personId: writer.personId, role: 'EDITOR' }],
    });
    const seen = await refusal(bring(writer, documentId, await sendOut(writer, convention.documentId)));
    expect(seen.message).toContain('vient d’un autre texte\u00a0: «\u00a0Une autre, ');
  });

  test('who reads it alone takes away a file that comes back nowhere, and brings none; others do not know of it', async () => {
    const { documentId, writer, other, reader } = text;
    const file = await sendOut(writer, documentId);
    const elsewhere = await buildViewer();
    const key = await buildSystemViewer(elsewhere.organisationId, 'READ_WRITE');
    const { message } = await refusal(bring(writer, documentId, await sendOut(reader, documentId)));
    expect(message).toContain('ne dit pas de quel texte');
    expect((await refusal(bring(reader, documentId, file))).code).toBe('FORBIDDEN');
    expect((await refusal(bring(elsewhere, documentId, file))).code).toBe('NOT_FOUND');
    expect((await refusal(bring(key, documentId, file))).code).toBe('NOT_FOUND');
    const own = await buildSystemViewer(writer.organisationId, 'READ_WRITE');
    expect(['FORBIDDEN', 'NOT_FOUND']).toContain((await refusal(bring(own, documentId, file))).code);
    const { id } = await bring(writer, documentId, file);
    for (const viewer of [other, reader, elsewhere])
      expect((await refusal(readWordReturn(viewer, id))).code).toBe('NOT_FOUND');
    expect((await refusal(confirmWordReturn(other, { returnId: id }))).code).toBe('NOT_FOUND');
    expect(await listWordReturns(other, documentId)).toEqual([]);
    expect(await prisma.wordReturn.count({ where: { documentId } })).toBe(1);
  });

  test('is in the feed as of its text', async () => {
    const { documentId, writer, words, about, conventionId } = text;
    const { id } = await bring(writer, documentId, (await sendOut(writer, documentId)).replace(words[0], 'X', null));
    await confirmWordReturn(writer, { returnId: id });
    const { changes } = await readChanges(writer, { after: null, first: 500 } as never);
    expect(changes.filter(({ kind }) => kind === 'text.returned')).toMatchObject([
      { ...about, conventionId, details: { documentId, suggestions: 1, comments: 0 } },
    ]);
  });
});

describe('notes', () => {
  test('what stands around them in the file is none of them and told cell by cell, and a decision stays one', async () => {
    const { documentId, writer, meetingId } = await notesCase();
    const file = await sendOut(writer, documentId);
    expect(file.document).toContain('Présences');
    file
      .replace('Présent', 'Excusé', null)
      .replace('Lieu\u00a0: Lens', 'Lieu\u00a0: Arras', null)
      .rowAfter('Marianne Lefebvre', ['Un autre', '—', 'Présent'], 'Paul Caron')
      .replace('se réunit', 'siège', 'Paul Caron');
    const quoted = (words: string) => `ne se reprennent pas\u00a0: «\u00a0${words}\u00a0»`;
    const told = [
      `Autour du texte, des mots modifiés ${quoted('Lieu : Lens, salle du bassin. → Lieu : Arras, salle du bassin.')}.`,
      `Autour du texte, des mots modifiés ${quoted('Marianne Lefebvre, Présence : Présent → Excusé')}.`,
      `Autour du texte, des mots ajoutés ${quoted('Un autre | — | Présent')} (d’après Paul Caron).`,
    ];
    const view = await bring(writer, documentId, file);
    expect(view.outcome).toEqual({ suggestions: 1, comments: 0, lost: told });
    const struck = (await sendOut(writer, documentId)).strikeRow('Marianne Lefebvre', 'Anne');
    expect((await bring(writer, documentId, struck)).outcome).toMatchObject({
      suggestions: 0,
      lost: [expect.stringMatching(/retirés .*Marianne Lefebvre \| .* \| Présent\s» \(d’après Anne\)\.$/)],
    });
    // A file whose properties were lost on the way tells what was tracked.
    const bare = (await sendOut(writer, documentId)).property('Ingenierie62.autour.1', 'AAAA');
    bare.replace('Présent', 'Excusé', 'Anne').replace('Lieu\u00a0: Lens', 'Lieu\u00a0: Arras', null);
    expect((await bring(writer, documentId, bare)).outcome).toMatchObject({
      lost: [expect.stringContaining('Présence : Présent → Excusé')],
    });
    expect(view.changes.map(({ blockId }) => blockId)).toEqual([decidedId]);
    await confirmWordReturn(writer, { returnId: view.id });
    await acceptAll(writer, documentId);
    await projectOutcomes(documentId);
    expect(await prisma.outcome.findFirstOrThrow({ where: { meetingId } })).toMatchObject({
      kind: 'DECISION',
      text: 'Le comité siège deux fois par an.',
      archivedAt: null,
    });
  });

  test('once the minutes are approved no file comes back, in a sentence, and what became of one stays to be read', async () => {
    const { documentId, writer, meetingId } = await notesCase();
    const file = await sendOut(writer, documentId);
    const taken = await bring(writer, documentId, file.replace('séance', 'réunion', null));
    await confirmWordReturn(writer, { returnId: taken.id });
    const waiting = await bring(writer, documentId, file);
    await prisma.minutes.create({ data: { meetingId, observationsUntil: new Date('2026-01-01') } });
    const version = (await readMinutes([meetingId])).get(meetingId)?.version;
    await approveMinutes(writer, { meetingId, version, isWarned: true });
    const isFrozen = {
      code: 'FROZEN',
      message: 'Ce texte est signé ou approuvé\u00a0: il ne peut plus être modifié.',
    };
    expect(await refusal(bring(writer, documentId, file))).toEqual(isFrozen);
    expect(await refusal(confirmWordReturn(writer, { returnId: waiting.id }))).toEqual(isFrozen);
    expect((await readWordReturn(writer, taken.id)).outcome.suggestions).toBe(1);
    expect(await listWordReturns(writer, documentId)).toHaveLength(2);
    const approved = await sendOut(writer, documentId, { withSuggestions: true });
    expect(approved.document).not.toContain('w:ins ');
  });
});

describe('a report', () => {
  test('assembled again it is another text: a file of the one before is refused, and says why', async () => {
    const { documentId, writer, conventionId } = await reportCase();
    const file = await sendOut(writer, documentId);
    const again = await makeYearReport(writer, conventionId);
    expect((await refusal(bring(writer, again.documentId, file))).message).toContain('avant qu’il soit assemblé');
    expect((await refusal(bring(writer, documentId, file))).code).toBe('NOT_FOUND');
  });

  test('once its convention is over nobody brings a file back', async () => {
    const { documentId, writer, conventionId } = await reportCase();
    const file = await sendOut(writer, documentId);
    await prisma.convention.update({ where: { id: conventionId }, data: { state: 'CLOSED' } });
    expect((await refusal(bring(writer, documentId, file))).code).toBe('FORBIDDEN');
  });
});
