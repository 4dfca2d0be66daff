// The same said of several actions at once: each as if alone, all or none.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantIn, setClock } from '#domain/calendar.ts';
import { readAction } from '#domain/follow-up/action-views.ts';
import { followActions } from '#domain/follow-up/several-actions.ts';
import { prisma } from '#prisma/client.ts';
import { buildFollowed, type Followed } from '../../build/follow-up.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

let followed: Followed;
let blockIds: string[];
beforeEach(async () => {
  setClock(() => instantIn('2025-06-15', 12));
  followed = await buildFollowed();
  blockIds = Object.values(followed.blocks);
});
afterEach(() => setClock(null));

const say = (said: object, viewer = followed.editor) =>
  followActions(viewer, { conventionId: followed.convention.id, blockIds, ...said });
const readAll = () =>
  Promise.all(
    blockIds.map((blockId) => readAction(followed.reader, { conventionId: followed.convention.id, blockId })),
  );

test('status, due day and pilot are said of each, with a history of its own; twice changes nothing more', async () => {
  const pilot = { personId: followed.editor.personId };
  const said = { status: 'ONGOING', dueOn: '2025-09-30', pilot };
  expect((await say(said)).map(({ blockId }) => blockId).sort()).toEqual([...blockIds].sort());
  const stands = { status: 'ONGOING', dueOn: '2025-09-30' };
  for (const action of await readAll()) expect(action).toMatchObject(stands);
  const parties = { personId: followed.editor.personId, role: 'PILOT' as const, blockId: { in: blockIds } };
  expect(await prisma.actionParty.count({ where: parties })).toBe(blockIds.length);
  const changes = () =>
    prisma.change.count({ where: { kind: 'action.changed', conventionId: followed.convention.id } });
  const before = await changes();
  await say(said);
  expect(await changes()).toBe(before);
});

test('what is not given stays as it is in each', async () => {
  const [first = ''] = blockIds;
  await followActions(followed.editor, { conventionId: followed.convention.id, blockIds: [first], status: 'BLOCKED' });
  await say({ dueOn: '2025-10-01' });
  expect((await readAll()).map(({ status }) => status)).toEqual([
    'BLOCKED',
    ...blockIds.slice(1).map(() => 'UPCOMING'),
  ]);
});

test('all or none: with a block that is not in the text, or by who may not follow, nothing is said', async () => {
  const wrong = { blockIds: [...blockIds, randomUUID()], status: 'DONE' };
  await expect(say(wrong)).rejects.toMatchObject({ fields: { blockId: expect.any(String) } });
  await expect(say({ status: 'DONE' }, followed.reader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect((await readAll()).map(({ status }) => status)).toEqual(blockIds.map(() => 'UPCOMING'));
});

test('nothing ticked and nothing to change are refused with a sentence', async () => {
  await expect(say({ blockIds: [], status: 'DONE' })).rejects.toMatchObject({
    fields: { blockIds: expect.any(String) },
  });
  await expect(say({})).rejects.toMatchObject({ fields: { status: expect.any(String) } });
});
