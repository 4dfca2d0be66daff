// Amendments: a text of their own that goes the same path and, once signed, takes the place of the one it changes.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readBudget } from '#domain/budgets/budgets.ts';
import { instantIn, setClock, toColumn } from '#domain/calendar.ts';
import { listAmendments, openAmendment, readAmended } from '#domain/conventions/amendments.ts';
import { readFrozenText } from '#domain/conventions/frozen-texts.ts';
import { listSteps, moveConvention } from '#domain/conventions/lifecycle.ts';
import { projectProgramme } from '#domain/conventions/projection.ts';
import { readConvention } from '#domain/gate.ts';
import { removeBlock } from '#domain/texts/live-blocks.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildLine, buildPayment } from '../../build/budgets.ts';
import { buildConvention, heading, moveTo, paragraph, stepInput } from '../../build/conventions.ts';
import { buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { storedTexts, useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

const keptId = randomUUID();
const droppedId = randomUUID();
let steward: PersonViewer;
let approver: PersonViewer;
let former: Convention;

beforeEach(async () => {
  setClock(() => instantIn('2025-12-01', 9));
  [steward, approver] = await Promise.all([buildViewer(), buildViewer()]);
  former = await buildConvention({
    year: 2025,
    content: [heading('Objet'), paragraph('Un bilan est remis.', keptId), paragraph('Autre chose.', droppedId)],
    participants: [
      { personId: steward.personId, role: 'STEWARD' },
      { personId: approver.personId, role: 'APPROVER' },
    ],
  });
  await moveTo(steward, former.id, 'RUNNING');
});
afterEach(() => setClock(null));

const open = () => openAmendment(steward, { conventionId: former.id, title: 'Avenant n° 1' });
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error) => error.code ?? error,
  );

/** One fact of each kind on a block. */
async function follow(blockId: string) {
  const on = { conventionId: former.id, blockId };
  const span = { startsOn: toColumn('2025-01-01'), endsOn: toColumn('2025-12-31') };
  const obligation = await prisma.obligation.create({
    data: { ...on, ...span, title: 'Remettre', periodicity: 'ONCE', proof: 'DOCUMENT' },
  });
  const deliverable = await prisma.deliverable.create({ data: { ...on, title: 'Fiches' } });
  const indicator = await prisma.indicator.create({ data: { ...on, title: 'Visites', unit: 'visites' } });
  await prisma.actionFollowUp.create({
    data: {
      ...on,
      status: 'ONGOING',
      notes: { create: { on: span.startsOn, body: 'Début', authorId: steward.personId } },
    },
  });
  return { obligation, deliverable, indicator };
}

test('it copies the signed text, each block knowing the one it continues; one at a time, by its steward', async () => {
  expect(await codeOf(openAmendment(approver, { conventionId: former.id, title: 'Non' }))).toBe('FORBIDDEN');
  const outcomes = await Promise.all([codeOf(open()), codeOf(open())]);
  expect(outcomes.sort()).toEqual(['CONFLICT', 'done']);
  const [amendment] = await listAmendments(steward, former.id);
  expect(amendment).toMatchObject({ title: 'Avenant n° 1', year: 2025, state: 'DRAFT', amendsId: former.id });
  expect(await readAmended(steward, amendment as NonNullable<typeof amendment>)).toMatchObject({ id: former.id });
  const items = await prisma.programmeItem.findMany({ where: { conventionId: amendment?.id } });
  expect(items.map(({ previousBlockId }) => previousBlockId)).toEqual(expect.arrayContaining([keptId, droppedId]));
  // The convention goes on until the amendment is signed.
  expect((await readConvention(steward, former.id)).state).toBe('RUNNING');
});

test('signed, it takes the place of the former, and what was followed goes on under its blocks', async () => {
  const kept = await follow(keptId);
  const dropped = await follow(droppedId);
  const line = await buildLine(steward, former.id);
  await buildPayment(steward, line.id);
  const amendment = await open();
  const itemOf = (previousBlockId: string) =>
    prisma.programmeItem.findFirstOrThrow({ where: { conventionId: amendment.id, previousBlockId } });
  const next = await itemOf(keptId);
  const gone = await itemOf(droppedId);
  await storedTexts.edit(amendment.documentId, steward, (doc) => void removeBlock(doc, gone.blockId));
  await projectProgramme(amendment.documentId);
  await moveTo(steward, amendment.id, 'SIGNED');

  expect((await readConvention(steward, former.id)).state).toBe('AMENDED');
  const last = (await listSteps(steward, former.id)).at(-1);
  expect(last).toMatchObject({ from: 'RUNNING', to: 'AMENDED', details: { amendmentId: amendment.id } });
  const here = { conventionId: amendment.id, blockId: next.blockId };
  expect(await prisma.obligation.findUnique({ where: { id: kept.obligation.id } })).toMatchObject({
    ...here,
    version: 2,
  });
  expect(await prisma.deliverable.findUnique({ where: { id: kept.deliverable.id } })).toMatchObject(here);
  expect(await prisma.indicator.findUnique({ where: { id: kept.indicator.id } })).toMatchObject(here);
  expect(await prisma.actionNote.findMany({ where: here })).toMatchObject([{ body: 'Début' }]);
  expect((await readBudget(steward, amendment.id)).sums.committed.toFixed(2)).toBe('100000.00');
  // What the amendment no longer says stays with the text that said it.
  expect(await prisma.obligation.findUnique({ where: { id: dropped.obligation.id } })).toMatchObject({
    conventionId: former.id,
    blockId: droppedId,
  });
  // Each text keeps its own frozen form.
  const texts = await Promise.all([former.id, amendment.id].map((id) => readFrozenText(steward, id)));
  expect(texts[0]?.canonical).toContain('Autre chose.');
  expect(texts[1]?.canonical).not.toContain('Autre chose.');
  expect(texts.map((text) => text?.pdf.conventionId)).toEqual([former.id, amendment.id]);
  const told = await prisma.change.findMany({ where: { conventionId: amendment.id, kind: 'obligation.changed' } });
  expect(told.map(({ subjectId }) => subjectId)).toEqual([kept.obligation.id]);
});

test('it is not signed when the convention it changes has ended meanwhile', async () => {
  const amendment = await open();
  await moveTo(steward, amendment.id, 'ADOPTED');
  await moveConvention(steward, stepInput(former.id, 'TERMINATED'));
  expect(await codeOf(moveConvention(steward, stepInput(amendment.id, 'SIGNED')))).toBe('CONFLICT');
  expect((await readConvention(steward, amendment.id)).state).toBe('ADOPTED');
  expect(await readFrozenText(steward, amendment.id)).toBeNull();
});

test('a rejected amendment leaves the convention in force, and another may be opened', async () => {
  const amendment = await open();
  await moveTo(steward, amendment.id, 'OPINION_GIVEN');
  await moveConvention(steward, stepInput(amendment.id, 'REJECTED'));
  expect((await open()).id).not.toBe(amendment.id);
});
