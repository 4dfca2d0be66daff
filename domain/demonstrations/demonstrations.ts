// The demonstration that fills an empty platform: what of it is here, and how it goes. It is made by demonstration/seed.ts, once,
// and marked as it is made; here nothing is known by its name. What people made themselves is never removed: what of the
// demonstration it names (an account, an organisation) stays with it, the account closed for good.

import { Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, forbidden } from '../errors.ts';
import { announcements, files } from '../outside.ts';
import { can } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';

/** What is here of the demonstration. */
export interface DemonstrationHere {
  madeAt: Date;
  /** When it was removed; the accounts that had to stay are closed since. */
  emptiedAt: Date | null;
  conventions: { id: string; title: string; year: number }[];
  accounts: number;
  /** Changes made in these conventions by accounts that are not of the demonstration: they go with them. */
  changesByOthers: number;
}

/** What went, and what had to stay because something that people made names it. */
export interface EmptiedDemonstration {
  conventions: number;
  accounts: number;
  organisations: number;
  closedAccounts: number;
  keptOrganisations: number;
}

async function readHere(): Promise<DemonstrationHere | null> {
  const { madeAt = null, emptiedAt = null } = (await prisma.demonstration.findUnique({ where: { id: 1 } })) ?? {};
  if (!madeAt) return null;
  const conventions = await prisma.convention.findMany({
    where: { demonstration: true },
    select: { id: true, title: true, year: true },
    orderBy: [{ year: 'asc' }, { id: 'asc' }],
  });
  const own = await prisma.person.findMany({ where: { demonstration: true }, select: { id: true } });
  const changesByOthers = await prisma.change.count({
    where: {
      conventionId: { in: conventions.map(({ id }) => id) },
      actorId: { not: null, notIn: own.map(({ id }) => id) },
    },
  });
  return { madeAt, emptiedAt, conventions, accounts: own.length, changesByOthers };
}

/** What is here of the demonstration, for who may remove it; null where there never was one. */
export async function readDemonstration(viewer: Viewer): Promise<DemonstrationHere | null> {
  if (!can(viewer, 'demonstration.empty', null)) throw forbidden();
  return readHere();
}

/** Tables that hold what is a person's alone and goes with the account. */
const PRIVATE = [
  'Session',
  'AccountLink',
  'Notification',
  'MutedMail',
  'ImportDraft',
  'WordReturn',
  'CalendarFeed',
  'Reminder',
  'TaskReminder',
  'SilencedReminder',
  'Upload',
  'DatasetSubscription',
  'DatasetKey',
];

/** Every column that may hold an id of ours, as the database knows them: a table that comes later is looked at as well. */
async function idColumns(tx: Tx): Promise<{ table: string; column: string }[]> {
  return tx.$queryRaw`
    select c.table_name as "table", c.column_name as "column"
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.data_type = 'uuid'
    order by 1, 2`;
}

/** Which of `ids` something names, outside the tables of `but`. The history names who acted in a convention that stays. */
async function named(tx: Tx, ids: readonly string[], but: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const columns = (await idColumns(tx)).filter(
    ({ table, column }) =>
      !but.includes(table) &&
      // What is searched names nothing by itself: it follows the rows, and goes with them.
      table !== 'SearchEntry' &&
      (table !== 'Change' || column === 'actorId'),
  );
  const reads = columns.map(({ table, column }) => {
    const name = Prisma.raw(`"${column}"`);
    const ofConvention = table === 'Change' ? Prisma.sql`and "conventionId" is not null` : Prisma.empty;
    return Prisma.sql`select ${name} as id from ${Prisma.raw(`"${table}"`)} where ${name} = any(${ids}::uuid[]) ${ofConvention}`;
  });
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.join(reads, ' union '));
  return new Set(rows.map(({ id }) => id));
}

