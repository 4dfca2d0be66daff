// The path of a convention: every step there is and none other, what each records, who takes it, and what is warned of.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromColumn, instantIn, setClock } from '#domain/calendar.ts';
import { listNextSteps, listSteps, moveConvention, steps } from '#domain/conventions/lifecycle.ts';
import { openThread, resolveThread } from '#domain/discussions/threads.ts';
import { readConvention } from '#domain/gate.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { type ConventionState, conventionStates } from '#domain/vocabulary.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, heading, moveTo, paragraph, stepInput, vote } from '../../build/conventions.ts';
import { buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

let steward: PersonViewer;
let approver: PersonViewer;
let editor: PersonViewer;
let stranger: PersonViewer;

const blockId = randomUUID();
const clean = [heading('Objet'), paragraph('Les partenaires agissent ensemble.', blockId)];

const build = (state: ConventionState = 'DRAFT', content = clean): Promise<Convention> =>
  buildConvention({
    state,
    content,
    year: 2025,
    participants: [
      { personId: steward.personId, role: 'STEWARD' },
      { personId: approver.personId, role: 'APPROVER' },
      { personId: editor.personId, role: 'EDITOR' },
    ],
  });

beforeEach(async () => {
  setClock(() => instantIn('2025-12-01', 9));
  [steward, approver, editor, stranger] = await Promise.all([
    buildViewer(),
    buildViewer(),
    buildViewer(),
    buildViewer(),
  ]);
});
afterEach(() => setClock(null));

const stateOf = async ({ id }: Convention) => (await prisma.convention.findUniqueOrThrow({ where: { id } })).state;
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error) => error.code ?? error,
  );

describe('the steps there are', () => {
  const pairs = conventionStates.flatMap((from) => conventionStates.map((to) => [from, to] as const));

  test.each(pairs)('from %s to %s: taken when the table has it, else refused and nothing changes', async (from, to) => {
    const convention = await build(from);
    const step = steps.find((one) => one.to === to && one.from.includes(from));
    const outcome = await codeOf(moveConvention(steward, stepInput(convention.id, to)));
    expect(outcome).toBe(step ? 'done' : 'CONFLICT');
    expect(await stateOf(convention)).toBe(step ? to : from);
    expect(await prisma.conventionStep.count({ where: { conventionId: convention.id } })).toBe(step ? 1 : 0);
  });

  test('a skipped step is told which one comes next', async () => {
    const convention = await build('IN_REVIEW');
    await expect(moveConvention(steward, stepInput(convention.id, 'SIGNED'))).rejects.toMatchObject({
      message: 'La signature ne peut pas venir maintenant : l’étape suivante est l’avis de la commission.',
    });
    await expect(moveConvention(steward, stepInput((await build('CLOSED')).id, 'RUNNING'))).rejects.toMatchObject({
      message: 'Le parcours de cette convention est achevé.',
    });
  });

  test('the whole path leaves one record a step, with what belongs to it and nothing else', async () => {
    const convention = await build();
    await moveTo(steward, convention.id, 'CLOSED');
    const taken = await listSteps(steward, convention.id);
    expect(taken.map(({ to }) => to)).toEqual([
      'IN_REVIEW',
      'OPINION_GIVEN',
      'ADOPTED',
      'SIGNED',
      'RUNNING',
      'REPORTED',
      'CLOSED',
    ]);
    expect(taken[2]).toMatchObject({ details: { vote }, recordedBy: { id: steward.personId } });
    expect(taken[1]?.details).toEqual({ opinion: { body: '5e commission', outcome: 'FAVOURABLE' } });
    const told = await prisma.change.findMany({ where: { conventionId: convention.id, kind: 'convention.moved' } });
    expect(told).toHaveLength(7);
    // Open editors are judged anew at every step.
    expect(outside.judged).toHaveLength(7);
  });
});

