// Counted deliverables and measured indicators: what is counted, what ticks once, what is refused.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantIn, setClock } from '#domain/calendar.ts';
import { storeFile } from '#domain/files/files.ts';
import { listDeliverables, readDeliverable } from '#domain/follow-up/deliverable-views.ts';
import {
  changeDeliverable,
  createDeliverable,
  deliverPiece,
  withdrawDeliverable,
  withdrawPiece,
} from '#domain/follow-up/deliverables.ts';
import {
  changeIndicator,
  createIndicator,
  listIndicators,
  measureIndicator,
  readIndicator,
  withdrawIndicator,
} from '#domain/follow-up/indicators.ts';
import { addReferenceEntry, listReferenceSets } from '#domain/follow-up/reference-sets.ts';
import { prisma } from '#prisma/client.ts';
import { buildFollowed, type Followed } from '../../build/follow-up.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

let followed: Followed;
beforeEach(async () => {
  setClock(() => instantIn('2025-06-15', 12));
  followed = await buildFollowed();
});
afterEach(() => setClock(null));

const refused = (fields: Record<string, unknown>) => expect.objectContaining({ code: 'INVALID_INPUT', fields });
const coded = (code: string) => expect.objectContaining({ code });
const setOf = async (key: string) => {
  const set = (await listReferenceSets(followed.reader)).find((one) => one.key === key);
  if (!set) throw new Error(`There is no list ${key}.`);
  return set;
};

const create = (more: object = {}) =>
  createDeliverable(followed.editor, {
    conventionId: followed.convention.id,
    blockId: followed.blocks.deliverable,
    title: 'Fiches-bilan',
    target: 2,
    ...more,
  });
const deliver = (deliverableId: string, more: object = {}) =>
  deliverPiece(followed.editor, {
    deliverableId,
    title: 'Fiche 1',
    on: '2025-06-01',
    url: 'https://exemple.fr/fiche-1',
    ...more,
  });
const read = (id: string) => readDeliverable(followed.reader, id);

