// The projection: rows that say what the committed text says, whoever asks and however often.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { describe, expect, test } from 'vitest';
import { applyUpdate, encodeStateAsUpdate, encodeStateVector, UndoManager } from 'yjs';
import { createConvention } from '#domain/conventions/conventions.ts';
import { listProgrammes, readItem, readProgramme } from '#domain/conventions/programmes.ts';
import { projectProgramme, rebuildProgramme } from '#domain/conventions/projection.ts';
import { readChanges } from '#domain/history/feed.ts';
import { live } from '#domain/outside.ts';
import { readStoredText } from '#domain/texts/stored-text.ts';
import { sequenceOf } from '#domain/texts/text-sequence.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, heading, paragraph } from '#tests/build/conventions.ts';
import { buildOrganisation, buildViewer } from '#tests/build/organisations.ts';
import { addBlock, blockAt, blocksOfText, removeBlocks, typeIn, wordsAt } from '#tests/build/texts.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

const item = (text: string, id: string, ...nested: JSONContent[]): JSONContent => ({
  type: 'listItem',
  attrs: { id },
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }, ...nested],
});

const buildEditor = async () => buildViewer({ organisationId: (await buildOrganisation({ kind: 'DEPARTMENT' })).id });

/** A convention made through its verb, with its blocks' ids by their words. */
async function createText(viewer: Viewer, content: JSONContent[]) {
  const convention = await createConvention(viewer, { title: 'Essai', year: 2026 }, { type: 'doc', content });
  const rows = await prisma.programmeItem.findMany({ where: { conventionId: convention.id } });
  return { convention, idOf: (text: string) => rows.find((row) => row.text === text)?.blockId ?? '' };
}

const type = (viewer: Viewer, documentId: string, blockId: string, index: number, words: string) =>
  live.edit(documentId, viewer, (doc) => typeIn(doc, blockId, index, words));

const rowsOf = (conventionId: string) =>
  prisma.programmeItem.findMany({ where: { conventionId }, orderBy: [{ position: 'asc' }, { blockId: 'asc' }] });

const changesOf = async (conventionId: string, after = 0) => {
  const changes = await prisma.change.findMany({
    where: { conventionId, subject: 'ProgrammeItem' },
    orderBy: { seq: 'asc' },
  });
  return changes.slice(after);
};