/** What of a convention that goes is named by one that stays is forgotten there: it stays as its own. */
async function letGo(tx: Tx, conventionIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    update "Convention" set "amendsId" = null
    where "amendsId" = any(${conventionIds}::uuid[]) and not id = any(${conventionIds}::uuid[])`;
  const meetings = Prisma.sql`(select id from "Meeting" where "conventionId" = any(${conventionIds}::uuid[]))`;
  await tx.$executeRaw`
    update "AgendaItem" set "outcomeMeetingId" = null, "outcomeBlockId" = null
    where "outcomeMeetingId" in ${meetings} and "meetingId" not in ${meetings}`;
  await tx.$executeRaw`
    update "AgendaItem" set "occurrenceId" = null where "meetingId" not in ${meetings} and "occurrenceId" in (
      select o.id from "Occurrence" o join "Obligation" b on b.id = o."obligationId"
      where b."conventionId" = any(${conventionIds}::uuid[]))`;
  await tx.$executeRaw`
    update "AgendaItem" set "threadId" = null where "meetingId" not in ${meetings} and "threadId" in (
      select id from "Thread" where "conventionId" = any(${conventionIds}::uuid[]))`;
}

interface Gone {
  documentIds: string[];
  fileIds: string[];
}

/** Removes the data that the demonstration shared, with what was proved by them; gives the files to be removed. */
async function removeDatasets(tx: Tx): Promise<string[]> {
  const dataset = { demonstration: true };
  const versions = await tx.datasetVersion.findMany({ where: { dataset }, select: { id: true, datasetId: true } });
  const ids = versions.map(({ id }) => id);
  await tx.evidence.updateMany({ where: { datasetVersionId: { in: ids } }, data: { datasetVersionId: null } });
  const datasetId = { in: versions.map((one) => one.datasetId) };
  await tx.dataset.deleteMany({ where: dataset });
  await tx.upload.deleteMany({ where: { versionId: { in: ids } } });
  await tx.notification.deleteMany({ where: { datasetId } });
  await tx.change.deleteMany({ where: { datasetId } });
  return ids;
}

/** Removes conventions whole: texts, meetings, what was signed, files, history. */
async function removeConventions(tx: Tx, conventionIds: string[]): Promise<Gone> {
  const ofThem = { conventionId: { in: conventionIds } };
  const documents = await tx.document.findMany({
    where: {
      OR: [{ convention: { id: { in: conventionIds } } }, { report: ofThem }, { notes: { meeting: ofThem } }],
    },
    select: { id: true },
  });
  const documentIds = documents.map(({ id }) => id);
  const kept = await tx.storedFile.findMany({ where: ofThem, select: { id: true } });
  await letGo(tx, conventionIds);
  await tx.frozenText.deleteMany({ where: ofThem });
  await tx.minutes.deleteMany({ where: { meeting: ofThem } });
  await tx.paymentProof.deleteMany({ where: { payment: { budgetLine: ofThem } } });
  await tx.evidence.deleteMany({ where: { occurrence: { obligation: ofThem } } });
  await tx.deliverablePiece.deleteMany({ where: { deliverable: ofThem } });
  await tx.storedFile.deleteMany({ where: ofThem });
  await tx.convention.updateMany({ where: { id: { in: conventionIds } }, data: { amendsId: null } });
  await tx.meetingNotes.deleteMany({ where: { meeting: ofThem } });
  await tx.yearReport.deleteMany({ where: ofThem });
  await tx.convention.deleteMany({ where: { id: { in: conventionIds } } });
  await tx.document.deleteMany({ where: { id: { in: documentIds } } });
  await tx.notification.deleteMany({ where: ofThem });
  await tx.change.deleteMany({ where: ofThem });
  return { documentIds, fileIds: kept.map(({ id }) => id) };
}

/** Removes the accounts that nothing names, and closes the others: the password that everybody knows opens nothing. */
async function removeAccounts(tx: Tx): Promise<{ removed: number; closed: number; sessionIds: string[] }> {
  const people = await tx.person.findMany({
    where: { demonstration: true },
    select: { id: true, sessions: { select: { id: true } } },
  });
  const ids = people.map(({ id }) => id);
  const personId = { in: ids };
  const held = await named(tx, ids, ['Person', ...PRIVATE]);
  await tx.session.deleteMany({ where: { personId } });
  await tx.accountLink.deleteMany({ where: { personId } });
  await tx.calendarFeed.deleteMany({ where: { OR: [{ personId }, { createdById: personId }] } });
  await tx.change.deleteMany({ where: { personId } });
  const { count: removed } = await tx.person.deleteMany({ where: { id: { in: ids.filter((id) => !held.has(id)) } } });
  await tx.person.updateMany({
    where: { demonstration: true },
    data: {
      deactivatedAt: now(),
      passwordHash: null,
      platformAdministrator: false,
      organisationAdministrator: false,
    },
  });
  return {
    removed,
    closed: ids.length - removed,
    sessionIds: people.flatMap(({ sessions }) => sessions.map(({ id }) => id)),
  };
}

/** Removes the organisations that nothing names; one that stays is an organisation like any other. */
async function removeOrganisations(tx: Tx): Promise<{ removed: number; kept: number }> {
  const organisations = await tx.organisation.findMany({
    where: { demonstration: true },
    select: { id: true, units: { select: { id: true } } },
  });
  const ids = organisations.flatMap(({ id, units }) => [id, ...units.map((unit) => unit.id)]);
  const held = await named(tx, ids, ['Organisation', 'Unit', 'CalendarFeed']);
  const unnamed = organisations.filter(
    ({ id, units }) => ![id, ...units.map((unit) => unit.id)].some((one) => held.has(one)),
  );
  const { count } = await tx.organisation.deleteMany({ where: { id: { in: unnamed.map(({ id }) => id) } } });
  await tx.change.deleteMany({ where: { organisationId: { in: unnamed.map(({ id }) => id) } } });
  await tx.organisation.updateMany({ where: { demonstration: true }, data: { demonstration: false } });
  return { removed: count, kept: organisations.length - count };
}

interface Emptied extends Gone {
  emptied: EmptiedDemonstration;
  sessionIds: string[];
}

async function removeMarked(tx: Tx): Promise<Emptied> {
  const marked = await tx.convention.findMany({ where: { demonstration: true }, select: { id: true } });
  const gone = await removeConventions(
    tx,
    marked.map(({ id }) => id),
  );
  gone.fileIds.push(...(await removeDatasets(tx)));
  const accounts = await removeAccounts(tx);
  const organisations = await removeOrganisations(tx);
  // Whoever follows the feed reads everything again, instead of keeping what is gone without a word.
  await tx.$executeRaw`update "FeedHead" set epoch = gen_random_uuid() where id = 1`;
  const emptied = {
    conventions: marked.length,
    accounts: accounts.removed,
    organisations: organisations.removed,
    closedAccounts: accounts.closed,
    keptOrganisations: organisations.kept,
  };
  return { ...gone, sessionIds: accounts.sessionIds, emptied };
}

/** What is told and thrown away once the rows are gone. */
async function afterwards({ documentIds, fileIds, sessionIds }: Emptied): Promise<void> {
  for (const documentId of documentIds) announcements.rightsChanged({ documentId });
  announcements.sessionsEnded(sessionIds);
  // A file that stays on the disk is nobody's any more.
  await Promise.allSettled(fileIds.map((id) => files.remove(id)));
}

/**
 * Removes the demonstration, for whoever holds the machine (a command, never a door). Harmless when it is gone already:
 * null then, and where there never was one.
 */
export async function removeDemonstration(viewer: Viewer | null = null): Promise<EmptiedDemonstration | null> {
  const done = await transact(viewer, async (tx, record) => {
    const [here] = await tx.$queryRaw<{ id: number }[]>`
      select id from "Demonstration" where id = 1 and "madeAt" is not null and "emptiedAt" is null for update`;
    if (!here) return null;
    await tx.demonstration.update({ where: { id: 1 }, data: { emptiedAt: now() } });
    const removed = await removeMarked(tx);
    const details = { ...removed.emptied };
    await record({ kind: 'demonstration.emptied', subject: 'Demonstration', subjectId: '1', details });
    return removed;
  });
  if (done) await afterwards(done);
  return done?.emptied ?? null;
}

/**
 * Throws away what a start that was cut short had made of it. Nobody has worked here since it was begun, so that every
 * convention is its own; it may then be begun anew.
 */
export async function forgetHalfMade(): Promise<void> {
  const done = await transact(null, async (tx) => {
    await tx.convention.updateMany({ data: { demonstration: true } });
    await tx.demonstration.deleteMany({ where: { madeAt: null } });
    return removeMarked(tx);
  });
  await afterwards(done);
}

/**
 * Removes the demonstration for an administrator of the platform. CONFLICT when it is gone already, or when nobody else
 * administers the platform: its own administrator goes with it.
 */
export async function emptyDemonstration(viewer: Viewer): Promise<EmptiedDemonstration> {
  if (!can(viewer, 'demonstration.empty', null)) throw forbidden();
  const administrators = await prisma.person.count({
    where: { platformAdministrator: true, demonstration: false, deactivatedAt: null, passwordHash: { not: null } },
  });
  if (administrators === 0)
    throw conflict(
      'Personne n’administrerait plus la plate-forme : les comptes de démonstration partent avec elle. Donnez d’abord ' +
        'ce rôle à un compte qui n’en est pas (commande « npm run administrator »).',
    );
  const emptied = await removeDemonstration(viewer);
  if (!emptied) throw conflict('La démonstration a déjà été vidée.');
  return emptied;
}