describe('who takes a step', () => {
  test('an approver moves it along, its steward alone signs or ends it; a key of the organisation may too', async () => {
    const reviewed = await build('IN_REVIEW');
    expect(await codeOf(moveConvention(editor, stepInput(reviewed.id, 'OPINION_GIVEN')))).toBe('FORBIDDEN');
    expect(await codeOf(moveConvention(stranger, stepInput(reviewed.id, 'OPINION_GIVEN')))).toBe('NOT_FOUND');
    expect(await codeOf(moveConvention(approver, stepInput(reviewed.id, 'OPINION_GIVEN')))).toBe('done');
    const adopted = await build('ADOPTED');
    expect(await codeOf(moveConvention(approver, stepInput(adopted.id, 'SIGNED')))).toBe('FORBIDDEN');
    const running = await build('RUNNING');
    expect(await codeOf(moveConvention(approver, stepInput(running.id, 'TERMINATED')))).toBe('FORBIDDEN');
    const key = await buildSystemViewer(steward.organisationId, 'READ_WRITE');
    await prisma.participant.create({
      data: { conventionId: running.id, organisationId: steward.organisationId, role: 'APPROVER' },
    });
    expect(await codeOf(moveConvention(key, stepInput(running.id, 'REPORTED')))).toBe('done');
  });

  test('two who take the same step at once: one does, the other is told', async () => {
    const convention = await build('IN_REVIEW');
    const outcomes = await Promise.all(
      [steward, approver].map((viewer) => codeOf(moveConvention(viewer, stepInput(convention.id, 'OPINION_GIVEN')))),
    );
    expect(outcomes.sort()).toEqual(['CONFLICT', 'done']);
    expect(await prisma.conventionStep.count({ where: { conventionId: convention.id } })).toBe(1);
  });

  test('a step decided on an older reading is refused', async () => {
    const convention = await build();
    await moveConvention(steward, stepInput(convention.id, 'IN_REVIEW'));
    await moveConvention(steward, stepInput(convention.id, 'DRAFT'));
    const stale = stepInput(convention.id, 'IN_REVIEW', { version: convention.version });
    expect(await codeOf(moveConvention(steward, stale))).toBe('CONFLICT');
  });
});

describe('what a step must say', () => {
  const fieldsOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => null,
      (error) => error.fields,
    );

  test.each([
    ['IN_REVIEW', 'DRAFT', { reason: ' ' }, 'reason'],
    ['IN_REVIEW', 'OPINION_GIVEN', { opinion: null }, 'opinion'],
    ['OPINION_GIVEN', 'ADOPTED', { vote: null }, 'vote'],
    ['OPINION_GIVEN', 'ADOPTED', { vote: { ...vote, votesAgainst: -1 } }, 'vote.votesAgainst'],
    ['OPINION_GIVEN', 'ADOPTED', { vote: { ...vote, votesFor: 1.5 } }, 'vote.votesFor'],
    ['OPINION_GIVEN', 'ADOPTED', { vote: { ...vote, votesFor: 41 } }, 'vote.votesFor'],
    ['OPINION_GIVEN', 'ADOPTED', { vote: { ...vote, votesFor: 10, votesAgainst: 20 } }, 'vote.votesFor'],
    ['OPINION_GIVEN', 'REJECTED', { reason: null }, 'reason'],
    ['ADOPTED', 'SIGNED', { signature: { place: 'Arras', originals: 2, signatories: [] } }, 'signature.signatories'],
    ['RUNNING', 'TERMINATED', { termination: { ground: 'NOTICE' } }, 'termination.noticeOn'],
    ['RUNNING', 'REPORTED', { on: '2025-12-02' }, 'on'],
    ['RUNNING', 'REPORTED', { on: '2025-02-29' }, 'on'],
  ] as const)('from %s to %s with %o: refused for %s', async (from, to, more, field) => {
    const convention = await build(from);
    expect(await fieldsOf(moveConvention(steward, stepInput(convention.id, to, more)))).toHaveProperty([field]);
    expect(await stateOf(convention)).toBe(from);
  });

  test('no step before the one before it; the same day is fine', async () => {
    const convention = await build();
    await moveConvention(steward, stepInput(convention.id, 'IN_REVIEW', { on: '2025-03-31' }));
    const opinion = (on: string) => moveConvention(steward, stepInput(convention.id, 'OPINION_GIVEN', { on }));
    expect(await fieldsOf(opinion('2025-03-30'))).toEqual({
      on: 'L’étape précédente est du 31\u00a0mars\u00a02025 : celle-ci ne peut pas la précéder.',
    });
    await opinion('2025-03-31');
  });

  test('a notice runs one month of the calendar before the convention ends (article 10), or none runs (article 8)', async () => {
    const convention = await build('RUNNING');
    const end = (on: string, noticeOn = '2025-10-31') =>
      moveConvention(
        steward,
        stepInput(convention.id, 'TERMINATED', { on, termination: { ground: 'NOTICE', noticeOn } }),
      );
    expect(await fieldsOf(end('2025-11-29'))).toEqual({
      on: 'La mise en demeure du 31\u00a0octobre\u00a02025 court un mois : la résiliation prend effet au plus tôt le 30\u00a0novembre\u00a02025.',
    });
    await end('2025-11-30');
    const [step] = await listSteps(steward, convention.id);
    expect(step && fromColumn(step.on)).toBe('2025-11-30');
    const other = await build('SIGNED');
    await moveConvention(steward, stepInput(other.id, 'TERMINATED'));
    expect(await stateOf(other)).toBe('TERMINATED');
  });
});

