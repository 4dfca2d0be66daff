// The history as a feed: whoever follows it misses nothing, whatever commits late, sees what they may see and no more,
// and is told loudly when a cursor can no longer be followed.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { transact } from '#domain/changes.ts';
import {
  checkFeedEpoch,
  numberChanges,
  pageOfChanges,
  pruneChanges,
  type ReadChange,
  readActivity,
  readChanges,
  readFeedHead,
} from '#domain/history/feed.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention } from '#tests/build/conventions.ts';
import { buildOrganisation, buildSystemViewer, buildViewer } from '#tests/build/organisations.ts';
import { bothDatabases, useDatabase } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

const WRITERS = 8;

/** `FEED_SEEDS=50` goes on for longer. */
const SEEDS = Number(process.env.FEED_SEEDS ?? 20);

/** Random numbers from a seed (mulberry32): a run that fails can be had again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

class RolledBack extends Error {}

/** One writer: transactions that record one to three changes, wait before they commit, and sometimes roll back. */
async function write(conventionId: string, things: string[], random: () => number, transactions: number) {
  const committed: string[] = [];
  for (let turn = 0; turn < transactions; turn += 1) {
    const recorded: string[] = [];
    await transact(null, async (tx, record) => {
      for (let step = 0; step <= random() * 2; step += 1) {
        const thing = things[Math.floor(random() * things.length)] ?? '';
        // The row of the thing is locked before its change is written, as every verb does.
        const { version } = await tx.convention.update({ where: { id: thing }, data: { version: { increment: 1 } } });
        recorded.push(
          await record({ kind: 'convention.renamed', subject: 'Convention', subjectId: thing, version, conventionId }),
        );
        await pause(random() * 8);
      }
      if (random() < 0.15) throw new RolledBack();
    }).then(
      () => committed.push(...recorded),
      (error: unknown) => {
        // Writers that lock each other's things the other way round: PostgreSQL ends one of them.
        if (!(error instanceof RolledBack) && !/deadlock|write conflict/i.test(String(error))) throw error;
      },
    );
    await pause(random() * 4);
  }
  return committed;
}

/** Follows the feed in small pages until `done` and a last look, as an unattended system does. */
async function follow(viewer: Viewer, after: string, isDone: () => boolean): Promise<ReadChange[]> {
  const seen: ReadChange[] = [];
  let cursor = after;
  for (;;) {
    const last = isDone();
    const page = await readChanges(viewer, { after: cursor, first: 7 });
    seen.push(...page.changes);
    cursor = page.endCursor;
    if (last && !page.hasNextPage) return seen;
    if (!page.hasNextPage) await pause(2);
  }
}

/** Writers and two followers at once; what each follower saw, and what was committed. */
async function race(seed: number, writers: number, transactions: number) {
  const viewer = await buildViewer();
  const parts = [{ personId: viewer.personId, role: 'READER' as const }];
  const [convention, ...others] = await Promise.all([1, 2, 3, 4].map(() => buildConvention({ participants: parts })));
  const things = others.map(({ id }) => id);
  const head = await readFeedHead();
  let running = true;
  const following = [1, 2].map(() => follow(viewer, head, () => !running));
  const committed = await Promise.all(
    Array.from({ length: writers }, (_, writer) =>
      write(convention?.id ?? '', things, seeded(seed * 1000 + writer), transactions),
    ),
  );
  running = false;
  return { committed: committed.flat(), seen: await Promise.all(following) };
}

function expectWhole({ committed, seen }: Awaited<ReturnType<typeof race>>) {
  for (const changes of seen) {
    expect(changes.map(({ id }) => id).sort()).toEqual([...committed].sort());
    const positions = changes.map(({ position }) => Number(position));
    expect(positions).toEqual([...positions].sort((one, other) => one - other));
    const versions = new Map<string, number>();
    for (const { subjectId, version } of changes) {
      expect(version).toBeGreaterThan(versions.get(subjectId) ?? 0);
      versions.set(subjectId, version);
    }
  }
  expect(seen[0]?.map(({ id }) => id)).toEqual(seen[1]?.map(({ id }) => id));
}

const [postgresql, embedded] = bothDatabases;

describe.each(postgresql ? [postgresql] : [])('under 8 writers at once on $name', ({ use }) => {
  use();
  useOutside();

  test.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
    'with late commits and rollbacks, followers miss nothing and see each thing in its order (seed %i)',
    async (seed) => {
      const raced = await race(seed, WRITERS, 4);
      expect(raced.committed.length).toBeGreaterThan(WRITERS);
      expectWhole(raced);
    },
  );

  test('a change that commits long after later ones is still seen by who has read those', async () => {
    const viewer = await buildViewer({ platformAdministrator: true });
    const head = await readFeedHead();
    const note = (subjectId: string) => ({ kind: 'organisation.created' as const, subject: 'Organisation', subjectId });
    const [late, early] = [randomUUID(), randomUUID()];
    let commit = () => {};
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let written = () => {};
    const isWritten = new Promise<void>((resolve) => {
      written = resolve;
    });
    const slow = transact(null, async (_tx, record) => {
      await record(note(late));
      written();
      await held;
    });
    await isWritten;
    await transact(null, (_tx, record) => record(note(early)));
    const first = await readChanges(viewer, { after: head });
    expect(first.changes.map(({ subjectId }) => subjectId)).toEqual([early]);
    commit();
    await slow;
    const second = await readChanges(viewer, { after: first.endCursor });
    expect(second.changes.map(({ subjectId }) => subjectId)).toEqual([late]);
  });
});

