// What blocks oblige to: who may write it, what bad input changes nothing, and what stays when terms change.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromColumn, setClock } from '#domain/calendar.ts';
import { DomainError } from '#domain/errors.ts';
import { recordEvidence, withdrawEvidence } from '#domain/obligations/evidence.ts';
import { listObligations, readObligation } from '#domain/obligations/obligation-lists.ts';
import { changeObligation, createObligation, withdrawObligation } from '#domain/obligations/obligations.ts';
import {
  addOccurrence,
  planOccurrence,
  setOccurrenceAside,
  takeOccurrenceUp,
} from '#domain/obligations/occurrence-plans.ts';
import { prisma } from '#prisma/client.ts';
import {
  buildFollowed,
  buildObligation,
  type Followed,
  newObligation,
  readRows,
  setState,
} from '../../build/obligations.ts';
import { buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';
import { listOccurrences } from '../../rig/single-lists.ts';

useDatabase();
useOutside();

let followed: Followed;
beforeEach(async () => {
  setClock(() => new Date('2025-05-05T10:00:00Z'));
  followed = await buildFollowed();
});
afterEach(() => setClock(null));

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
const fieldsOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) => (error instanceof DomainError ? Object.keys(error.fields) : [String(error)]),
  );
const due = (rows: { startsOn: Date; dueOn: Date }[]) => rows.map(({ dueOn }) => fromColumn(dueOn));

const named = randomUUID();
const bothNamed = { attendeeIds: [named], invitedIds: [named] };

