// Decisions and tasks: rows that follow the notes, what is said of them and by whom, who is told, and where they show.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Doc } from 'yjs';
import { addDays, today } from '#domain/calendar.ts';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import { followOutcome } from '#domain/outcomes/outcome-follow-ups.ts';
import { listOutcomes, outcomesOfBlocks, placeKey, readOutcomes } from '#domain/outcomes/outcome-views.ts';
import { projectOutcomes } from '#domain/outcomes/outcomes.ts';
import { invite, uninvite } from '#domain/scheduling/invitations.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { paragraph } from '../../build/conventions.ts';
import {
  buildApprovedMinutes,
  buildCalled,
  buildJoint,
  buildNotes,
  type Joint,
  outcome,
} from '../../build/meetings.ts';
import { setState } from '../../build/obligations.ts';
import { buildPerson, buildSystemViewer, buildViewer, signIn } from '../../build/organisations.ts';
import { deleteIn, setKey, wordsAt } from '../../build/texts.ts';
import { useDatabase } from '../../rig/database.ts';
import { storedTexts, useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

let joint: Joint;
let meeting: MeetingView;
let documentId: string;
let [decision, task] = ['', ''];

beforeEach(async () => {
  joint = await buildJoint();
  meeting = await buildCalled(joint);
  [decision, task] = [randomUUID(), randomUUID()];
  documentId = await buildNotes(meeting.id, [
    paragraph('Les participants font le point.'),
    outcome('DECISION', 'Le comité se réunit chaque trimestre.', decision),
    outcome('TASK', 'Écrire aux offices de tourisme.', task),
  ]);
});

const rows = () => prisma.outcome.findMany({ where: { meetingId: meeting.id }, orderBy: { position: 'asc' } });
const edit = (change: (doc: Doc) => void) => storedTexts.edit(documentId, null, change);
const kinds = async () =>
  (await prisma.change.findMany({ where: { subject: 'Outcome' }, orderBy: { seq: 'asc' } })).flatMap(
    ({ kind, conventionId }) => (conventionId === joint.convention.id ? kind : []),
  );
const follow = (viewer: Viewer, blockId: string, said: object) =>
  followOutcome(viewer, { meetingId: meeting.id, blockId, ...said });
const told = async (personId: string) =>
  prisma.notification.findMany({ where: { personId, kind: 'TASK_ASSIGNED' }, select: { meetingId: true } });

describe('rows follow the notes', () => {
  test('marked blocks become rows in reading order, once however often it is done', async () => {
    await Promise.all([1, 2, 3].map(() => projectOutcomes(documentId)));
    expect(await rows()).toMatchObject([
      { blockId: decision, kind: 'DECISION', text: 'Le comité se réunit chaque trimestre.', position: 0 },
      { blockId: task, kind: 'TASK', text: 'Écrire aux offices de tourisme.', position: 1 },
    ]);
    expect(await kinds()).toEqual(['outcome.added', 'outcome.added']);
  });

  test('a block that leaves archives its row; back, it has what was said of it', async () => {
    await projectOutcomes(documentId);
    await follow(joint.agent, task, { personId: joint.artoisAgent.personId, dueOn: '2026-03-31' });
    await edit((doc) => setKey(doc, task, 'outcome', null));
    await projectOutcomes(documentId);
    expect(await readOutcomes({ meetingId: meeting.id })).toMatchObject([{ blockId: decision }]);
    await edit((doc) => setKey(doc, task, 'outcome', 'TASK'));
    await projectOutcomes(documentId);
    const [, back] = await readOutcomes({ meetingId: meeting.id });
    expect(back).toMatchObject({ blockId: task, dueOn: '2026-03-31', person: { id: joint.artoisAgent.personId } });
    expect((await kinds()).slice(2)).toEqual(['outcome.changed', 'outcome.archived', 'outcome.changed']);
  });

  test('a mark on a block without words is nothing; a document that holds no notes is left alone', async () => {
    await edit((doc) => deleteIn(doc, task, 0, wordsAt(doc, task).length));
    await projectOutcomes(documentId);
    expect(await rows()).toMatchObject([{ blockId: decision }]);
    await projectOutcomes(joint.convention.documentId);
    await projectOutcomes(randomUUID());
  });
});

describe('what is said of them', () => {
  test('is kept before the rows are drawn from the notes, and stays when they are', async () => {
    const [said] = await Promise.all([
      follow(joint.agent, task, { partyId: joint.culture.id, programmeBlockId: joint.blockId }),
      projectOutcomes(documentId),
    ]);
    expect(said).toMatchObject({
      text: 'Écrire aux offices de tourisme.',
      kind: 'TASK',
      programmeBlockId: joint.blockId,
    });
    await projectOutcomes(documentId);
    expect(await rows()).toMatchObject([
      { blockId: decision },
      { blockId: task, unitId: joint.culture.id, position: 1 },
    ]);
    expect((await kinds()).filter((kind) => kind === 'outcome.added')).toHaveLength(2);
  });

  test('two at once both count: each changed its own part', async () => {
    await Promise.all([
      follow(joint.agent, task, { dueOn: '2026-03-31' }),
      follow(joint.artoisAgent, task, { personId: joint.agent.personId }),
    ]);
    expect(await readOutcomes({ meetingId: meeting.id })).toMatchObject([
      { dueOn: '2026-03-31', personId: joint.agent.personId },
    ]);
  });

  test('one takes the place of another, and null takes away; the same again is no change', async () => {
    await follow(joint.agent, task, { personId: joint.artoisAgent.personId });
    expect(await follow(joint.agent, task, { partyId: joint.culture.id })).toMatchObject({
      person: null,
      unit: { id: joint.culture.id },
    });
    const { version } = await follow(joint.agent, task, { personId: null, partyId: joint.debtor.id });
    expect((await follow(joint.agent, task, { partyId: joint.debtor.id })).version).toBe(version);
    expect(await follow(joint.agent, task, { personId: null, partyId: null })).toMatchObject({
      person: null,
      unit: null,
      organisation: null,
    });
  });

  test.each<[string, () => object, string]>([
    ['a block that is nowhere', () => ({ blockId: randomUUID(), dueOn: '2026-03-31' }), 'blockId'],
    ['a decision with somebody to do it', () => ({ blockId: decision, personId: joint.agent.personId }), 'blockId'],
    [
      'a person and a service at once',
      () => ({ personId: joint.agent.personId, partyId: joint.culture.id }),
      'personId',
    ],
    ['a service of nowhere', () => ({ partyId: randomUUID() }), 'partyId'],
    ['a passage of nowhere', () => ({ programmeBlockId: randomUUID() }), 'programmeBlockId'],
    ['a day that does not exist', () => ({ dueOn: '2026-02-30' }), 'dueOn'],
    ['done tomorrow', () => ({ doneOn: addDays(today(), 1) }), 'doneOn'],
  ])('%s is refused in a sentence', async (_what, said, field) => {
    await expect(follow(joint.agent, task, said())).rejects.toMatchObject({
      fields: { [field]: expect.stringMatching(/\.$/) },
    });
    expect(await rows()).toEqual([]);
  });

  test('somebody who does not see the convention is entrusted with nothing', async () => {
    const stranger = await buildPerson();
    await expect(follow(joint.agent, task, { personId: stranger.id })).rejects.toMatchObject({
      fields: { personId: 'Le responsable d’une tâche doit avoir accès à cette convention.' },
    });
  });
});

describe('who may', () => {
  test('who is invited, with whatever role; no other reader, and a stranger knows of nothing', async () => {
    const said = { dueOn: '2026-03-31' };
    await expect(follow(joint.reader, task, said)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(follow(await buildViewer(), task, said)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await invite(joint.agent, { meetingId: meeting.id, personId: joint.reader.personId });
    expect(await follow(joint.reader, task, said)).toMatchObject(said);
    const { id } = await prisma.invitee.findFirstOrThrow({
      where: { meetingId: meeting.id, personId: joint.reader.personId },
    });
    await uninvite(joint.agent, { meetingId: meeting.id, inviteeId: id });
    await expect(follow(joint.reader, task, { dueOn: null })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await setState(joint.convention.id, 'CLOSED');
    await expect(follow(joint.agent, task, { dueOn: null })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('once the minutes are approved, only who does it and who edits say that it is done', async () => {
    await follow(joint.agent, task, { personId: joint.reader.personId, dueOn: '2026-03-31' });
    const other = await buildViewer();
    await prisma.participant.create({
      data: { conventionId: joint.convention.id, personId: other.personId, role: 'READER' },
    });
    await buildApprovedMinutes(meeting);
    await expect(follow(joint.agent, task, { dueOn: null })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(follow(joint.reader, task, { dueOn: null })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(follow(other, task, { doneOn: today() })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await follow(joint.reader, task, { doneOn: today() })).toMatchObject({ doneOn: today(), isApproved: true });
    expect(await follow(joint.debtorViewer, task, { doneOn: null })).toMatchObject({ doneOn: null });
  });

  test('somebody of the service or the organisation that does it says so; a key of it that reads does not', async () => {
    const colleague = await signIn(
      await buildPerson({ organisationId: joint.department.id, unitId: joint.culture.id }),
    );
    await prisma.participant.create({
      data: { conventionId: joint.convention.id, organisationId: joint.department.id, role: 'READER' },
    });
    await follow(joint.agent, task, { partyId: joint.culture.id });
    expect(await follow(colleague, task, { doneOn: today() })).toMatchObject({ doneOn: today() });
    const elsewhere = await buildViewer({ organisationId: joint.department.id });
    await expect(follow(elsewhere, task, { doneOn: null })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await follow(joint.agent, task, { partyId: joint.department.id });
    expect(await follow(elsewhere, task, { doneOn: null })).toMatchObject({ doneOn: null });
    const key = await buildSystemViewer(joint.department.id, 'READ_WRITE');
    await expect(follow(key, task, { doneOn: today() })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('who is told', () => {
  test('the person it is newly entrusted to, once, and never who said it', async () => {
    await follow(joint.agent, task, { personId: joint.artoisAgent.personId });
    await follow(joint.agent, task, { personId: joint.artoisAgent.personId, dueOn: '2026-03-31' });
    expect(await told(joint.artoisAgent.personId)).toEqual([{ meetingId: meeting.id }]);
    await follow(joint.agent, task, { personId: joint.agent.personId });
    expect(await told(joint.agent.personId)).toEqual([]);
  });

  test('the people of a service who see the convention; of a whole organisation those whom it sends', async () => {
    const unseen = await buildPerson({ organisationId: joint.department.id, unitId: joint.artois.id });
    await follow(joint.agent, task, { partyId: joint.artois.id });
    expect(await told(joint.artoisAgent.personId)).toHaveLength(1);
    expect(await told(unseen.id)).toEqual([]);
    await follow(joint.agent, task, { partyId: joint.debtor.id });
    expect(await told(joint.debtorViewer.personId)).toEqual([]);
    await invite(joint.agent, { meetingId: meeting.id, personId: joint.debtorViewer.personId });
    await follow(joint.agent, task, { partyId: null });
    await follow(joint.agent, task, { partyId: joint.debtor.id });
    expect(await told(joint.debtorViewer.personId)).toHaveLength(1);
  });
});

describe('lists', () => {
  const texts = async (viewer: Viewer, filter: object) =>
    (await listOutcomes(viewer, { filter })).nodes.map(({ node }) => node.text);

  beforeEach(async () => {
    await projectOutcomes(documentId);
  });

  test('are narrowed to what is asked, and hold nothing of what the viewer does not see', async () => {
    const { id: conventionId } = joint.convention;
    await follow(joint.agent, decision, { programmeBlockId: joint.blockId });
    await follow(joint.agent, task, { personId: joint.reader.personId, dueOn: addDays(today(), -1) });
    const [decided, toDo] = ['Le comité se réunit chaque trimestre.', 'Écrire aux offices de tourisme.'];
    expect(await texts(joint.reader, { conventionId })).toEqual([decided, toDo]);
    expect(await texts(joint.reader, { programmeBlockId: joint.blockId })).toEqual([decided]);
    for (const filter of [{ kind: 'TASK' }, { mine: true }, { open: true }, { late: true }])
      expect(await texts(joint.reader, { conventionId, ...filter })).toEqual([toDo]);
    expect(await texts(joint.agent, { conventionId, mine: true })).toEqual([]);
    await follow(joint.reader, task, { doneOn: today() });
    for (const filter of [{ open: true }, { late: true }])
      expect(await texts(joint.reader, { conventionId, ...filter })).toEqual([]);
    expect(await texts(joint.reader, { conventionId, open: false })).toEqual([toDo]);
    expect(await texts(await buildViewer(), {})).toEqual([]);
  });

  test('what is to be done comes by its day, page after page, without a loss', async () => {
    const days = [addDays(today(), 5), addDays(today(), -3), null];
    const other = await buildCalled(joint, { title: 'Une autre' });
    const ids = days.map(() => randomUUID());
    const second = await buildNotes(
      other.id,
      ids.map((id, index) => outcome('TASK', `Tâche ${index}`, id)),
    );
    await projectOutcomes(second);
    for (const [index, blockId] of ids.entries())
      await followOutcome(joint.agent, { meetingId: other.id, blockId, dueOn: days[index] });
    const found: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listOutcomes>> = await listOutcomes(joint.agent, {
        filter: { meetingId: other.id, open: true },
        first: 1,
        after,
      });
      found.push(...page.nodes.map(({ node }) => node.text));
      after = page.hasNextPage ? (page.nodes.at(-1)?.cursor ?? null) : null;
    } while (after);
    expect(found).toEqual(['Tâche 1', 'Tâche 0', 'Tâche 2']);
  });

  test('a passage knows what meetings decided about it, unless they were cancelled', async () => {
    await follow(joint.agent, decision, { programmeBlockId: joint.blockId });
    const place = placeKey(joint.convention.id, joint.blockId);
    expect((await outcomesOfBlocks(joint.reader, [place])).get(place)).toMatchObject([{ blockId: decision }]);
    expect(await outcomesOfBlocks(await buildViewer(), [place])).toEqual(new Map());
    await prisma.meeting.update({ where: { id: meeting.id }, data: { state: 'CANCELLED' } });
    expect(await outcomesOfBlocks(joint.reader, [place])).toEqual(new Map());
  });
});
