// The yearly report: what it is made of, who may write it, and that nothing written by hand is ever lost.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantIn, setClock } from '#domain/calendar.ts';
import { projectProgramme } from '#domain/conventions/projection.ts';
import { repairThreadMarks } from '#domain/discussions/thread-places.ts';
import { addActionNote, followAction } from '#domain/follow-up/actions.ts';
import { createDeliverable, deliverPiece } from '#domain/follow-up/deliverables.ts';
import { createIndicator, measureIndicator } from '#domain/follow-up/indicators.ts';
import { makeYearReport, readYearReport, readYearReportText, updateYearReport } from '#domain/reports/year-reports.ts';
import { textMode } from '#domain/texts/access.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { blocksOf } from '#domain/texts/text-schema.ts';
import { prisma } from '#prisma/client.ts';
import { buildFollowed, type Followed } from '../../build/follow-up.ts';
import { typeIn } from '../../build/texts.ts';
import { useDatabase } from '../../rig/database.ts';
import { storedTexts, useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

let followed: Followed;
beforeEach(async () => {
  setClock(() => instantIn('2025-12-20', 12));
  followed = await buildFollowed();
  const { editor, convention, blocks } = followed;
  const place = { conventionId: convention.id, blockId: blocks.action };
  await followAction(editor, { ...place, status: 'ONGOING', progress: 60, dueOn: '2025-11-30' });
  await addActionNote(editor, { ...place, on: '2025-03-12', body: 'Comité tenu à Oignies.\nTrente présents.' });
  const of = { conventionId: convention.id, blockId: blocks.deliverable };
  const { id: deliverableId } = await createDeliverable(editor, { ...of, title: 'Fiches-bilan', target: 35 });
  await deliverPiece(editor, { deliverableId, title: 'Fiche 1', on: '2025-05-02', url: 'https://exemple.fr/1' });
  const { id: indicatorId } = await createIndicator(editor, {
    conventionId: convention.id,
    blockId: blocks.otherAxis,
    title: 'Avis rendus',
    unit: 'avis',
    target: '20',
  });
  await measureIndicator(editor, { indicatorId, on: '2025-06-30', value: '12,5' });
});
afterEach(() => setClock(null));

const make = (viewer = followed.editor) => makeYearReport(viewer, followed.convention.id);
const read = () => readYearReport(followed.reader, followed.convention.id);
const linesOf = async (documentId: string) => {
  const { doc } = await storedTexts.read(documentId);
  return blocksOf(textOf(doc)).map(({ number, text }) => (number ? `${number} ${text}` : text));
};

/** Writes in the report as a person does. */
const writeIn = (documentId: string, words: string) =>
  storedTexts.edit(documentId, followed.editor, (doc) => typeIn(doc, 1, 0, words));

test('is assembled axis by axis, with the convention’s numbers, from what was followed', async () => {
  const { documentId } = await make();
  expect(await linesOf(documentId)).toEqual([
    'Synthèse de l’année 2025',
    'Situation au 20\u00a0décembre\u00a02025. 4\u00a0actions suivies, dont 0\u00a0réalisée et 1 en retard\u00a0; avancement moyen de 15\u00a0%.',
    '1\u00a0livrable, dont 0\u00a0complet. 0\u00a0échéance d’obligations\u00a0: 0\u00a0satisfaite, 0 en retard, 0 à venir.',
    expect.stringContaining('1. Gérer le Bien\n3\n0\n1\n20\u00a0%'),
    'Bilan par objectif',
    '1 Gérer le Bien',
    '1.1 Veiller sur le patrimoine',
    'Actions',
    'Animer la gouvernance du Bien. — en retard (en cours), 60\u00a0%, échéance 30\u00a0novembre\u00a02025',
    '12\u00a0mars\u00a02025\u00a0: Comité tenu à Oignies. Trente présents.',
    'Associer les services du Département. — à venir, 0\u00a0%',
    'Une fiche-bilan par cité. — à venir, 0\u00a0%',
    'Livrables',
    'Fiches-bilan\u00a0: 1 sur 35',
    'Fiche 1 (2\u00a0mai\u00a02025)',
    '2 Rénover les cités',
    'Actions',
    'Tenir le groupe Habitat. — à venir, 0\u00a0%',
    'Indicateurs',
    'Avis rendus (avis)\u00a0: cible 20',
    expect.stringContaining('30\u00a0juin\u00a02025\n12,5'),
  ]);
  expect(JSON.stringify(await readYearReportText(followed.reader, followed.convention.id))).toContain(
    'https://exemple.fr/1',
  );
  expect(await read()).toMatchObject({ isEdited: false, createdBy: { id: followed.editor.personId } });
  expect(await prisma.change.count({ where: { kind: 'report.made' } })).toBe(1);
});

describe('the text of a report', () => {
  test('is written by editors, read by readers, and unknown to strangers; the convention’s own stays signed', async () => {
    const { documentId } = await make();
    expect(await textMode(followed.editor, documentId)).toBe('write');
    expect(await textMode(followed.reader, documentId)).toBe('read');
    expect(await textMode(followed.stranger, documentId)).toBeNull();
    expect(await textMode(followed.editor, followed.convention.documentId)).toBe('read');
    await prisma.convention.update({ where: { id: followed.convention.id }, data: { state: 'CLOSED' } });
    expect(await textMode(followed.editor, documentId)).toBe('read');
  });

  test('is projected nowhere and keeps its words when edits settle', async () => {
    const { documentId } = await make();
    const before = await linesOf(documentId);
    await projectProgramme(documentId);
    await repairThreadMarks(documentId);
    expect(await linesOf(documentId)).toEqual(before);
    expect(await prisma.programmeItem.count({ where: { text: { contains: 'Situation au' } } })).toBe(0);
  });
});

describe('assembling again', () => {
  test('replaces a report that nobody has written in, and closes the former text', async () => {
    const first = await make();
    await followAction(followed.editor, {
      conventionId: followed.convention.id,
      blockId: followed.blocks.otherAction,
      status: 'DONE',
    });
    const second = await make(followed.steward);
    expect(second.documentId).not.toBe(first.documentId);
    expect(await linesOf(second.documentId)).toContain('Tenir le groupe Habitat. — réalisée, 100\u00a0%');
    expect(await textMode(followed.editor, first.documentId)).toBeNull();
    await expect(writeIn(first.documentId, 'Trop tard. ')).rejects.toEqual(expect.objectContaining({ code: 'FROZEN' }));
    expect(outside.judged).toContainEqual({ documentId: first.documentId });
  });

  test('never replaces what somebody wrote: it is refused, and an update is added at the end', async () => {
    const { documentId } = await make();
    await writeIn(documentId, 'Une belle année. ');
    expect(await read()).toMatchObject({ isEdited: true });
    await expect(make()).rejects.toEqual(expect.objectContaining({ code: 'CONFLICT' }));
    setClock(() => instantIn('2026-01-15', 12));
    const updated = await updateYearReport(followed.editor, followed.convention.id);
    expect(updated.documentId).toBe(documentId);
    const lines = await linesOf(documentId);
    expect(lines[1]).toContain('Une belle année. Situation au 20\u00a0décembre\u00a02025');
    expect(lines).toContain('Mise à jour du 15\u00a0janvier\u00a02026');
    expect(lines.filter((line) => line === 'Bilan par objectif')).toHaveLength(2);
  });

  test('two people at once make one report', async () => {
    await Promise.all([make(), make(followed.steward)]);
    expect(await prisma.yearReport.count({ where: { conventionId: followed.convention.id } })).toBe(1);
  });

  test('is for editors: readers are refused, strangers do not know', async () => {
    await expect(make(followed.reader)).rejects.toEqual(expect.objectContaining({ code: 'FORBIDDEN' }));
    await expect(make(followed.stranger)).rejects.toEqual(expect.objectContaining({ code: 'NOT_FOUND' }));
    await expect(updateYearReport(followed.editor, followed.convention.id)).rejects.toEqual(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    expect(await read()).toBeNull();
  });
});