describe.each(embedded ? [embedded] : [])('under writers at once on $name', ({ use }) => {
  use();
  useOutside();

  test('followers miss nothing', async () => {
    expectWhole(await race(1, 3, 4));
  });
});

describe('who sees what', () => {
  useDatabase();
  useOutside();
  const note = { kind: 'convention.renamed' as const, subject: 'Convention' };

  test('changes of a convention are seen by those who see it, the rest by whom it is addressed to', async () => {
    const organisation = await buildOrganisation();
    const member = await buildViewer({ organisationId: organisation.id });
    const boss = await buildViewer({ organisationId: organisation.id, organisationAdministrator: true });
    const key = await buildSystemViewer(organisation.id, 'READ');
    const stranger = await buildViewer();
    const administrator = await buildViewer({ platformAdministrator: true });
    const shared = await buildConvention({ participants: [{ organisationId: organisation.id, role: 'READER' }] });
    const mine = await buildConvention({ participants: [{ personId: member.personId, role: 'STEWARD' }] });
    const head = await readFeedHead();
    await transact(null, async (_tx, record) => {
      await record({ ...note, subjectId: 'shared', conventionId: shared.id });
      await record({ ...note, subjectId: 'mine', conventionId: mine.id });
      await record({ ...note, subjectId: 'organisation', organisationId: organisation.id });
      await record({ ...note, subjectId: 'member', personId: member.personId });
      await record({ ...note, subjectId: 'platform' });
    });
    const seenBy = async (viewer: Viewer) =>
      (await readChanges(viewer, { after: head })).changes.map(({ subjectId }) => subjectId);
    expect(await seenBy(member)).toEqual(['shared', 'mine', 'member']);
    expect(await seenBy(boss)).toEqual(['shared', 'organisation']);
    expect(await seenBy(key)).toEqual(['shared', 'organisation']);
    expect(await seenBy(stranger)).toEqual([]);
    expect(await seenBy(administrator)).toEqual(['shared', 'mine', 'organisation', 'platform']);
  });

  test('a deletion outlives the thing it tells of', async () => {
    const viewer = await buildViewer();
    const convention = await buildConvention({ participants: [{ personId: viewer.personId, role: 'READER' }] });
    const head = await readFeedHead();
    const thread = await prisma.thread.create({
      data: {
        conventionId: convention.id,
        blockId: randomUUID(),
        quotation: '',
        prefix: '',
        suffix: '',
        createdById: viewer.personId,
      },
    });
    await transact(viewer, async (tx, record) => {
      await tx.thread.delete({ where: { id: thread.id } });
      await record({
        kind: 'comment.deleted',
        subject: 'Thread',
        subjectId: thread.id,
        deletion: true,
        conventionId: convention.id,
      });
    });
    expect((await readChanges(viewer, { after: head })).changes).toMatchObject([
      { subjectId: thread.id, deletion: true, actorId: viewer.personId },
    ]);
  });

  test('a page holds what it is asked for and its cursor goes on after it, also past what is hidden', async () => {
    const viewer = await buildViewer();
    const seen = await buildConvention({ participants: [{ personId: viewer.personId, role: 'READER' }] });
    const hidden = await buildConvention();
    const head = await readFeedHead();
    for (let index = 0; index < 5; index += 1)
      for (const { id } of [seen, hidden])
        await transact(null, (_tx, record) => record({ ...note, subjectId: `${index}`, conventionId: id }));
    const first = await readChanges(viewer, { after: head, first: 2 });
    expect([first.changes.length, first.hasNextPage]).toEqual([2, true]);
    const rest = await readChanges(viewer, { after: first.endCursor, first: pageOfChanges.most });
    expect([rest.changes.map(({ subjectId }) => subjectId), rest.hasNextPage]).toEqual([['2', '3', '4'], false]);
    expect(rest.endCursor).toBe(await readFeedHead());
    const tooMany = readChanges(viewer, { after: head, first: pageOfChanges.most + 1 });
    await expect(tooMany).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const empty = await readChanges(viewer, { after: rest.endCursor });
    expect([empty.changes, empty.endCursor]).toEqual([[], rest.endCursor]);
  });

  test('what is far behind much that is hidden comes once and in order, to whomever it is addressed', async () => {
    const viewer = await buildViewer({ organisationAdministrator: true });
    const { personId, organisationId } = viewer;
    const seen = await buildConvention({ participants: [{ personId, role: 'READER' }] });
    const hidden = await buildConvention();
    const head = await readFeedHead();
    const fill = () => prisma.$executeRaw`
      insert into "Change" (id, kind, subject, "subjectId", version, "conventionId", details)
      select gen_random_uuid(), 'convention.renamed', 'Convention', n::text, 1, ${hidden.id}::uuid, '{}' from generate_series(1, 2500) n`;
    const wanted: string[] = [];
    for (const address of [{ conventionId: seen.id }, { organisationId }, { personId }, { conventionId: seen.id }]) {
      await fill();
      const subjectId = randomUUID();
      wanted.push(subjectId);
      await transact(null, (_tx, record) => record({ ...note, subjectId, ...address }));
    }
    const all = await readChanges(viewer, { after: head });
    expect(all.changes.map(({ subjectId }) => subjectId)).toEqual(wanted);
    const found: string[] = [];
    for (let cursor = head, goesOn = true; goesOn; ) {
      const page = await readChanges(viewer, { after: cursor, first: 1 });
      found.push(...page.changes.map(({ subjectId }) => subjectId));
      [cursor, goesOn] = [page.endCursor, page.hasNextPage];
    }
    expect(found).toEqual(wanted);
  });

  test('what is rolled back is neither in the feed nor announced', async () => {
    const viewer = await buildViewer({ platformAdministrator: true });
    const head = await readFeedHead();
    const failed = transact(null, async (_tx, record) => {
      await record({ ...note, subjectId: 'nothing' });
      throw new RolledBack();
    });
    await expect(failed).rejects.toThrow(RolledBack);
    expect((await readChanges(viewer, { after: head })).changes).toEqual([]);
  });

  test('the activity of a convention is read from the latest back', async () => {
    const viewer = await buildViewer();
    const { id } = await buildConvention({ participants: [{ personId: viewer.personId, role: 'READER' }] });
    for (const subjectId of ['a', 'b', 'c'])
      await transact(viewer, (_tx, record) => record({ ...note, subjectId, conventionId: id }));
    const latest = await readActivity(viewer, { conventionIds: [id], first: 2 });
    expect(latest.map(({ subjectId }) => subjectId)).toEqual(['c', 'b']);
    const before = latest.at(-1)?.position ?? undefined;
    expect(
      (await readActivity(viewer, { conventionIds: [id], first: 2, before })).map(({ subjectId }) => subjectId),
    ).toEqual(['a']);
    expect(await readActivity(await buildViewer(), { conventionIds: [id], first: 2 })).toEqual([]);
  });
});

