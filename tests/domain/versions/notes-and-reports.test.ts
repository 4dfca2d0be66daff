// Versions of the texts that are no convention's: a meeting's notes and a yearly report. Who reads the text reads them, who
// writes it names and brings back, and what is approved stays as it is.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#domain/calendar.ts';
import { moveConvention } from '#domain/conventions/lifecycle.ts';
import { writeComparisonFile, writeTextFile } from '#domain/exports/text-files.ts';
import { readChanges } from '#domain/history/feed.ts';
import { approveMinutes } from '#domain/minutes/approval.ts';
import { readMinutes } from '#domain/minutes/minutes-views.ts';
import { projectOutcomes } from '#domain/outcomes/outcomes.ts';
import { live } from '#domain/outside.ts';
import { makeYearReport } from '#domain/reports/year-reports.ts';
import { invite, uninvite } from '#domain/scheduling/invitations.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { readStoredText } from '#domain/texts/stored-text.ts';
import { versionTitle } from '#domain/versions/comparison-words.ts';
import { restoreVersion } from '#domain/versions/restorations.ts';
import { compareMoments } from '#domain/versions/text-comparisons.ts';
import { keepDailyVersions, listVersions, nameVersion } from '#domain/versions/versions.ts';
import { readWriters } from '#domain/versions/writers.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { heading, paragraph, stepInput } from '../../build/conventions.ts';
import { buildFollowed, type Followed } from '../../build/follow-up.ts';
import { buildCalled, buildJoint, type Joint } from '../../build/meetings.ts';
import { buildHeld, buildNotes, buildSent, outcome } from '../../build/minutes.ts';
import { buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { removeBlocks, typeAtEnd, typeIn } from '../../build/texts.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

const wordsOf = async (documentId: string) => textOf((await readStoredText(documentId))?.doc as never).textContent;
const listOf = async (viewer: Viewer, documentId: string) =>
  (await listVersions(viewer, { documentId })).nodes.map(({ node }) => node);
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error) => error.code ?? error,
  );

/** What reading, naming and bringing back a version of a text come to. */
const attempts = async (viewer: Viewer, documentId: string, versionId: string) => [
  await codeOf(listVersions(viewer, { documentId })),
  await codeOf(nameVersion(viewer, { documentId, name: 'Essai' })),
  await codeOf(restoreVersion(viewer, { versionId })),
];

const may = ['done', 'done', 'done'];
const reads = ['done', 'FORBIDDEN', 'FORBIDDEN'];
const isOver = ['done', 'FROZEN', 'FROZEN'];
const unknown = ['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'];

