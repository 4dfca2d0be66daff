// Versions of a text: kept by themselves and by name, never changed, compared, brought back as edits, and who wrote what.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { encodeStateAsUpdate } from 'yjs';
import { countsOf, wordSummary } from '#domain/comparison/summary.ts';
import { moveConvention } from '#domain/conventions/lifecycle.ts';
import { live } from '#domain/outside.ts';
import { compactDocument } from '#domain/texts/documents.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { sittingsUpTo } from '#domain/texts/sittings.ts';
import { readStoredText } from '#domain/texts/stored-text.ts';
import { printComparison } from '#domain/versions/comparison-print.ts';
import { restoreVersion } from '#domain/versions/restorations.ts';
import { compareMoments } from '#domain/versions/text-comparisons.ts';
import { keepDailyVersions, listVersions, nameVersion, readVersionText } from '#domain/versions/versions.ts';
import { readWriters } from '#domain/versions/writers.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, heading, paragraph, stepInput } from '../../build/conventions.ts';
import { buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { formatIn, removeBlocks, typeAtEnd } from '../../build/texts.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

describe('on a database', () => {
  useDatabase();
  useOutside();
  let steward: PersonViewer;
  let other: PersonViewer;
  let reader: PersonViewer;
  let convention: Convention;
  const [objectId, firstId, secondId] = [randomUUID(), randomUUID(), randomUUID()];

  beforeEach(async () => {
    [steward, other, reader] = [await buildViewer(), await buildViewer(), await buildViewer()];
    convention = await buildConvention({
      content: [
        heading('Objet', 'article', objectId),
        paragraph('Les partenaires agissent ensemble.', firstId),
        paragraph('La Mission pourra rendre compte.', secondId),
      ],
      participants: [
        { personId: steward.personId, role: 'STEWARD' },
        { personId: other.personId, role: 'EDITOR' },
        { personId: reader.personId, role: 'READER' },
      ],
    });
  });

  const words = async () => textOf((await readStoredText(convention.documentId))?.doc as never).textContent;
  const nodes = async () =>
    (await listVersions(steward, { documentId: convention.documentId })).nodes.map(({ node }) => node);
  const name = (viewer: PersonViewer, given = 'Avant la réunion') =>
    nameVersion(viewer, { documentId: convention.documentId, name: given });
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'done',
      (error) => error.code ?? error,
    );

  test('a version says who kept it, who wrote since the last one, and what was changed', async () => {
    await name(steward);
    await live.edit(convention.documentId, other, (doc) => typeAtEnd(doc, firstId, ' Toujours.'));
    await name(steward, '  Après\u0000  la réunion ');
    const [after, before] = await nodes();
    expect(before).toMatchObject({ name: 'Avant la réunion', counts: null, keptBy: { id: steward.personId } });
    expect(after).toMatchObject({ name: 'Après la réunion', writers: [{ id: other.personId }] });
    expect(wordSummary(after?.counts ?? [])).toBe('1 article modifié\u202f; 1 paragraphe modifié');
  });

  test('is kept at each step, and once a day when something was changed', async () => {
    await moveConvention(steward, stepInput(convention.id, 'IN_REVIEW'));
    expect(await nodes()).toMatchObject([{ reason: 'MOVED', step: 'IN_REVIEW', keptById: steward.personId }]);
    await live.edit(convention.documentId, other, (doc) => typeAtEnd(doc, firstId, ' Toujours.'));
    await keepDailyVersions();
    await keepDailyVersions();
    expect((await nodes()).map(({ reason }) => reason)).toEqual(['DAILY', 'MOVED']);
  });

  test('is never changed, whatever is written after it', async () => {
    const { id } = await name(steward);
    const then = await readVersionText(id);
    await live.edit(convention.documentId, other, (doc) => removeBlocks(doc, firstId));
    expect(await readVersionText(id)).toEqual(then);
    await expect(prisma.textVersion.update({ where: { id }, data: { name: 'Autre' } })).rejects.toThrow();
  });

  test('one block is brought back, and the rest stays as it is', async () => {
    const { id } = await name(steward);
    await live.edit(convention.documentId, other, (doc) => {
      removeBlocks(doc, firstId);
      typeAtEnd(doc, secondId, ' Chaque année.');
    });
    await restoreVersion(steward, { versionId: id, blockIds: [firstId] });
    expect(await words()).toBe('ObjetLes partenaires agissent ensemble.La Mission pourra rendre compte. Chaque année.');
    expect((await nodes())[0]).toMatchObject({ reason: 'BEFORE_RESTORE' });
    expect(await prisma.change.findFirst({ where: { kind: 'text.restored' }, orderBy: { at: 'desc' } })).toMatchObject({
      conventionId: convention.id,
      actorId: steward.personId,
    });
  });

  test('the whole is brought back, with ids, comments on words that stayed, and nothing of the history lost', async () => {
    const { id } = await name(steward);
    const thread = 'comment:00000000-0000-4000-8000-00000000000a';
    await live.edit(convention.documentId, other, (doc) => {
      formatIn(doc, firstId, 0, 10, { [thread]: true });
      typeAtEnd(doc, firstId, ' Toujours.');
      removeBlocks(doc, secondId);
    });
    await restoreVersion(steward, { versionId: id });
    expect(await words()).toBe('ObjetLes partenaires agissent ensemble.La Mission pourra rendre compte.');
    const json = JSON.stringify(textOf((await readStoredText(convention.documentId))?.doc as never).toJSON());
    for (const kept of [objectId, firstId, secondId, thread.slice(8)]) expect(json).toContain(kept);
    const before = (await nodes())[0];
    expect(JSON.stringify(await readVersionText(before?.id ?? ''))).toContain('Toujours.');
  });

  test('is compared with the text as it is now, and says what binds', async () => {
    const { id } = await name(steward);
    await live.edit(convention.documentId, other, (doc) => {
      removeBlocks(doc, secondId);
      typeAtEnd(doc, firstId, ' La Mission doit rendre compte.');
    });
    const comparison = await compareMoments(reader, { from: id, to: convention.documentId });
    expect(wordSummary(countsOf(comparison.differences))).toBe(
      '1 article modifié\u202f; 1 paragraphe modifié, 1 écarté',
    );
    expect(comparison.differences.flatMap(({ commitments }) => commitments)).toEqual([
      { kind: 'DEGREE', before: null, after: 'MUST' },
      { kind: 'DEGREE', before: 'MAY', after: null },
    ]);
    const pdf = Buffer.from(await printComparison(comparison)).toString('latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf).toContain('pdfuaid');
  });

  test('tells who wrote what, also when the log was compacted', async () => {
    await live.edit(convention.documentId, steward, (doc) => typeAtEnd(doc, firstId, ' Toujours.'));
    await live.edit(convention.documentId, other, (doc) => typeAtEnd(doc, firstId, ' Ensemble.'));
    const input = { documentId: convention.documentId, stretches: [{ blockId: firstId, from: 0, to: 500 }] };
    const told = async () => (await readWriters(reader, input)).map(({ text, writer }) => [text, writer?.id ?? null]);
    const wanted = [
      ['Les partenaires agissent ensemble.', null],
      [' Toujours.', steward.personId],
      [' Ensemble.', other.personId],
    ];
    expect(await told()).toEqual(wanted);
    const stored = await readStoredText(convention.documentId);
    if (!stored) throw new Error('There is no text.');
    const { doc, sequence } = stored;
    const sittings = await sittingsUpTo(convention.documentId, sequence);
    await compactDocument(convention.documentId, { sequence, bytes: encodeStateAsUpdate(doc), sittings });
    expect(await told()).toEqual(wanted);
    const [, mine] = await readWriters(reader, input);
    expect(mine?.writtenAt).toBeInstanceOf(Date);
    await name(steward);
    expect((await nodes())[0]?.writers.map(({ id }) => id).sort()).toEqual([steward.personId, other.personId].sort());
  });

  test('is for who reads the text, and brought back by who writes in it', async () => {
    const { id } = await name(steward);
    const stranger = await buildViewer();
    const { documentId } = convention;
    const stretches = [{ blockId: firstId, from: 0, to: 5 }];
    expect(await codeOf(name(reader))).toBe('FORBIDDEN');
    expect(await codeOf(restoreVersion(reader, { versionId: id }))).toBe('FORBIDDEN');
    for (const attempt of [
      () => listVersions(stranger, { documentId }),
      () => nameVersion(stranger, { documentId, name: 'Non' }),
      () => restoreVersion(stranger, { versionId: id }),
      () => compareMoments(stranger, { from: id, to: documentId }),
      () => readWriters(stranger, { documentId, stretches }),
      () => compareMoments(steward, { from: randomUUID(), to: documentId }),
      () => restoreVersion(steward, { versionId: id, blockIds: [randomUUID()] }),
    ])
      expect(await codeOf(attempt())).toBe('NOT_FOUND');
    for (const given of ['', '   ', 'x'.repeat(101)]) expect(await codeOf(name(steward, given))).toBe('INVALID_INPUT');
    expect(await codeOf(compareMoments(steward, { from: 'x', to: documentId }))).toBe('NOT_FOUND');
    const key = await buildSystemViewer(stranger.organisationId, 'READ_WRITE');
    expect(await codeOf(listVersions(key, { documentId }))).toBe('NOT_FOUND');
  });

  test('two people who bring back at once, while a third writes, lose nothing', async () => {
    const { id } = await name(steward);
    await live.edit(convention.documentId, other, (doc) => typeAtEnd(doc, firstId, ' Toujours.'));
    await Promise.all([
      restoreVersion(steward, { versionId: id, blockIds: [firstId] }),
      restoreVersion(other, { versionId: id, blockIds: [secondId] }),
    ]);
    expect(await words()).toContain('La Mission pourra rendre compte.');
  });
});