describe('cursors that can no longer be followed', () => {
  useDatabase();
  useOutside();
  const record = (subjectId: string) =>
    transact(null, (_tx, note) => note({ kind: 'organisation.created', subject: 'Organisation', subjectId }));
  const expired = { code: 'CURSOR_EXPIRED' };

  test('one that was never given, or points past the head, expires', async () => {
    const viewer = await buildViewer({ platformAdministrator: true });
    const cursor = Buffer.from(await readFeedHead(), 'base64url').toString();
    const beyond = Buffer.from(cursor.replace(/:\d+$/, ':99999')).toString('base64url');
    for (const after of ['', 'rien', beyond, Buffer.from(`${randomUUID()}:0`).toString('base64url')])
      await expect(readChanges(viewer, { after })).rejects.toMatchObject(expired);
  });

  test('one older than what is kept expires; the oldest kept and no cursor go on', async () => {
    const viewer = await buildViewer({ platformAdministrator: true });
    const old = await readFeedHead();
    await record('pruned');
    const edge = await readFeedHead();
    await prisma.change.updateMany({ data: { at: new Date('2020-01-01') } });
    await record('kept');
    await pruneChanges(new Date('2021-01-01'));
    await expect(readChanges(viewer, { after: old })).rejects.toMatchObject(expired);
    for (const after of [edge, null])
      expect((await readChanges(viewer, { after })).changes.map(({ subjectId }) => subjectId)).toEqual(['kept']);
    expect(await prisma.change.count({ where: { subjectId: 'pruned' } })).toBe(0);
  });

  test('pruning keeps a change that is not yet numbered or was numbered after a younger one', async () => {
    await record('young');
    await numberChanges();
    await record('old but late');
    await prisma.change.updateMany({ where: { subjectId: 'old but late' }, data: { at: new Date('2020-01-01') } });
    await pruneChanges(new Date('2021-01-01'));
    expect(await prisma.change.count({ where: { subjectId: { in: ['young', 'old but late'] } } })).toBe(2);
  });

  test('after the database was restored or moved, every cursor of before expires', async () => {
    const viewer = await buildViewer({ platformAdministrator: true });
    await checkFeedEpoch();
    const before = await readFeedHead();
    await checkFeedEpoch();
    expect(await readFeedHead()).toBe(before);
    // What a restored dump holds: the origin of the database that it was taken from.
    await prisma.feedHead.update({ where: { id: 1 }, data: { origin: 'elsewhere' } });
    await checkFeedEpoch();
    await expect(readChanges(viewer, { after: before })).rejects.toMatchObject(expired);
  });
});