describe('of notes', () => {
  let joint: Joint;
  const [saidId, decidedId] = [randomUUID(), randomUUID()];
  const content = [
    heading('Bilan', 'subheading'),
    paragraph('Les deux maisons ont passé en revue les actions.', saidId),
    outcome('Le comité se réunit deux fois par an.', 'DECISION', decidedId),
  ];
  const documentOf = async (meetingId: string) =>
    (await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId } })).documentId;
  const keptFirst = (documentId: string) => nameVersion(joint.agent, { documentId, name: 'Avant la relecture' });

  beforeEach(async () => {
    joint = await buildJoint();
  });

  /** Approves the minutes of a meeting, the days for observations over. */
  async function approve(meetingId: string) {
    await prisma.minutes.update({ where: { meetingId }, data: { observationsUntil: new Date('2026-01-01') } });
    const version = (await readMinutes([meetingId])).get(meetingId)?.version;
    await approveMinutes(joint.agent, { meetingId, version, isWarned: true });
  }

  test.each<[string, Record<string, string[]>]>([
    ['written', { agent: may, debtorViewer: may, invited: may, reader: reads, key: unknown, stranger: unknown }],
    ['sent', { agent: may, debtorViewer: may, invited: reads, reader: reads, key: unknown, stranger: unknown }],
    ['approved', { agent: isOver, invited: isOver, reader: isOver, key: unknown, stranger: unknown }],
  ])('%s, they are for whom the notes are', async (moment, cells) => {
    const meeting = await buildHeld(joint, { content });
    const invited = await buildViewer();
    await prisma.participant.create({
      data: { conventionId: joint.convention.id, personId: invited.personId, role: 'READER' },
    });
    const { personId, email } = invited;
    await prisma.invitee.create({ data: { meetingId: meeting.id, personId, email, name: 'Une invitée' } });
    const documentId = await documentOf(meeting.id);
    const { id } = await keptFirst(documentId);
    if (moment !== 'written') {
      await prisma.minutes.create({ data: { meetingId: meeting.id, observationsUntil: new Date('2099-12-01') } });
      if (moment === 'approved') await approve(meeting.id);
    }
    const stranger = await buildViewer();
    const viewers: Record<string, Viewer> = {
      ...joint,
      invited,
      stranger,
      key: await buildSystemViewer(stranger.organisationId, 'READ_WRITE'),
    } as never;
    for (const [who, cell] of Object.entries(cells))
      expect([who, await attempts(viewers[who] as Viewer, documentId, id)]).toEqual([who, cell]);
  });

  test('are kept as they are sent and approved, and once a day when they changed', async () => {
    const meeting = await buildSent(joint, { content });
    const documentId = await documentOf(meeting.id);
    await live.edit(documentId, joint.agent, (doc) => typeAtEnd(doc, saidId, ' Toutes.'));
    await keepDailyVersions();
    await keepDailyVersions();
    await approve(meeting.id);
    expect((await listOf(joint.reader, documentId)).map(({ reason }) => reason)).toEqual(['APPROVED', 'DAILY', 'SENT']);
  });

  test('one passage is brought back: a decision comes back with its place in the list, and what was there is kept', async () => {
    const meeting = await buildHeld(joint, { content });
    const documentId = await documentOf(meeting.id);
    await projectOutcomes(documentId);
    const { id } = await keptFirst(documentId);
    await live.edit(documentId, joint.artoisAgent, (doc) => {
      removeBlocks(doc, decidedId);
      typeAtEnd(doc, saidId, ' Toutes.');
    });
    await projectOutcomes(documentId);
    const decision = () => prisma.outcome.findFirstOrThrow({ where: { meetingId: meeting.id, blockId: decidedId } });
    expect((await decision()).archivedAt).not.toBeNull();
    await restoreVersion(joint.agent, { versionId: id, blockIds: [decidedId] });
    await projectOutcomes(documentId);
    expect(await wordsOf(documentId)).toContain('Toutes.Le comité se réunit deux fois par an.');
    expect(await decision()).toMatchObject({ archivedAt: null, kind: 'DECISION' });
    const [before] = await listOf(joint.reader, documentId);
    expect(before).toMatchObject({ reason: 'BEFORE_RESTORE', writers: [{ id: joint.artoisAgent.personId }] });
  });

  test('approved, they are compared with the text that was approved, taken away under its name, and say who wrote', async () => {
    const meeting = await buildSent(joint, { content });
    const documentId = await documentOf(meeting.id);
    const { id } = await keptFirst(documentId);
    await live.edit(documentId, joint.agent, (doc) => typeAtEnd(doc, saidId, ' Toutes.'));
    await approve(meeting.id);
    const comparison = await compareMoments(joint.reader, { from: id, to: documentId });
    expect(comparison.differences.map(({ state }) => state)).toEqual(['KEPT', 'CHANGED', 'KEPT']);
    const file = await writeComparisonFile(joint.reader, comparison, 'DOCX');
    expect(file.name).toBe(`Notes – ${meeting.title} – différences.docx`);
    const kept = await writeTextFile(joint.reader, { id, format: 'ODT' });
    expect(kept.name).toBe(`Notes – ${meeting.title} – Avant la relecture.odt`);
    const stretches = [{ blockId: saidId, from: 0, to: 500 }];
    const written = await readWriters(joint.reader, { documentId, stretches });
    expect(written.map(({ text, writer }) => [text, writer?.id ?? null])).toEqual([
      ['Les deux maisons ont passé en revue les actions.', null],
      [' Toutes.', joint.agent.personId],
    ]);
  });

  test('named and brought back, they are in the feed as of the notes, with the name of both', async () => {
    const meeting = await buildHeld(joint, { content });
    const documentId = await documentOf(meeting.id);
    const { id } = await keptFirst(documentId);
    await restoreVersion(joint.artoisAgent, { versionId: id });
    const { changes } = await readChanges(joint.reader, { after: null, first: 500 } as never);
    const of = { subject: 'MeetingNotes', subjectId: meeting.id, conventionId: joint.convention.id };
    const details = { versionId: id, documentId, name: 'Avant la relecture', title: `Notes – ${meeting.title}` };
    expect(changes.filter(({ kind }) => kind === 'version.named' || kind === 'text.restored')).toMatchObject([
      { ...of, kind: 'version.named', actorId: joint.agent.personId, details },
      { ...of, kind: 'text.restored', actorId: joint.artoisAgent.personId, details },
    ]);
  });

  test('who is invited meanwhile may bring back, and who is taken off may no more', async () => {
    const { id: meetingId } = await buildCalled(joint);
    const documentId = await buildNotes(meetingId, content);
    const { id } = await keptFirst(documentId);
    const { personId } = joint.reader;
    expect(await attempts(joint.reader, documentId, id)).toEqual(reads);
    await invite(joint.agent, { meetingId, personId });
    expect(await attempts(joint.reader, documentId, id)).toEqual(may);
    const invitee = await prisma.invitee.findFirstOrThrow({ where: { meetingId, personId } });
    await uninvite(joint.agent, { meetingId, inviteeId: invitee.id });
    expect(await attempts(joint.reader, documentId, id)).toEqual(reads);
  });
});

