// Removing the demonstration: nothing of it is left that nothing names, and nothing that people made is lost or broken.
import { beforeAll, describe, expect, test } from 'vitest';
import { DEMONSTRATION_PASSWORD } from '#demonstration/people.ts';
import { seedDemonstration } from '#demonstration/seed.ts';
import { openSession } from '#domain/accounts/sessions.ts';
import { listCarryOvers } from '#domain/conventions/carry-overs.ts';
import { createConvention, listConventions } from '#domain/conventions/conventions.ts';
import { readProgramme } from '#domain/conventions/programmes.ts';
import { continueConvention } from '#domain/conventions/roll-over.ts';
import { emptyDemonstration, readDemonstration, removeDemonstration } from '#domain/demonstrations/demonstrations.ts';
import { openThread } from '#domain/discussions/threads.ts';
import { findActivity } from '#domain/history/activity.ts';
import { readChanges, readFeedHead } from '#domain/history/feed.ts';
import { createMeeting } from '#domain/scheduling/meetings.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { heading, paragraph } from '../../build/conventions.ts';
import { buildOrganisation, buildPerson, signIn } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

const dat = async () => signIn(await prisma.person.findUniqueOrThrow({ where: { email: 'dat@demo.test' } }));
const administrator = async (): Promise<PersonViewer> =>
  signIn(await buildPerson({ platformAdministrator: true, email: `admin-${Math.random()}@exemple.fr` }));

/** Every value of every column that holds ids, by table. */
async function idsHeld(): Promise<Map<string, Set<string>>> {
  const columns = await prisma.$queryRaw<{ table: string; column: string }[]>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = current_schema() and data_type = 'uuid'`;
  const held = new Map<string, Set<string>>();
  for (const { table, column } of columns) {
    const rows = await prisma.$queryRawUnsafe<{ id: string }[]>(
      `select distinct "${column}" as id from "${table}" where "${column}" is not null`,
    );
    held.set(`${table}.${column}`, new Set(rows.map(({ id }) => id)));
  }
  return held;
}

/** The ids of things themselves, and not where they are named. */
const ownIds = (held: Map<string, Set<string>>) =>
  new Set(
    [...held].filter(([name]) => name.endsWith('.id') && !name.startsWith('Change.')).flatMap(([, ids]) => [...ids]),
  );

/** A fresh demonstration for the tests of a block, which go on from one another; the rows of the block before are gone. */
const useDemonstration = () =>
  beforeAll(async () => {
    const tables = await prisma.$queryRaw<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = current_schema()
        and table_type = 'BASE TABLE' and table_name not in ('_prisma_migrations', 'FeedHead', 'ReferenceSet', 'ReferenceEntry')`;
    await prisma.$executeRawUnsafe(`truncate ${tables.map(({ name }) => `"${name}"`).join(', ')} cascade`);
    outside.begin();
    await seedDemonstration();
  });

describe('a demonstration that nobody has touched', () => {
  useDemonstration();

  test('goes without a trace: no row names anything of it, no file is kept, its sessions and rooms are told', async () => {
    await dat();
    const cursor = await readFeedHead();
    const before = ownIds(await idsHeld());
    const emptied = await removeDemonstration();
    expect(emptied).toMatchObject({ conventions: 2, accounts: 7, closedAccounts: 0, keptOrganisations: 0 });
    const traces = [...(await idsHeld())].flatMap(([name, ids]) =>
      [...ids].filter((id) => before.has(id)).map((id) => `${name} ${id}`),
    );
    expect(traces.filter((trace) => !/^Reference(Set|Entry)/.test(trace))).toEqual([]);
    // What was being checked at that moment is let go once that is done.
    await expect.poll(() => outside.filesKept(), { timeout: 20_000 }).toBe(0);
    for (const count of [prisma.person.count(), prisma.organisation.count(), prisma.document.count()])
      expect(await count).toBe(0);
    expect(outside.judged.filter(({ documentId }) => documentId).length).toBeGreaterThanOrEqual(3);
    const head = await administrator();
    await expect(readChanges(head, { after: cursor })).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    expect((await readChanges(head, {})).changes.map(({ kind }) => kind)).toEqual(['demonstration.emptied']);
  });

  test('is never made again, also where nothing else is', async () => {
    await prisma.session.deleteMany();
    await prisma.person.deleteMany();
    await prisma.organisation.deleteMany();
    expect(await seedDemonstration()).toBeNull();
    expect(await prisma.convention.count()).toBe(0);
    expect(await removeDemonstration()).toBeNull();
  });
});