describe('writing an obligation', () => {
  test('gives its due dates, and is recorded once', async () => {
    const { id, occurrences } = await buildObligation(followed, { periodicity: 'QUARTERLY' });
    expect(due(occurrences)).toEqual(['2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31']);
    expect(occurrences.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    expect(await prisma.change.count({ where: { subjectId: id, kind: 'obligation.created' } })).toBe(1);
  });

  test.each([
    ['an end before the start', { startsOn: '2025-12-31', endsOn: '2025-01-01' }, 'endsOn'],
    ['a period without end', { endsOn: '2045-01-01' }, 'endsOn'],
    ['a day that does not exist', { endsOn: '2025-02-30' }, 'endsOn'],
    ['a periodicity of zero', { periodicity: 'TIMES_A_YEAR', times: 0 }, 'times'],
    ['no number of times', { periodicity: 'TIMES_A_YEAR' }, 'times'],
    ['a negative delay', { periodicity: 'WITHIN_MONTHS', months: -1, eventOn: '2025-12-31' }, 'months'],
    ['a delay of nothing', { periodicity: 'WITHIN_MONTHS', months: 6 }, 'eventOn'],
    ['a due date before the period', { periodicity: 'WITHIN_MONTHS', months: 1, eventOn: '2024-06-30' }, 'eventOn'],
    ['a passage that is not in the text', { blockId: randomUUID() }, 'blockId'],
    ['a debtor that does not exist', { debtorIds: [randomUUID()] }, 'debtorIds'],
    ['somebody owed to that does not exist', { creditorIds: [randomUUID()] }, 'creditorIds'],
    ['attendees of a document', { proof: 'DOCUMENT', attendeeIds: [randomUUID()] }, 'attendeeIds'],
    ['somebody both needed and only invited', bothNamed, 'invitedIds'],
    ['those invited to a document', { proof: 'DOCUMENT', invitedIds: [randomUUID()] }, 'invitedIds'],
    ['something regular without a rhythm', { periodicity: 'REGULAR' }, 'months'],
    ['something continuous without a delay', { periodicity: 'CONTINUOUS', proof: 'STATEMENT' }, 'months'],
    ['two documents of one name', { proof: 'DOCUMENT', pieces: ['Budget', ' Budget '] }, 'pieces'],
    ['documents of a meeting', { pieces: ['Budget'] }, 'pieces'],
    ['documents of a request', { periodicity: 'ON_REQUEST', proof: 'DOCUMENT', pieces: ['Budget'] }, 'pieces'],
    ['no words', { title: '  ' }, 'title'],
    [
      'something continuous that a document proves',
      { periodicity: 'CONTINUOUS', months: 1, proof: 'DOCUMENT' },
      'proof',
    ],
  ])('refuses %s with a sentence at its field, and changes nothing', async (_what, more, field) => {
    const work = createObligation(followed.steward, newObligation(followed, more));
    expect(await fieldsOf(work)).toEqual([field]);
    expect(await prisma.obligation.count({ where: { conventionId: followed.convention.id } })).toBe(0);
  });

  test('refuses a pilot who does not see the convention', async () => {
    const { personId } = await buildViewer();
    const work = createObligation(followed.steward, newObligation(followed, { pilotIds: [personId] }));
    expect(await fieldsOf(work)).toEqual(['pilotIds']);
  });

  test('is for those who write, and once the text is adopted for the steward alone', async () => {
    const write = (viewer: Parameters<typeof createObligation>[0]) =>
      codeOf(createObligation(viewer, newObligation(followed)));
    expect(await write(followed.debtorViewer)).toBeNull();
    expect(await write(followed.reader)).toBe('FORBIDDEN');
    expect(await write(await buildViewer())).toBe('NOT_FOUND');
    await setState(followed.convention.id, 'RUNNING');
    expect(await write(followed.debtorViewer)).toBe('FORBIDDEN');
    expect(await write(followed.steward)).toBeNull();
    await setState(followed.convention.id, 'CLOSED');
    expect(await write(followed.steward)).toBe('FORBIDDEN');
  });
});

describe('stating it anew', () => {
  const terms = (obligation: { id: string; version: number }, more: object) => ({
    ...newObligation(followed, more),
    obligationId: obligation.id,
    version: obligation.version,
  });

  test('what has a proof, a plan or a reason stays; the rest follows the new terms', async () => {
    const before = await buildObligation(followed, { periodicity: 'QUARTERLY', proof: 'STATEMENT' });
    const [first, , third, fourth] = before.occurrences;
    const statement = { proof: 'STATEMENT', on: '2025-02-10', title: 'Fait' };
    await recordEvidence(followed.agent, { occurrenceId: first?.id, ...statement });
    await planOccurrence(followed.agent, { occurrenceId: third?.id, version: 1, plannedOn: '2025-09-01' });
    await changeObligation(followed.steward, terms(before, { periodicity: 'TWICE_A_YEAR', proof: 'STATEMENT' }));
    const after = await readRows(before.id);
    expect(due(after.occurrences)).toEqual(['2025-06-30', '2025-12-31']);
    expect(after.occurrences.map(({ id }) => id)).toEqual([first?.id, third?.id]);
    expect(after.occurrences.some(({ id }) => id === fourth?.id)).toBe(false);
    expect(await prisma.evidence.count({ where: { occurrenceId: first?.id } })).toBe(1);
  });

  test('what no new due date stands for any more is kept when something was done for it', async () => {
    const before = await buildObligation(followed, { periodicity: 'QUARTERLY', proof: 'STATEMENT' });
    for (const { id } of before.occurrences.slice(0, 2))
      await setOccurrenceAside(followed.steward, { occurrenceId: id, version: 1, reason: 'Rien à dire' });
    await changeObligation(followed.steward, terms(before, { proof: 'STATEMENT' }));
    const { occurrences } = await readRows(before.id);
    expect(occurrences).toHaveLength(2);
    expect(occurrences.map(({ rank }) => rank)).toEqual([1, 2]);
    expect(occurrences.every(({ notApplicableReason }) => notApplicableReason === 'Rien à dire')).toBe(true);
  });

  test('documents are due one by one; one that is no longer named goes, unless it was given', async () => {
    const document = { periodicity: 'WITHIN_MONTHS', months: 6, eventOn: '2025-12-31', proof: 'DOCUMENT' };
    const before = await buildObligation(followed, { ...document, pieces: ['Rapport\nBudget', 'Comptes'] });
    expect(before.occurrences.map(({ piece }) => piece)).toEqual(['Rapport', 'Budget', 'Comptes']);
    const budget = before.occurrences[1];
    await planOccurrence(followed.agent, { occurrenceId: budget?.id, version: 1, plannedOn: '2026-06-01' });
    await changeObligation(followed.steward, terms(before, { ...document, pieces: ['Annexes', 'Budget'] }));
    const after = await readRows(before.id);
    expect(after.occurrences.map(({ piece }) => piece).sort()).toEqual(['Annexes', 'Budget']);
    expect(after.occurrences.find(({ piece }) => piece === 'Budget')).toMatchObject({ id: budget?.id, version: 2 });
  });

  test('of two at once one wins, and the other is told', async () => {
    const before = await buildObligation(followed);
    const outcomes = await Promise.all([
      codeOf(changeObligation(followed.steward, terms(before, { title: 'Un' }))),
      codeOf(changeObligation(followed.debtorViewer, terms(before, { title: 'Deux' }))),
    ]);
    expect(outcomes.sort()).toEqual(['CONFLICT', null].sort());
    expect((await readRows(before.id)).version).toBe(2);
  });

  test('an obligation whose passage left the text stays, says so, and may be stated anew where it is', async () => {
    const before = await buildObligation(followed, { blockId: followed.paragraphId });
    await prisma.programmeItem.updateMany({
      where: { blockId: followed.paragraphId },
      data: { archivedAt: new Date() },
    });
    expect((await readObligation(followed.reader, before.id)).block).toMatchObject({ archived: true });
    const anew = terms(before, { blockId: followed.paragraphId, title: 'Autrement dit' });
    await changeObligation(followed.steward, anew);
    expect((await readObligation(followed.reader, before.id)).title).toBe('Autrement dit');
  });

  test('withdrawn, it is in no list and nothing can be done for it', async () => {
    const { id, occurrences } = await buildObligation(followed);
    await withdrawObligation(followed.steward, { obligationId: id });
    expect((await listObligations(followed.steward, {})).nodes).toEqual([]);
    expect((await listOccurrences(followed.steward, {})).nodes).toEqual([]);
    const plan = { occurrenceId: occurrences[0]?.id, version: 1, plannedOn: '2025-09-01' };
    expect(await codeOf(planOccurrence(followed.agent, plan))).toBe('NOT_FOUND');
    expect(await codeOf(withdrawObligation(followed.steward, { obligationId: id }))).toBe('NOT_FOUND');
  });
});

describe('what is done for one due date', () => {
  const first = async (more: object = {}) => {
    const { occurrences, id } = await buildObligation(followed, more);
    return { obligationId: id, occurrenceId: occurrences[0]?.id ?? '' };
  };
  const meeting = (occurrenceId: string, more: object = {}) => ({
    occurrenceId,
    proof: 'MEETING',
    on: '2025-04-10',
    title: 'Réunion',
    attendeeIds: [followed.culture.id],
    ...more,
  });

  test('a meeting that names who had to be there meets it; taken back, it no longer does', async () => {
    const { obligationId, occurrenceId } = await first({ attendeeIds: [followed.culture.id] });
    const { id } = await recordEvidence(followed.agent, meeting(occurrenceId));
    const stateNow = async () => (await readObligation(followed.reader, obligationId)).occurrences[0]?.state;
    expect(await stateNow()).toBe('MET');
    await withdrawEvidence(followed.agent, { evidenceId: id });
    expect(await stateNow()).toBe('TO_PLAN');
    expect(await codeOf(withdrawEvidence(followed.agent, { evidenceId: id }))).toBe('CONFLICT');
  });

  test.each([
    ['a day to come', { on: '2025-05-06' }, 'on'],
    ['a day before the period', { on: '2024-12-31' }, 'on'],
    ['a meeting of nobody', { attendeeIds: [] }, 'attendeeIds'],
    ['a document that is nowhere', { proof: 'DOCUMENT', attendeeIds: [] }, 'fileId'],
    ['a file of elsewhere', { proof: 'DOCUMENT', attendeeIds: [], fileId: randomUUID() }, 'fileId'],
    ['an address that runs', { url: 'javascript:alert(1)' }, 'url'],
  ])('refuses as a proof %s', async (_what, more, field) => {
    const { occurrenceId } = await first();
    expect(await fieldsOf(recordEvidence(followed.agent, meeting(occurrenceId, more)))).toEqual([field]);
    expect(await prisma.evidence.count({ where: { occurrenceId } })).toBe(0);
  });

  test('a proof is recorded by those who write, also once the text is signed, and not once it is over', async () => {
    const { occurrenceId } = await first();
    expect(await codeOf(recordEvidence(followed.reader, meeting(occurrenceId)))).toBe('FORBIDDEN');
    expect(await codeOf(recordEvidence(await buildViewer(), meeting(occurrenceId)))).toBe('NOT_FOUND');
    await setState(followed.convention.id, 'RUNNING');
    expect(await codeOf(recordEvidence(followed.agent, meeting(occurrenceId)))).toBeNull();
    await setState(followed.convention.id, 'TERMINATED');
    expect(await codeOf(recordEvidence(followed.agent, meeting(occurrenceId)))).toBe('FORBIDDEN');
  });

  test('set aside, it waits for nothing until it is taken up; saying so is for who states what is owed', async () => {
    const { obligationId, occurrenceId } = await first();
    await setState(followed.convention.id, 'RUNNING');
    const aside = { occurrenceId, version: 1, reason: 'Le comité est dissous' };
    expect(await codeOf(setOccurrenceAside(followed.agent, aside))).toBe('FORBIDDEN');
    await setOccurrenceAside(followed.steward, aside);
    expect(await codeOf(recordEvidence(followed.agent, meeting(occurrenceId)))).toBe('CONFLICT');
    expect(await codeOf(setOccurrenceAside(followed.steward, aside))).toBe('CONFLICT');
    await takeOccurrenceUp(followed.steward, { occurrenceId, version: 2 });
    expect((await readObligation(followed.reader, obligationId)).occurrences[0]?.state).toBe('TO_PLAN');
  });

  test('it is planned for a day to come, of two at once one wins', async () => {
    const { occurrenceId } = await first();
    const plan = (plannedOn: string) => planOccurrence(followed.agent, { occurrenceId, version: 1, plannedOn });
    expect(await fieldsOf(plan('2025-05-04'))).toEqual(['plannedOn']);
    const outcomes = await Promise.all([codeOf(plan('2025-06-01')), codeOf(plan('2025-06-02'))]);
    expect(outcomes.sort()).toEqual(['CONFLICT', null].sort());
  });

  test('a request makes a due date; what recurs by itself takes none', async () => {
    const { obligationId } = await (async () => {
      const { id } = await buildObligation(followed, { periodicity: 'ON_REQUEST', event: 'Demande' });
      return { obligationId: id };
    })();
    const request = { obligationId, occasion: 'Commission de mai', on: '2025-05-02', dueOn: '2025-06-15' };
    await addOccurrence(followed.agent, { ...request, occasion: 'Commission de juin', dueOn: '2025-07-01' });
    await addOccurrence(followed.agent, request);
    expect(due((await readRows(obligationId)).occurrences)).toEqual(['2025-06-15', '2025-07-01']);
    expect(await fieldsOf(addOccurrence(followed.agent, { ...request, dueOn: '2025-05-01' }))).toEqual(['dueOn']);
    expect(await fieldsOf(addOccurrence(followed.agent, { ...request, on: '2024-05-02' }))).toEqual(['on']);
    const recurring = await buildObligation(followed);
    const added = addOccurrence(followed.agent, { ...request, obligationId: recurring.id });
    expect(await fieldsOf(added)).toEqual(['obligationId']);
  });
});

describe('lists', () => {
  test('are in the order of the text, page by page, and of what the viewer sees alone', async () => {
    const made: string[] = [];
    for (const blockId of [followed.paragraphId, followed.blockId, followed.paragraphId])
      made.push((await buildObligation(followed, { blockId })).id);
    const expected = [made[1], made[0], made[2]];
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await listObligations(followed.reader, { first: 2, after });
      seen.push(...page.nodes.map(({ node }) => node.id));
      after = page.nodes.at(-1)?.cursor;
      if (!page.hasNextPage) break;
    }
    expect(seen).toEqual(expected);
    expect((await listObligations(await buildViewer(), {})).nodes).toEqual([]);
  });

  test('narrow to what one owes, what is owed to one, a territory, a quarter, a pilot', async () => {
    const { lensHenin, debtorViewer, steward, agent, debtor } = followed;
    const quarterly = await buildObligation(followed, { periodicity: 'QUARTERLY', creditorIds: [lensHenin.id] });
    const piloted = await buildObligation(followed, { pilotIds: [agent.personId] });
    const ids = async (viewer: typeof steward, filter: object) =>
      (await listObligations(viewer, { filter })).nodes.map(({ node }) => node.id);
    expect(await ids(debtorViewer, { part: 'OWED' })).toEqual([quarterly.id, piloted.id]);
    expect(await ids(steward, { part: 'OWED' })).toEqual([]);
    expect(await ids(steward, { part: 'OWED_TO_ME' })).toEqual([quarterly.id]);
    expect(await ids(steward, { creditorId: lensHenin.id })).toEqual([quarterly.id]);
    expect(await ids(steward, { debtorId: debtor.id, blockId: followed.paragraphId })).toEqual([]);
    expect(await ids(steward, { territory: 'LENS_HENIN' })).toEqual([quarterly.id, piloted.id]);
    expect(await ids(steward, { territory: 'ARTOIS' })).toEqual([]);
    expect(await ids(agent, { mine: true })).toEqual([piloted.id]);
    expect(await ids(debtorViewer, { mine: true })).toEqual([quarterly.id]);
    const service = { debtorIds: [lensHenin.id, followed.artois.id], creditorIds: [debtor.id] };
    const joint = await buildObligation(followed, {
      ...service,
      blockId: followed.paragraphId,
      periodicity: 'QUARTERLY',
    });
    const ofServices = { blockId: followed.paragraphId };
    expect(await ids(steward, { ...ofServices, part: 'OWED' })).toEqual([joint.id]);
    expect(await ids(debtorViewer, { ...ofServices, part: 'OWED_TO_ME' })).toEqual([joint.id]);
    expect(await ids(debtorViewer, { ...ofServices, part: 'OWED' })).toEqual([]);
    expect(await ids(steward, { debtorId: followed.artois.id })).toEqual([joint.id]);
    expect(await ids(steward, { debtorId: followed.department.id })).toEqual([joint.id]);
    expect(await ids(steward, { territory: 'ARTOIS' })).toEqual([joint.id]);
    // Of a service, to its people; not to everybody of its organisation.
    expect(await ids(agent, { ...ofServices, mine: true })).toEqual([joint.id]);
    expect(await ids(steward, { ...ofServices, mine: true })).toEqual([]);
    await withdrawObligation(steward, { obligationId: joint.id });
    expect(await ids(steward, { quarter: '2025-Q2' })).toEqual([quarterly.id]);
    expect(await ids(steward, { inForce: true })).toEqual([]);
    await setState(followed.convention.id, 'SIGNED');
    expect(await ids(steward, { inForce: true })).toEqual([quarterly.id, piloted.id]);
    expect(await fieldsOf(listObligations(steward, { filter: { quarter: '2025-T2' } }))).toEqual(['quarter']);
  });
});