describe('the projection', () => {
  useDatabase();
  useOutside();

  test('a new convention has its rows, numbers and changes in the same transaction as its text', async () => {
    const viewer = await buildEditor();
    const [a, b] = [randomUUID(), randomUUID()];
    const { convention } = await createText(viewer, [
      heading('Objet'),
      { ...heading('Suivi'), attrs: { kind: 'article', startAt: 8 } },
      heading('Un axe', 'axis'),
      heading('Un objectif', 'objective'),
      paragraph('Le partenaire doit agir.', a),
      {
        type: 'bulletList',
        content: [item('premier', b, { type: 'bulletList', content: [item('dedans', randomUUID())] })],
      },
    ]);
    const rows = await rowsOf(convention.id);
    expect(rows.map(({ kind, number, text }) => [kind, number, text])).toEqual([
      ['ARTICLE', '1', 'Objet'],
      ['ARTICLE', '8', 'Suivi'],
      ['AXIS', '1', 'Un axe'],
      ['OBJECTIVE', '1.1', 'Un objectif'],
      ['PARAGRAPH', null, 'Le partenaire doit agir.'],
      ['LIST_ITEM', null, 'premier'],
      ['LIST_ITEM', null, 'dedans'],
    ]);
    expect(rows[4]).toMatchObject({ blockId: a, parentBlockId: rows[3]?.blockId });
    expect(rows[6]?.parentBlockId).toBe(b);
    const changes = await changesOf(convention.id);
    expect(changes.map(({ kind, subjectId }) => [kind, subjectId])).toEqual(
      rows.map(({ blockId }) => ['item.added', blockId]),
    );
  });

  test('a long text is written whole, its history in the order of the text', async () => {
    const viewer = await buildEditor();
    // The excerpt in the history ends in the middle of a pair, which PostgreSQL would refuse.
    const content = Array.from({ length: 3000 }, (_, index) => paragraph(`${index}${'😀'.repeat(60)}`));
    const { convention } = await createText(viewer, content);
    const rows = await rowsOf(convention.id);
    const changes = await changesOf(convention.id);
    expect(rows.map(({ blockId }) => blockId)).toEqual(content.map(({ attrs }) => attrs?.id));
    expect(changes.map(({ subjectId }) => subjectId)).toEqual(rows.map(({ blockId }) => blockId));
    expect(changes.every(({ actorId, version }) => actorId === viewer.personId && version === 1)).toBe(true);
    expect(changes[7]?.details).toMatchObject({ kind: 'PARAGRAPH', words: expect.stringMatching(/^7(😀)+$/u) });
  });

  test('only rows whose words changed are written; projecting again writes nothing', async () => {
    const viewer = await buildEditor();
    const { convention, idOf } = await createText(viewer, [heading('Titre'), paragraph('un'), paragraph('deux')]);
    const before = (await changesOf(convention.id)).length;
    await type(viewer, convention.documentId, idOf('deux'), 4, ' fois');
    await type(viewer, convention.documentId, idOf('deux'), 0, 'Deux ');
    await projectProgramme(convention.documentId);
    await projectProgramme(convention.documentId);
    expect((await rowsOf(convention.id)).map(({ text, version }) => [text, version])).toEqual([
      ['Titre', 1],
      ['un', 1],
      ['Deux deux fois', 2],
    ]);
    const changes = await changesOf(convention.id, before);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      kind: 'item.changed',
      version: 2,
      deletion: false,
      details: { fields: ['text'], authorIds: [viewer.personId] },
    });
  });

  test('places that shift are told of once, of the convention, and not when nothing shifts', async () => {
    const viewer = await buildEditor();
    const { convention } = await createText(viewer, [heading('Titre'), paragraph('un'), paragraph('deux')]);
    const orders = () =>
      prisma.change.findMany({ where: { conventionId: convention.id, kind: 'programme.reordered' } });
    expect(await orders()).toEqual([]);
    const stored = await readStoredText(convention.documentId);
    if (!stored) throw new Error('no text');
    const { doc } = stored;
    removeBlocks(doc, 1);
    await live.edit(convention.documentId, viewer, (target) =>
      applyUpdate(target, encodeStateAsUpdate(doc, encodeStateVector(target))),
    );
    await projectProgramme(convention.documentId);
    await projectProgramme(convention.documentId);
    const [order, ...others] = await orders();
    expect(others).toEqual([]);
    expect(order).toMatchObject({ subject: 'Convention', subjectId: convention.id, deletion: false });
    const { changes } = await readChanges(viewer, { conventionId: convention.id, subjects: ['ProgrammeItem'] });
    expect(changes.map(({ kind }) => kind)).toContain('programme.reordered');
  });

  test('a block that leaves the text archives its row; undo brings the same row back', async () => {
    const viewer = await buildEditor();
    const { convention, idOf } = await createText(viewer, [heading('Titre'), paragraph('un'), paragraph('deux')]);
    const blockId = idOf('un');
    const stored = await readStoredText(convention.documentId);
    if (!stored) throw new Error('no text');
    // One browser: its undo knows what it deleted itself.
    const { doc } = stored;
    const undo = new UndoManager(sequenceOf(doc));
    const send = () =>
      live.edit(convention.documentId, viewer, (target) =>
        applyUpdate(target, encodeStateAsUpdate(doc, encodeStateVector(target))),
      );
    removeBlocks(doc, 1);
    await send();
    await projectProgramme(convention.documentId);
    const archived = await prisma.programmeItem.findFirstOrThrow({ where: { conventionId: convention.id, blockId } });
    expect(archived).toMatchObject({ version: 2, text: 'un' });
    expect(archived.archivedAt).toBeInstanceOf(Date);
    const programme = await readProgramme(viewer, convention.id);
    expect((await programme.items()).map(({ text }) => text)).toEqual(['Titre', 'deux']);
    expect(await readItem(viewer, convention.id, blockId)).toMatchObject({ text: 'un', archivedAt: expect.any(Date) });

    undo.undo();
    await send();
    await projectProgramme(convention.documentId);
    expect(await prisma.programmeItem.findFirst({ where: { conventionId: convention.id, blockId } })).toMatchObject({
      version: 3,
      archivedAt: null,
      position: 1,
    });
    const kinds = (await changesOf(convention.id, 3)).map(({ kind, deletion }) => [kind, deletion]);
    expect(kinds).toEqual([
      ['item.archived', true],
      ['item.restored', false],
    ]);
  });

  test('a line added above moves ranks without a change of what follows; a moved block is a change', async () => {
    const viewer = await buildEditor();
    const { convention, idOf } = await createText(
      viewer,
      ['a', 'b', 'c', 'd'].map((text) => paragraph(text)),
    );
    const last = idOf('d');
    await live.edit(convention.documentId, viewer, (doc) => {
      removeBlocks(doc, last);
      addBlock(doc, { id: last }, 'd', 0);
    });
    await projectProgramme(convention.documentId);
    expect((await rowsOf(convention.id)).map(({ text, version }) => [text, version])).toEqual([
      ['d', 2],
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
    expect((await changesOf(convention.id, 4)).map(({ kind, subjectId }) => [kind, subjectId])).toEqual([
      ['item.changed', last],
    ]);
  });

  test('an older projection never overwrites a newer one', async () => {
    const viewer = await buildEditor();
    const { convention, idOf } = await createText(viewer, [paragraph('un')]);
    await type(viewer, convention.documentId, idOf('un'), 2, ' deux');
    await prisma.convention.update({ where: { id: convention.id }, data: { projectedSequence: 99 } });
    await projectProgramme(convention.documentId);
    expect((await rowsOf(convention.id)).map(({ text }) => text)).toEqual(['un']);
  });

  test('many projections at once end with rows that equal the text', async () => {
    const viewer = await buildEditor();
    const { convention, idOf } = await createText(viewer, [paragraph('un')]);
    for (let turn = 0; turn < 5; turn += 1) {
      await type(viewer, convention.documentId, idOf('un'), 0, `${turn} `);
      await Promise.all([1, 2, 3].map(() => projectProgramme(convention.documentId)));
    }
    const [row] = await rowsOf(convention.id);
    expect(row).toMatchObject({ text: '4 3 2 1 0 un', version: 6 });
  });

  test('the rows are rebuilt from the text alone, and go on from the versions that the history knows', async () => {
    const viewer = await buildEditor();
    const { convention, idOf } = await createText(viewer, [heading('Titre'), paragraph('un'), paragraph('deux')]);
    await type(viewer, convention.documentId, idOf('un'), 2, ' et demi');
    await projectProgramme(convention.documentId);
    const before = await rowsOf(convention.id);
    await prisma.programmeItem.deleteMany({ where: { conventionId: convention.id, text: { not: 'Titre' } } });
    await prisma.programmeItem.updateMany({ where: { conventionId: convention.id }, data: { text: 'altéré' } });
    await rebuildProgramme(convention.documentId);
    const after = await rowsOf(convention.id);
    expect(after.map(({ version, ...row }) => row)).toEqual(before.map(({ version, ...row }) => row));
    expect(after.map(({ version }) => version)).toEqual([2, 3, 2]);
    await rebuildProgramme(convention.documentId);
    expect(await rowsOf(convention.id)).toEqual(after);
  });

  test('what a program pasted with ids taken or missing gets its own, and no other convention’s row is touched', async () => {
    const viewer = await buildEditor();
    const { convention: other, idOf } = await createText(viewer, [paragraph('chez le voisin')]);
    const foreign = idOf('chez le voisin');
    const { convention } = await createText(viewer, [paragraph('un', foreign), paragraph('deux')]);
    await live.edit(convention.documentId, viewer, (doc) => {
      const keys = blockAt(doc, 0).block.marker?.toJSON() ?? {};
      addBlock(doc, keys, `${wordsAt(doc, 0)} bis`);
      const strange = { id: 'x'.repeat(50), mark: 'PROMISE', previousId: 'nothing' };
      addBlock(doc, strange, 'à\u0000b\ud800c deux');
    });
    await projectProgramme(convention.documentId);
    const rows = await rowsOf(convention.id);
    expect(rows.map(({ text }) => text)).toEqual(['un', 'deux', 'un bis', 'àb\uFFFDc deux']);
    expect(rows[0]?.blockId).toBe(foreign);
    expect(new Set(rows.map(({ blockId }) => blockId)).size).toBe(4);
    expect(rows[3]).toMatchObject({ mark: null, previousBlockId: null });
    const stored = await readStoredText(convention.documentId);
    if (!stored) throw new Error('no text');
    const ids = blocksOfText(stored.doc).map(({ marker }) => marker?.get('id'));
    expect(ids).toEqual(rows.map(({ blockId }) => blockId));
    await projectProgramme(convention.documentId);
    expect(await rowsOf(convention.id)).toEqual(rows);
    expect(await rowsOf(other.id)).toMatchObject([{ blockId: foreign, text: 'chez le voisin', version: 1 }]);
  });

  test('notes, and texts that do not exist, are nobody’s programme', async () => {
    await projectProgramme(randomUUID());
    await rebuildProgramme(randomUUID());
    const { id } = await prisma.document.create({ data: { kind: 'NOTES' } });
    await projectProgramme(id);
  });

  test('a programme is a tree in reading order, for those who see its convention', async () => {
    const viewer = await buildEditor();
    const stranger = await buildViewer();
    const { convention } = await createText(viewer, [
      heading('Axe', 'axis'),
      heading('Objectif', 'objective'),
      paragraph('a'),
      paragraph('b'),
      heading('Autre axe', 'axis'),
    ]);
    const items = await (await readProgramme(viewer, convention.id)).items();
    expect(items.map(({ text }) => text)).toEqual(['Axe', 'Objectif', 'a', 'b', 'Autre axe']);
    expect(items[0]?.children.map(({ text }) => text)).toEqual(['Objectif']);
    expect(items[1]?.children.map(({ text }) => text)).toEqual(['a', 'b']);
    await expect(readProgramme(stranger, convention.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(readItem(stranger, convention.id, items[0]?.blockId ?? '')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const mine = await listProgrammes(viewer, {});
    expect(mine.nodes.map(({ node }) => node.convention.id)).toEqual([convention.id]);
    expect(await mine.nodes[0]?.node.items()).toHaveLength(5);
    expect((await listProgrammes(stranger, {})).nodes).toEqual([]);
  });
});

describe('the statement of the hot read', () => {
  useDatabase();
  useOutside();

  test('lets through exactly what the row filter of lists lets through', async () => {
    const organisation = await buildOrganisation();
    const person = await buildViewer({ organisationId: organisation.id });
    const administrator = await buildViewer({ platformAdministrator: true });
    await buildConvention({ participants: [{ organisationId: organisation.id, role: 'READER' }] });
    await buildConvention({ participants: [{ personId: person.personId, role: 'READER' }] });
    await buildConvention({ participants: [{ personId: administrator.personId, role: 'STEWARD' }] });
    for (const { documentId } of await prisma.convention.findMany()) await projectProgramme(documentId);
    for (const [viewer, seen] of [
      [person, 2],
      [administrator, 3],
    ] as const) {
      const { nodes } = await listProgrammes(viewer, {});
      expect(nodes).toHaveLength(seen);
      for (const { node } of nodes) expect(await node.items()).toHaveLength(1);
    }
  });
});