describe('what people made stays', () => {
  useDemonstration();

  test('made with its accounts, out of its texts, in its organisations: whole, and naming nothing that is gone', async () => {
    const viewer = await dat();
    const content = [heading('Titre'), paragraph('Le texte')];
    const own = await createConvention(viewer, { title: 'La nôtre', year: 2025 }, { type: 'doc', content });
    const { id: conventionId } = await prisma.convention.findFirstOrThrow({ where: { year: 2026 } });
    const next = await continueConvention(viewer, { conventionId, title: 'Notre 2027', year: 2027 });
    const { meetingId, blockId } = await prisma.outcome.findFirstOrThrow({ where: { kind: 'TASK' } });
    const [house] = await prisma.unit.findMany({ where: { territory: 'LENS_HENIN' } });
    const meeting = await createMeeting(viewer, {
      conventionId: next.id,
      kind: 'OTHER',
      title: 'Notre réunion',
      startsAt: new Date('2027-03-01T09:00:00Z'),
      endsAt: new Date('2027-03-01T10:00:00Z'),
      organiserIds: [house?.id ?? ''],
    });
    const point = { outcomeMeetingId: meetingId, outcomeBlockId: blockId };
    await prisma.agendaItem.create({ data: { meetingId: meeting.id, position: 0, title: 'Un point', ...point } });
    const { id: association } = await prisma.organisation.findFirstOrThrow({ where: { kind: 'ASSOCIATION' } });
    const colleague = await buildPerson({ organisationId: association });
    const head = await administrator();
    const textOf = async (id: string) => (await (await readProgramme(head, id)).items()).map(({ text }) => text);
    const texts = [await textOf(own.id), await textOf(next.id)];
    const before = ownIds(await idsHeld());

    expect(await removeDemonstration()).toMatchObject({ conventions: 2 });

    const after = await idsHeld();
    const living = ownIds(after);
    const gone = new Set([...before].filter((id) => !living.has(id)));
    const dangling = [...after].filter(([, ids]) => [...ids].some((id) => gone.has(id))).map(([name]) => name);
    expect(dangling).toEqual([]);
    const { nodes } = await listConventions(head, {});
    expect(nodes.map(({ node }) => node.id).sort()).toEqual([own.id, next.id].sort());
    expect([await textOf(own.id), await textOf(next.id)]).toEqual(texts);
    expect(
      (await findActivity(head, { conventionIds: [own.id], first: 10 })).get(own.id)?.nodes.length,
    ).toBeGreaterThan(0);
    expect((await listCarryOvers(head, next.id)).length).toBeGreaterThan(100);
    expect(await prisma.convention.findUniqueOrThrow({ where: { id: next.id } })).toMatchObject({ previousId: null });
    expect(await prisma.agendaItem.findMany()).toMatchObject([
      { title: 'Un point', outcomeMeetingId: null, outcomeBlockId: null },
    ]);
    expect((await signIn(colleague)).organisationId).toBe(association);
    // The organisations that stay are ones like any other.
    expect(await prisma.organisation.findMany({ where: { demonstration: true } })).toEqual([]);
  });

  test('its accounts that what stays names are closed, and the password that everybody knows opens nothing', async () => {
    const closed = await prisma.person.findMany({ where: { demonstration: true } });
    expect(closed.map(({ email }) => email)).toContain('dat@demo.test');
    for (const { email, passwordHash, deactivatedAt, platformAdministrator } of closed) {
      expect({ passwordHash, platformAdministrator }).toEqual({ passwordHash: null, platformAdministrator: false });
      expect(deactivatedAt).not.toBeNull();
      await expect(
        openSession({ email, password: DEMONSTRATION_PASSWORD }, { ip: '192.0.2.9', userAgent: null }),
      ).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    }
  });
});

describe('by the page', () => {
  useDemonstration();

  test('nobody else reads of it or removes it', async () => {
    const viewer = await signIn(
      await buildPerson({ organisationAdministrator: true, organisationId: (await buildOrganisation()).id }),
    );
    await expect(readDemonstration(viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(emptyDemonstration(viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('its own administrator does not leave the platform without one', async () => {
    const own = await signIn(await prisma.person.findUniqueOrThrow({ where: { email: 'administration@demo.test' } }));
    await expect(emptyDemonstration(own)).rejects.toMatchObject({ code: 'CONFLICT' });
    await buildPerson({ platformAdministrator: true, passwordHash: null });
    await expect(emptyDemonstration(own)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('an administrator is told what goes and what others wrote in it, then it goes', async () => {
    const head = await administrator();
    const { organisationId } = await dat();
    const guest = await buildPerson({ organisationId });
    const convention = await prisma.convention.findFirstOrThrow({ where: { year: 2026 }, include: { items: true } });
    await prisma.participant.create({ data: { conventionId: convention.id, personId: guest.id, role: 'EDITOR' } });
    const [{ blockId = '' } = {}] = convention.items;
    await openThread(await signIn(guest), { conventionId: convention.id, blockId, body: 'Un avis' });
    const here = await readDemonstration(head);
    expect(here?.changesByOthers).toBeGreaterThan(0);
    expect(here).toMatchObject({
      accounts: 7,
      emptiedAt: null,
      conventions: [{ year: 2025 }, { year: 2026 }],
    });
    expect(await emptyDemonstration(head)).toMatchObject({ conventions: 2, accounts: 7, keptOrganisations: 1 });
    expect(await readDemonstration(head)).toMatchObject({ accounts: 0, conventions: [], emptiedAt: expect.any(Date) });
    await expect(emptyDemonstration(head)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