describe('a deliverable', () => {
  test('counts its pieces, is complete at its target, and shows what is above it', async () => {
    const { id } = await create();
    expect(await read(id)).toMatchObject({ delivered: 0, target: 2, isComplete: false });
    await deliver(id);
    const second = await deliver(id, { title: 'Fiche 2', on: '2025-06-02' });
    expect(await read(id)).toMatchObject({ delivered: 2, isComplete: true });
    await deliver(id, { title: 'Fiche 3' });
    expect(await read(id)).toMatchObject({ delivered: 3, target: 2, isComplete: true });
    await withdrawPiece(followed.editor, second.id);
    const after = await read(id);
    expect(after.delivered).toBe(2);
    expect((await after.pieces()).map(({ title }) => title)).toEqual(['Fiche 3', 'Fiche 1']);
    await expect(withdrawPiece(followed.editor, second.id)).rejects.toEqual(coded('NOT_FOUND'));
  });

  test('is late the day after its due day while pieces are missing', async () => {
    const { id } = await create({ dueOn: '2025-06-15', target: 1 });
    expect((await read(id)).isLate).toBe(false);
    setClock(() => instantIn('2025-06-16', 0));
    expect((await read(id)).isLate).toBe(true);
    await deliver(id);
    expect((await read(id)).isLate).toBe(false);
  });

  test('keeps files of its own convention alone', async () => {
    const { id } = await create();
    const file = { fileName: 'fiche.txt', bytes: Buffer.from('Fiche.') };
    const { id: fileId } = await storeFile(followed.editor, followed.convention.id, file);
    await deliver(id, { title: '', url: '', fileId });
    const [piece] = await (await read(id)).pieces();
    expect(piece).toMatchObject({ title: 'fiche.txt', file: { id: fileId }, url: null });
    const other = await buildFollowed();
    const elsewhere = await storeFile(other.editor, other.convention.id, file);
    await expect(deliver(id, { fileId: elsewhere.id })).rejects.toEqual(
      refused({ fileId: 'Ce fichier n’est pas un fichier de cette convention.' }),
    );
  });

  test('changes for who read it last, and goes with its pieces', async () => {
    const { id, version } = await create();
    await changeDeliverable(followed.editor, { deliverableId: id, target: 35, dueOn: '2025-12-31', version });
    expect(await read(id)).toMatchObject({ target: 35, dueOn: '2025-12-31', title: 'Fiches-bilan' });
    const outdated = changeDeliverable(followed.steward, { deliverableId: id, target: 12, version });
    await expect(outdated).rejects.toEqual(coded('CONFLICT'));
    await withdrawDeliverable(followed.editor, id);
    await expect(read(id)).rejects.toEqual(coded('NOT_FOUND'));
    await expect(deliver(id)).rejects.toEqual(coded('NOT_FOUND'));
  });

  test.each([
    [{ target: 0 }, { target: 'Le nombre attendu est un nombre entier, à partir de 1.' }],
    [{ target: '2,5' }, { target: 'Le nombre attendu est un nombre entier, à partir de 1.' }],
    [{ title: ' ' }, { title: 'Donnez un titre au livrable.' }],
    [{ blockId: randomUUID() }, { blockId: 'Ce passage n’est pas dans le texte de la convention.' }],
    [{ dueOn: '2025-06-31' }, { dueOn: 'Cette date n’existe pas. Exemple\u00a0: 31/12/2025.' }],
    [{ referenceSetId: randomUUID() }, { referenceSetId: 'Choisissez une liste de référence.' }],
  ])('%j is refused at its field, and nothing is written', async (more, fields) => {
    await expect(create(more)).rejects.toEqual(refused(fields));
    expect(await prisma.deliverable.count({ where: { conventionId: followed.convention.id } })).toBe(0);
  });

  test.each([
    [{ url: 'javascript:alert(1)' }, { url: 'Saisissez une adresse complète, qui commence par https:// ou http://.' }],
    [{ url: 'ftp://exemple.fr' }, { url: 'Saisissez une adresse complète, qui commence par https:// ou http://.' }],
    [{ url: '' }, { url: 'Donnez un lien ou un fichier, ou cochez une entrée de la liste.' }],
    [{ on: '2025-06-16' }, { on: 'Cette date est à venir\u00a0: saisissez une date passée ou celle du jour.' }],
  ])('a piece with %j is refused at its field, and not counted', async (more, fields) => {
    const { id } = await create();
    await expect(deliver(id, more)).rejects.toEqual(refused(fields));
    expect((await read(id)).delivered).toBe(0);
  });

  test('is followed by editors, seen by readers, unknown to strangers', async () => {
    const { id } = await create();
    await expect(changeDeliverable(followed.reader, { deliverableId: id, target: 1 })).rejects.toEqual(
      coded('FORBIDDEN'),
    );
    await expect(readDeliverable(followed.stranger, id)).rejects.toEqual(coded('NOT_FOUND'));
    const list = await listDeliverables(followed.stranger, { conventionId: followed.convention.id });
    expect(list.nodes).toEqual([]);
  });
});

