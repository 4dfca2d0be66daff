// Actions while the year goes: what is said of them, by whom, what is shown as late, and who may say it.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantIn, setClock } from '#domain/calendar.ts';
import { projectProgramme } from '#domain/conventions/projection.ts';
import { listActions, readAction } from '#domain/follow-up/action-views.ts';
import {
  addActionNote,
  addActionParty,
  followAction,
  removeActionParty,
  setActionParties,
  withdrawActionNote,
} from '#domain/follow-up/actions.ts';
import { readAxisProgress, readProgress } from '#domain/follow-up/progress.ts';
import { removeBlock } from '#domain/texts/live-blocks.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildFollowed, type Followed } from '../../build/follow-up.ts';
import { buildOrganisation, buildPerson, buildSystemViewer, signIn } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { storedTexts, useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

let followed: Followed;
beforeEach(async () => {
  setClock(() => instantIn('2025-06-15', 12));
  followed = await buildFollowed();
});
afterEach(() => setClock(null));

const place = (blockId = followed.blocks.action) => ({ conventionId: followed.convention.id, blockId });
const follow = (said: object, viewer: Viewer = followed.editor, blockId?: string) =>
  followAction(viewer, { ...place(blockId), ...said });
const read = (blockId?: string) => readAction(followed.reader, place(blockId));
const list = async (filter: object = {}, viewer: Viewer = followed.reader) =>
  (await listActions(viewer, { filter: { conventionId: followed.convention.id, ...filter } })).nodes.map(
    ({ node }) => node.blockId,
  );
const refused = (fields: Record<string, unknown>) => expect.objectContaining({ code: 'INVALID_INPUT', fields });
const coded = (code: string) => expect.objectContaining({ code });

describe('the status of an action', () => {
  test('is « à venir » while nobody has said anything', async () => {
    expect(await read()).toMatchObject({ status: 'UPCOMING', progress: 0, dueOn: null, version: 0, isLate: false });
    expect(await prisma.actionFollowUp.count({ where: place() })).toBe(0);
  });

  test('keeps who said it and when, and is recorded', async () => {
    await follow({ status: 'ONGOING', progress: 40 });
    await follow({ status: 'BLOCKED' });
    const action = await read();
    expect(action).toMatchObject({ status: 'BLOCKED', progress: 40, version: 2 });
    expect(await action.history()).toMatchObject([
      { status: 'BLOCKED', author: { id: followed.editor.personId } },
      { status: 'ONGOING', progress: 40 },
    ]);
    const changes = await prisma.change.findMany({ where: { subject: 'Action' }, orderBy: { seq: 'asc' } });
    expect(changes).toMatchObject([
      { kind: 'action.changed', subjectId: followed.blocks.action, version: 1, details: { before: 'UPCOMING' } },
      { kind: 'action.changed', version: 2, details: { status: 'BLOCKED', before: 'ONGOING' } },
    ]);
  });

  test('said again leaves no second entry', async () => {
    await follow({ status: 'ONGOING' });
    await follow({ status: 'ONGOING' });
    expect(await (await read()).history()).toHaveLength(1);
    expect(await prisma.change.count({ where: { subject: 'Action', subjectId: followed.blocks.action } })).toBe(1);
  });

  test('« réalisée » means wholly done, and taking it up again gives the progress of before back', async () => {
    await follow({ status: 'ONGOING', progress: 60 });
    await follow({ status: 'DONE', progress: 80 });
    expect(await read()).toMatchObject({ status: 'DONE', progress: 100 });
    await follow({ status: 'ONGOING' });
    expect(await read()).toMatchObject({ status: 'ONGOING', progress: 60 });
  });

  test('two people at once: both are heard one after the other, an outdated form is refused', async () => {
    await Promise.all([follow({ status: 'ONGOING' }), follow({ status: 'BLOCKED' }, followed.steward)]);
    expect(await (await read()).history()).toHaveLength(2);
    const outcomes = await Promise.allSettled([
      follow({ progress: 10, version: 2 }),
      follow({ progress: 20, version: 2 }, followed.steward),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes).toContainEqual({ status: 'rejected', reason: coded('CONFLICT') });
  });

  test('of thirty at once each is heard, and the refused among them keep nobody waiting', async () => {
    const said = Array.from({ length: 30 }, (_, index) => ({
      progress: index + 1,
      ...(index % 3 === 1 ? { version: 99 } : {}),
    }));
    const outcomes = await Promise.allSettled(said.map((one) => follow(one)));
    expect(outcomes.map(({ status }) => status)).toEqual(
      said.map((one) => ('version' in one ? 'rejected' : 'fulfilled')),
    );
    expect(await (await read()).history()).toHaveLength(20);
    expect(await read()).toMatchObject({ version: 20 });
    await follow({ progress: 77 });
    expect(await read()).toMatchObject({ progress: 77 });
  });

  test('is late the day after its due day, whatever was last said, until it is done or abandoned', async () => {
    await follow({ status: 'ONGOING', dueOn: '2025-06-15' });
    expect(await read()).toMatchObject({ status: 'ONGOING', isLate: false, dueOn: '2025-06-15' });
    // 23 h 59 in Paris on the due day, then midnight.
    setClock(() => new Date('2025-06-15T21:59:59Z'));
    expect((await read()).isLate).toBe(false);
    setClock(() => new Date('2025-06-15T22:00:00Z'));
    expect(await read()).toMatchObject({ status: 'ONGOING', isLate: true });
    expect(await list({ status: 'LATE' })).toEqual([followed.blocks.action]);
    expect(await list({ status: 'ONGOING' })).toEqual([]);
    await follow({ status: 'ABANDONED' });
    expect((await read()).isLate).toBe(false);
    await follow({ dueOn: '' });
    expect(await read()).toMatchObject({ dueOn: null, status: 'ABANDONED' });
  });
});

describe('what is refused', () => {
  test.each([
    [{ progress: 101 }, { progress: 'L’avancement est un nombre entier de 0 à 100.' }],
    [{ progress: -1 }, { progress: 'L’avancement est un nombre entier de 0 à 100.' }],
    [{ progress: '12,5' }, { progress: 'L’avancement est un nombre entier de 0 à 100.' }],
    [{ status: 'FINISHED' }, { status: 'Choisissez un état.' }],
    [{ dueOn: '2025-02-29' }, { dueOn: 'Cette date n’existe pas. Exemple\u00a0: 31/12/2025.' }],
    [{ blockId: randomUUID() }, { blockId: 'Ce passage n’est pas dans le texte de la convention.' }],
    [{ blockId: 'rien' }, { blockId: 'Choisissez un passage du texte.' }],
  ])('%j is refused at its field, and nothing changes', async (said, fields) => {
    await expect(follow({ status: 'ONGOING', ...said })).rejects.toEqual(refused(fields));
    expect(await prisma.actionFollowUp.count({ where: { conventionId: followed.convention.id } })).toBe(0);
  });

  test('a passage that has left the text is followed no more, and is in no list', async () => {
    await follow({ status: 'ONGOING' });
    await storedTexts.edit(followed.convention.documentId, null, (doc) => void removeBlock(doc, place().blockId));
    await projectProgramme(followed.convention.documentId);
    await expect(follow({ status: 'DONE' })).rejects.toEqual(
      refused({ blockId: 'Ce passage a été supprimé du texte.' }),
    );
    expect(await list()).not.toContain(followed.blocks.action);
  });

  test('readers may not, strangers do not know, and a convention that is over changes no more', async () => {
    await expect(follow({ status: 'DONE' }, followed.reader)).rejects.toEqual(coded('FORBIDDEN'));
    await expect(follow({ status: 'DONE' }, followed.stranger)).rejects.toEqual(coded('NOT_FOUND'));
    await expect(readAction(followed.stranger, place())).rejects.toEqual(coded('NOT_FOUND'));
    expect(await list({}, followed.stranger)).toEqual([]);
    const key = await buildSystemViewer(followed.steward.organisationId, 'READ');
    await expect(follow({ status: 'DONE' }, key)).rejects.toEqual(coded('NOT_FOUND'));
    await prisma.convention.update({ where: { id: followed.convention.id }, data: { state: 'CLOSED' } });
    await expect(follow({ status: 'DONE' })).rejects.toEqual(coded('FORBIDDEN'));
  });
});

describe('notes', () => {
  const note = (more: object = {}) =>
    addActionNote(followed.editor, { ...place(), on: '2025-03-30', body: 'Comité tenu à Oignies.', ...more });

  test('are shown latest day first, until one is withdrawn', async () => {
    await note();
    const later = await note({ on: '2025-06-15', body: 'Deuxième comité.' });
    const bodies = async () => (await (await read()).notes()).map(({ body }) => body);
    expect(await bodies()).toEqual(['Deuxième comité.', 'Comité tenu à Oignies.']);
    await withdrawActionNote(followed.steward, later.id);
    expect(await bodies()).toEqual(['Comité tenu à Oignies.']);
    await expect(withdrawActionNote(followed.steward, later.id)).rejects.toEqual(coded('NOT_FOUND'));
  });

  test('are of today at the latest, and say something', async () => {
    const sentence = 'Cette date est à venir\u00a0: saisissez une date passée ou celle du jour.';
    await expect(note({ on: '2025-06-16' })).rejects.toEqual(refused({ on: sentence }));
    await expect(note({ body: ' \n ' })).rejects.toEqual(refused({ body: 'Écrivez la note.' }));
    expect(await (await read()).notes()).toEqual([]);
  });
});

describe('who leads and takes part', () => {
  test('a person, a service and an organisation are named, each once a role', async () => {
    const organisation = await buildOrganisation();
    const unit = await prisma.unit.create({
      data: { organisationId: organisation.id, name: 'MDADT', shortName: 'MDADT', territory: 'ARTOIS' },
    });
    await setActionParties(followed.editor, {
      ...place(),
      parties: [
        { role: 'PARTNER', organisationId: organisation.id },
        { role: 'PILOT', personId: followed.reader.personId },
        { role: 'PILOT', personId: followed.reader.personId },
        { role: 'PILOT', unitId: unit.id },
      ],
    });
    const parties = await (await read()).parties();
    expect(parties.map(({ role }) => role)).toEqual(['PILOT', 'PILOT', 'PARTNER']);
    expect(await list({ territory: 'ARTOIS' })).toEqual([followed.blocks.action]);
    expect(await list({ territory: 'LENS_HENIN' })).toEqual([]);
    expect(await list({ organisationId: organisation.id })).toEqual([followed.blocks.action]);
    expect(await list({ mine: true })).toEqual([followed.blocks.action]);
    expect(await list({ mine: true }, followed.editor)).toEqual([]);
    await addActionParty(followed.editor, { ...place(), role: 'PILOT', unitId: unit.id });
    expect(await (await read()).parties()).toHaveLength(3);
    await removeActionParty(followed.editor, parties[0]?.id ?? '');
    expect(await (await read()).parties()).toHaveLength(2);
  });

  test('what is led by one’s service is one’s own', async () => {
    const organisation = await buildOrganisation();
    const data = { organisationId: organisation.id, name: 'DAT', shortName: 'DAT' };
    const unit = await prisma.unit.create({ data });
    const colleague = await signIn(await buildPerson({ organisationId: organisation.id, unitId: unit.id }));
    await prisma.participant.create({
      data: { conventionId: followed.convention.id, organisationId: organisation.id, role: 'READER' },
    });
    await addActionParty(followed.editor, { ...place(), role: 'PILOT', unitId: unit.id });
    expect(await list({ mine: true }, colleague)).toEqual([followed.blocks.action]);
  });

  test('nobody who does not exist, or whom one may not know of', async () => {
    const parties = 'Une personne, un service ou un organisme choisi n’existe pas.';
    for (const party of [{ unitId: randomUUID() }, { personId: followed.stranger.personId }])
      await expect(addActionParty(followed.editor, { ...place(), role: 'PILOT', ...party })).rejects.toEqual(
        refused({ parties }),
      );
    await expect(addActionParty(followed.editor, { ...place(), role: 'PILOT' })).rejects.toEqual(
      coded('INVALID_INPUT'),
    );
  });
});

describe('lists', () => {
  test('hold what promises something, and an objective once it is followed, in reading order', async () => {
    const { objective, action, commitment, deliverable, otherAction } = followed.blocks;
    expect(await list()).toEqual([action, commitment, deliverable, otherAction]);
    await follow({ status: 'UPCOMING' }, followed.editor, objective);
    expect(await list()).toEqual([objective, action, commitment, deliverable, otherAction]);
    expect(await list({ axisId: followed.blocks.otherAxis })).toEqual([otherAction]);
    expect(await list({ words: 'groupe habitat' })).toEqual([otherAction]);
    expect(await list({ mark: 'COMMITMENT' })).toEqual([commitment]);
    expect(await read()).toMatchObject({
      axis: { number: '1', title: 'Gérer le Bien' },
      objective: { number: '1.1', title: 'Veiller sur le patrimoine' },
    });
    expect(await read(otherAction)).toMatchObject({ axis: { number: '2' }, objective: null });
  });

  test('are paged by key over several conventions, latest year first, each action once', async () => {
    const viewer = followed.editor;
    const earlier = await buildFollowed({ year: 2024 });
    await prisma.participant.create({
      data: { conventionId: earlier.convention.id, personId: viewer.personId, role: 'READER' },
    });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listActions>> = await listActions(viewer, { first: 3, after });
      seen.push(...page.nodes.map(({ node }) => `${node.year} ${node.blockId}`));
      after = page.hasNextPage ? (page.nodes.at(-1)?.cursor ?? null) : null;
    } while (after);
    const of = ({ blocks }: Followed, year: number) =>
      [blocks.action, blocks.commitment, blocks.deliverable, blocks.otherAction].map((id) => `${year} ${id}`);
    expect(seen).toEqual([...of(followed, 2025), ...of(earlier, 2024)]);
    await expect(listActions(viewer, { after: 'rien' })).rejects.toEqual(coded('INVALID_INPUT'));
  });
});

describe('progress', () => {
  test('is counted by axis: shares by status, what is past its day as late, and the mean', async () => {
    await follow({ status: 'DONE' });
    await follow({ status: 'ONGOING', progress: 50, dueOn: '2025-06-01' }, followed.editor, followed.blocks.commitment);
    expect((await readAxisProgress(followed.reader, [followed.convention.id])).get(followed.convention.id)).toEqual([
      {
        id: followed.blocks.axis,
        kind: 'AXIS',
        number: '1',
        title: 'Gérer le Bien',
        total: 3,
        byStatus: { DONE: 1, LATE: 1, UPCOMING: 1 },
        meanProgress: 50,
        progressSum: 150,
      },
      expect.objectContaining({ number: '2', total: 1, byStatus: { UPCOMING: 1 }, meanProgress: 0 }),
    ]);
    expect((await readAxisProgress(followed.stranger, [followed.convention.id])).get(followed.convention.id)).toEqual(
      [],
    );
  });

  test('is counted for an organisation and for a territory over the conventions one sees', async () => {
    const { organisationId } = followed.reader;
    await addActionParty(followed.editor, { ...place(), role: 'PARTNER', organisationId });
    const own = { conventionId: followed.convention.id, total: 1, byStatus: { UPCOMING: 1 }, meanProgress: 0 };
    expect(await readProgress(followed.reader, { organisationId })).toMatchObject([own]);
    expect(await readProgress(followed.reader, { territory: 'ARTOIS' })).toEqual([]);
    expect(await readProgress(followed.stranger, { organisationId })).toEqual([]);
  });
});