describe('of a report', () => {
  let followed: Followed;
  let documentId: string;
  beforeEach(async () => {
    setClock(null);
    followed = await buildFollowed();
    ({ documentId } = await makeYearReport(followed.editor, followed.convention.id));
  });
  const name = (given: string) => nameVersion(followed.editor, { documentId, name: given });

  test('they are for whom the report is, and nothing is brought back once the convention is over', async () => {
    const { id } = await name('Première lecture');
    const { steward, editor, reader, stranger } = followed;
    expect(await attempts(editor, documentId, id)).toEqual(may);
    expect(await attempts(reader, documentId, id)).toEqual(reads);
    expect(await attempts(stranger, documentId, id)).toEqual(unknown);
    await prisma.convention.update({ where: { id: followed.convention.id }, data: { state: 'CLOSED' } });
    expect(await attempts(steward, documentId, id)).toEqual(reads);
  });

  test('it is kept at each step of its convention, as the convention’s own text is', async () => {
    await moveConvention(followed.steward, stepInput(followed.convention.id, 'REPORTED'));
    for (const text of [documentId, followed.convention.documentId])
      expect((await listOf(followed.reader, text))[0]).toMatchObject({ reason: 'MOVED', step: 'REPORTED' });
  });

  test('assembled again it keeps what it said before and the versions it had, which may be brought back', async () => {
    const assemble = () => makeYearReport(followed.steward, followed.convention.id);
    const reasons = async () => (await listOf(followed.reader, documentId)).map(({ reason }) => reason);
    const before = await wordsOf(documentId);
    await prisma.convention.update({ where: { id: followed.convention.id }, data: { year: 2024 } });
    ({ documentId } = await assemble());
    expect(await reasons()).toEqual(['BEFORE_ASSEMBLE']);
    expect((await listOf(followed.reader, documentId)).map(versionTitle)).toEqual(['avant un nouvel assemblage']);
    const { id } = await name('Seconde lecture');
    ({ documentId } = await assemble());
    expect(await reasons()).toEqual(['NAMED', 'BEFORE_ASSEMBLE']);
    const [named, first] = await listOf(followed.reader, documentId);
    expect(named).toMatchObject({ name: 'Seconde lecture', keptBy: { id: followed.editor.personId } });
    expect(named?.id).not.toBe(id);
    expect(await wordsOf(documentId)).not.toBe(before);
    await restoreVersion(followed.editor, { versionId: first?.id });
    expect(await wordsOf(documentId)).toBe(before);
    expect(await reasons()).toEqual(['BEFORE_RESTORE', 'NAMED', 'BEFORE_ASSEMBLE']);
  });

  test('a passage that somebody broke comes back', async () => {
    await live.edit(documentId, followed.editor, (doc) => typeIn(doc, 1, 0, 'Une belle année. '));
    const { id } = await name('Relue');
    const kept = await wordsOf(documentId);
    await live.edit(documentId, followed.steward, (doc) => typeIn(doc, 1, 0, 'Perdu. '));
    const { differences } = await compareMoments(followed.reader, { from: id, to: documentId });
    const [broken] = differences.filter(({ state }) => state === 'CHANGED');
    await restoreVersion(followed.editor, { versionId: id, blockIds: [broken?.before?.id] });
    expect(await wordsOf(documentId)).toBe(kept);
  });
});