describe('what is warned of before a step', () => {
  const faulty = [
    heading('Objet'),
    paragraph('Pour 2024, un bilan est remis.', blockId),
    { ...heading('Suivi'), attrs: { id: randomUUID(), kind: 'article', startAt: 4 } },
    heading('Un axe', 'axis'),
    heading('Un objectif sans suite', 'objective'),
    {
      ...heading('Un objectif sans numéro', 'objective'),
      attrs: { id: randomUUID(), kind: 'objective', numbered: false },
    },
    paragraph('Des mots.'),
  ];
  const checksOf = async (viewer: PersonViewer, id: string, to: ConventionState) => {
    const next = await listNextSteps(viewer, await readConvention(viewer, id));
    return next.find((step) => step.to === to)?.warnings.map(({ check, count }) => [check, count]);
  };

  test('discussions that are open, stale years, objectives, obligations and decisions that lack, articles that are absent', async () => {
    const convention = await build('IN_REVIEW', faulty);
    const { id } = await openThread(editor, { conventionId: convention.id, blockId, body: 'Quel bilan ?' });
    await prisma.carryOver.create({
      data: { conventionId: convention.id, previousBlockId: randomUUID(), blockId, position: 0 },
    });
    const obligation = { title: 'Remettre un bilan', periodicity: 'ONCE', proof: 'DOCUMENT' } as const;
    const span = { startsOn: new Date('2025-01-01'), endsOn: new Date('2025-12-31') };
    await prisma.obligation.create({ data: { conventionId: convention.id, blockId, ...obligation, ...span } });
    expect(await checksOf(steward, convention.id, 'OPINION_GIVEN')).toEqual([
      ['OPEN_THREADS', 1],
      ['UNDECIDED_CARRY_OVERS', 1],
      ['OBLIGATIONS_WITHOUT_DEBTOR', 1],
      ['STALE_YEARS', 1],
      ['EMPTY_OBJECTIVES', 1],
      ['UNNUMBERED_OBJECTIVES', 1],
      ['ABSENT_ARTICLES', 2],
    ]);
    expect(await checksOf(steward, convention.id, 'DRAFT')).toEqual([]);
    await resolveThread(editor, id);
    expect((await checksOf(steward, convention.id, 'OPINION_GIVEN'))?.[0]).toEqual(['UNDECIDED_CARRY_OVERS', 1]);
  });

  test('a consultation is not warned of its discussions', async () => {
    const convention = await build();
    await openThread(editor, { conventionId: convention.id, blockId, body: 'Qui agit ?' });
    expect(await checksOf(steward, convention.id, 'IN_REVIEW')).toEqual([]);
  });

  test('its steward passes over, knowingly, and what was passed over is kept; nobody else does', async () => {
    const convention = await build('DRAFT', faulty);
    const careless = stepInput(convention.id, 'IN_REVIEW', { passOver: false });
    expect(await codeOf(moveConvention(steward, careless))).toBe('INVALID_INPUT');
    expect(await codeOf(moveConvention(approver, stepInput(convention.id, 'IN_REVIEW')))).toBe('CONFLICT');
    await moveConvention(steward, stepInput(convention.id, 'IN_REVIEW'));
    const [step] = await listSteps(steward, convention.id);
    const passedOver = step?.warnings as { check: string }[] | undefined;
    expect(passedOver?.map(({ check }) => check)).toEqual([
      'STALE_YEARS',
      'EMPTY_OBJECTIVES',
      'UNNUMBERED_OBJECTIVES',
      'ABSENT_ARTICLES',
    ]);
  });
});
