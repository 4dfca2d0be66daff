// What people are told: each thing once, never of their own deeds, and only as long as they see the convention.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { transact } from '#domain/changes.ts';
import { openThread } from '#domain/discussions/threads.ts';
import {
  countUnread,
  mailPreferences,
  markAllNotificationsRead,
  markNotificationRead,
  markThreadRead,
  setMailPreference,
  unreadThreads,
} from '#domain/notifications/notifications.ts';
import { notify, notifyOpened } from '#domain/notify.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, paragraph } from '../../build/conventions.ts';
import { buildPerson, buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';
import { listNotifications, readNotifications } from '../../rig/single-lists.ts';

useDatabase();
const outside = useOutside();

const blockId = randomUUID();
let author: PersonViewer;
let told: PersonViewer;
let convention: Convention;

beforeEach(async () => {
  author = await buildViewer();
  told = await buildViewer();
  convention = await buildConvention({
    content: [paragraph('Un paragraphe.', blockId)],
    participants: [
      { personId: author.personId, role: 'EDITOR' },
      { personId: told.personId, role: 'READER' },
    ],
  });
});

const mention = () => openThread(author, { conventionId: convention.id, blockId, body: `Voyez, @[${told.personId}].` });
const loseAccess = () => prisma.participant.deleteMany({ where: { personId: told.personId } });

/** Tells people of an access that was granted, as participants.ts does. */
const tell = (people: object, changeId?: string) =>
  transact(author, async (tx, record) => {
    const subject = { subject: 'Participant', subjectId: randomUUID(), conventionId: convention.id };
    const id = changeId ?? (await record({ kind: 'access.granted', ...subject }));
    const notice = { kind: 'CONVENTION_OPENED' as const, changeId: id, conventionId: convention.id };
    return { id, to: await notify(tx, record, { ...notice, people }) };
  });

describe('being told', () => {
  test('happens once for a change, never for one’s own deed, and only to those who see the convention', async () => {
    const stranger = await buildPerson();
    const gone = await buildPerson({ deactivatedAt: new Date() });
    await prisma.participant.create({ data: { conventionId: convention.id, personId: gone.id, role: 'READER' } });
    const everybody = { id: { in: [author.personId, told.personId, stranger.id, gone.id] } };
    const first = await tell(everybody);
    expect(first.to).toEqual([told.personId]);
    expect((await tell(everybody, first.id)).to).toEqual([]);
    expect(await countUnread(told)).toBe(1);
    expect(await countUnread(author)).toBe(0);
  });

  test('of a convention that is opened happens once until it is read, however often access is granted', async () => {
    const open = (personId: string | null, organisationId: string | null) =>
      transact(author, async (tx, record) => {
        const subject = { subject: 'Convention', subjectId: convention.id, personId: personId ?? undefined };
        const changeId = await record({ kind: 'access.granted', ...subject });
        await notifyOpened(tx, record, { changeId, conventionId: convention.id, personId, organisationId });
      });
    await open(told.personId, null);
    await open(null, told.organisationId);
    expect(await countUnread(told)).toBe(1);
    await markAllNotificationsRead(told, new Date());
    await open(null, told.organisationId);
    expect(await countUnread(told)).toBe(1);
  });

  test('is announced to that person’s pages alone', async () => {
    outside.announced = [];
    await mention();
    const own = outside.announced.filter(({ kind }) => kind === 'notification.created');
    expect(own).toEqual([expect.objectContaining({ personId: told.personId, conventionId: null })]);
  });

  test('does not outlive a transaction that fails', async () => {
    await expect(
      transact(author, async (tx, record) => {
        const changeId = await record({ kind: 'access.granted', subject: 'Participant', subjectId: randomUUID() });
        const people = { id: told.personId };
        await notify(tx, record, {
          kind: 'REPLY',
          changeId,
          conventionId: convention.id,
          people,
        });
        throw new Error('and then the power went');
      }),
    ).rejects.toThrow('power');
    expect(await countUnread(told)).toBe(0);
  });
});

describe('reading', () => {
  test('shows who did it, what was said and on which words', async () => {
    const thread = await mention();
    const { nodes } = await readNotifications(told, {});
    expect(nodes.map(({ node }) => node)).toEqual([
      expect.objectContaining({
        kind: 'MENTION',
        threadId: thread.id,
        actor: expect.objectContaining({ id: author.personId }),
        comment: expect.objectContaining({ body: `Voyez, @[${told.personId}].` }),
        convention: { id: convention.id, title: convention.title, year: convention.year },
        quotation: null,
      }),
    ]);
  });

  test('ends with the access to the convention, and comes back with it', async () => {
    await mention();
    await loseAccess();
    expect((await readNotifications(told, {})).nodes).toEqual([]);
    expect(await countUnread(told)).toBe(0);
    const { id } = await prisma.notification.findFirstOrThrow({ where: { personId: told.personId } });
    await expect(markNotificationRead(told, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const back = { conventionId: convention.id, personId: told.personId, role: 'READER' as const };
    await prisma.participant.create({ data: back });
    expect(await countUnread(told)).toBe(1);
  });

  test('is one’s own: not another’s, not a key’s', async () => {
    await mention();
    const { id } = await prisma.notification.findFirstOrThrow({ where: { personId: told.personId } });
    await expect(markNotificationRead(author, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const key = await buildSystemViewer(told.organisationId, 'READ_WRITE');
    for (const refused of [listNotifications(key, {}), markNotificationRead(key, id), mailPreferences(key)])
      await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await countUnread(key)).toBe(0);
  });

  test('goes through pages in order, newest first, and by read and unread', async () => {
    for (let count = 0; count < 5; count += 1) await mention();
    const all = (await listNotifications(told, {})).nodes.map(({ node }) => node.id);
    const first = await listNotifications(told, { first: 2 });
    const rest = await listNotifications(told, { first: 3, after: first.nodes[1]?.cursor });
    expect([...first.nodes, ...rest.nodes].map(({ node }) => node.id)).toEqual(all);
    expect([first.hasNextPage, rest.hasNextPage]).toEqual([true, false]);
    await markNotificationRead(told, all[0] ?? '');
    expect((await listNotifications(told, { unread: true })).nodes).toHaveLength(4);
    expect((await listNotifications(told, { unread: false })).nodes.map(({ node }) => node.id)).toEqual([all[0]]);
  });
});

describe('marking as read', () => {
  test('one, twice over, counts once', async () => {
    await mention();
    const { id } = await prisma.notification.findFirstOrThrow({ where: { personId: told.personId } });
    const [one, two] = [await markNotificationRead(told, id), await markNotificationRead(told, id)];
    expect(one.readAt).toEqual(two.readAt);
    expect(await prisma.change.count({ where: { kind: 'notification.read', personId: told.personId } })).toBe(1);
    await expect(markNotificationRead(told, 'aucune')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('all leaves what came after the list was read', async () => {
    await mention();
    const { createdAt } = await prisma.notification.findFirstOrThrow({ where: { personId: told.personId } });
    await mention();
    const latest = await prisma.notification.findFirstOrThrow({
      where: { personId: told.personId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    });
    await prisma.notification.update({
      where: { id: latest.id },
      data: { createdAt: new Date(createdAt.getTime() + 1000) },
    });
    expect(await markAllNotificationsRead(told, createdAt)).toBe(1);
    expect(await countUnread(told)).toBe(1);
  });

  test('a thread that is before one’s eyes marks what was told of it', async () => {
    const [first, second] = [await mention(), await mention()];
    expect(await unreadThreads(told, convention.id)).toEqual(new Set([first.id, second.id]));
    expect(await markThreadRead(told, first.id)).toBe(1);
    expect(await unreadThreads(told, convention.id)).toEqual(new Set([second.id]));
    expect(await countUnread(told)).toBe(1);
  });
});

describe('choosing what comes by mail', () => {
  test('is on for every kind until it is switched off, by kind', async () => {
    expect((await mailPreferences(told)).every(({ enabled }) => enabled)).toBe(true);
    await setMailPreference(told, { kind: 'REPLY', enabled: false });
    await setMailPreference(told, { kind: 'REPLY', enabled: false });
    const off = (await mailPreferences(told)).filter(({ enabled }) => !enabled);
    expect(off).toEqual([{ kind: 'REPLY', enabled: false }]);
    await setMailPreference(told, { kind: 'REPLY', enabled: true });
    expect((await mailPreferences(told)).every(({ enabled }) => enabled)).toBe(true);
    await expect(setMailPreference(told, { kind: 'EVERYTHING', enabled: false })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});