describe('lists of reference', () => {
  test('say how many there are, and name only what is publicly known', async () => {
    const sets = await listReferenceSets(followed.reader);
    expect(Object.fromEntries(sets.map(({ key, size, entries }) => [key, [entries.length, size]]))).toEqual({
      cites: [0, 35],
      'cites-unesco': [0, 18],
      terrils: [2, 78],
      'grands-sites': [5, 5],
      intercommunalites: [7, 7],
    });
  });

  test('an entry is ticked once for a deliverable, also by two people at once', async () => {
    const { id: referenceSetId, entries } = await setOf('grands-sites');
    const { id } = await create({ referenceSetId, target: 5 });
    const entryId = entries[0]?.id;
    const ticks = await Promise.allSettled([1, 2].map(() => deliver(id, { url: null, title: null, entryId })));
    expect(ticks.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const name = entries[0]?.name;
    expect(ticks).toContainEqual({
      status: 'rejected',
      reason: refused({ entryId: `« ${name} » est déjà cochée pour ce livrable.` }),
    });
    const [piece] = await (await read(id)).pieces();
    expect(piece?.title).toBe(name);
    await withdrawPiece(followed.editor, piece?.id ?? '');
    await deliver(id, { entryId });
    expect((await read(id)).delivered).toBe(1);
    const change = changeDeliverable(followed.editor, { deliverableId: id, referenceSetId: null });
    await expect(change).rejects.toEqual(coded('INVALID_INPUT'));
  });

  test('an entry of another list is not ticked', async () => {
    const { id } = await create({ referenceSetId: (await setOf('terrils')).id });
    const stranger = (await setOf('grands-sites')).entries[0]?.id;
    await expect(deliver(id, { entryId: stranger })).rejects.toEqual(
      refused({ entryId: 'Cette entrée n’est pas dans la liste de ce livrable.' }),
    );
  });

  test('names are added by those who follow a convention, once each, never more than there are', async () => {
    const { id: setId } = await setOf('terrils');
    const add = (name: string, viewer = followed.editor) =>
      addReferenceEntry(viewer, { conventionId: followed.convention.id, setId, name });
    await add('Terril 58');
    await expect(add('terril 58')).rejects.toEqual(refused({ name: 'Cette entrée est déjà dans la liste.' }));
    await expect(add('Terril 1', followed.reader)).rejects.toEqual(coded('FORBIDDEN'));
    const full = addReferenceEntry(followed.editor, {
      conventionId: followed.convention.id,
      setId: (await setOf('grands-sites')).id,
      name: 'Sixième site',
    });
    await expect(full).rejects.toEqual(coded('CONFLICT'));
  });
});

describe('an indicator', () => {
  const make = (more: object = {}) =>
    createIndicator(followed.editor, {
      conventionId: followed.convention.id,
      blockId: followed.blocks.objective,
      title: 'Logements rénovés',
      unit: 'logements',
      target: '1 200',
      ...more,
    });
  const measure = (indicatorId: string, on: string, value: string) =>
    measureIndicator(followed.editor, { indicatorId, on, value });
  const values = async (id: string) =>
    (await readIndicator(followed.reader, id)).values.map(({ on, value }) => [
      on.toISOString().slice(0, 10),
      value.toFixed(),
    ]);

  test('keeps its values by day; a second value of a day replaces the first', async () => {
    const { id, target } = await make();
    expect(target?.toFixed()).toBe('1200');
    await measure(id, '2025-06-15', '340');
    await measure(id, '2025-03-31', '120,5');
    await measure(id, '2025-06-15', '355.1234');
    expect(await values(id)).toEqual([
      ['2025-03-31', '120.5'],
      ['2025-06-15', '355.1234'],
    ]);
  });

  test.each([
    ['2025-06-16', '1', { on: 'Cette date est à venir\u00a0: saisissez une date passée ou celle du jour.' }],
    ['2025-06-01', 'beaucoup', { value: 'Saisissez un nombre, avec quatre décimales au plus. Exemple\u00a0: 12,5.' }],
    ['2025-06-01', '1.23456', { value: 'Saisissez un nombre, avec quatre décimales au plus. Exemple\u00a0: 12,5.' }],
    ['2025-06-01', 'NaN', { value: 'Saisissez un nombre, avec quatre décimales au plus. Exemple\u00a0: 12,5.' }],
  ])('on %s, %s is refused at its field', async (on, value, fields) => {
    const { id } = await make();
    await expect(measure(id, on, value)).rejects.toEqual(refused(fields));
    expect(await values(id)).toEqual([]);
  });

  test('changes for who read it last, is listed, and is withdrawn', async () => {
    const { id, version } = await make();
    await changeIndicator(followed.editor, { indicatorId: id, target: '', targetOn: '2025-12-31', version });
    const outdated = changeIndicator(followed.editor, { indicatorId: id, title: 'Autre', version });
    await expect(outdated).rejects.toEqual(coded('CONFLICT'));
    const { nodes } = await listIndicators(followed.reader, { conventionId: followed.convention.id });
    expect(nodes).toMatchObject([{ node: { id, target: null, title: 'Logements rénovés' } }]);
    await expect(withdrawIndicator(followed.reader, id)).rejects.toEqual(coded('FORBIDDEN'));
    await withdrawIndicator(followed.editor, id);
    await expect(readIndicator(followed.editor, id)).rejects.toEqual(coded('NOT_FOUND'));
  });
});
