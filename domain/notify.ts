// Telling people in the transaction of what happened, once of each change. Verbs of every room call it; nothing here decides
// what is worth telling, and what a person reads of it is notifications/.

import type { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#prisma/client.ts';
import { now } from './calendar.ts';
import type { RecordChange } from './changes.ts';
import { type DatasetThing, peopleWhoMayOpen, peopleWhoSee } from './permissions.ts';
import type { NotificationKind } from './vocabulary.ts';

/** What is told, and to whom. */
export interface Notice {
  kind: NotificationKind;
  /** The change that caused it: nobody is told twice of one change. */
  changeId: string;
  conventionId: string;
  threadId?: string;
  occurrenceId?: string;
  meetingId?: string;
  /** Of these, only those who see the convention are told, and never the one who did it. */
  people: Prisma.PersonWhereInput;
}

/** What is told of a dataset, and to whom. */
export interface DatasetNotice {
  kind: NotificationKind;
  changeId: string;
  dataset: DatasetThing & { id: string };
  /** Of these, only those to whom it is open are told, unless `evenUnseen`: they are told that it stays closed. */
  people: Prisma.PersonWhereInput;
  evenUnseen?: boolean;
}

/** Tells people in the running transaction; answers whom. Who was already told of the same change is left out. */
export function notify(tx: Tx, record: RecordChange, { people, ...notice }: Notice): Promise<string[]> {
  return tell(tx, record, notice, { AND: [peopleWhoSee(notice.conventionId), people] });
}

/** The same of a dataset. */
export function notifyOfDataset(tx: Tx, record: RecordChange, notice: DatasetNotice): Promise<string[]> {
  const { dataset, people, evenUnseen = false, ...told } = notice;
  const audience = evenUnseen ? people : { AND: [peopleWhoMayOpen(dataset), people] };
  return tell(tx, record, { ...told, datasetId: dataset.id }, audience);
}

type Row = Omit<Prisma.NotificationCreateManyInput, 'personId'>;

async function tell(tx: Tx, record: RecordChange, row: Row, people: Prisma.PersonWhereInput): Promise<string[]> {
  const { changeId } = row;
  const { actorId } = await tx.change.findUniqueOrThrow({ where: { id: changeId }, select: { actorId: true } });
  const told = await tx.person.findMany({
    where: {
      AND: [people],
      ...(actorId ? { id: { not: actorId } } : {}),
      notifications: { none: { changeId } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const created = await tx.notification.createManyAndReturn({
    data: told.map(({ id }) => ({ ...row, personId: id })),
    select: { id: true, personId: true },
  });
  for (const { id, personId } of created)
    await record({ kind: 'notification.created', subject: 'Notification', subjectId: id, personId });
  return created.map(({ personId }) => personId);
}

/** Tells a person, or everybody of an organisation, that a convention is open to them, unless they have it to read already. */
export async function notifyOpened(
  tx: Tx,
  record: RecordChange,
  granted: { changeId: string; conventionId: string; personId: string | null; organisationId: string | null },
): Promise<void> {
  const { changeId, conventionId, personId, organisationId } = granted;
  const kind = 'CONVENTION_OPENED' as const;
  const toldAlready = { some: { kind, conventionId, readAt: null } };
  const people = {
    ...(personId ? { id: personId } : { organisationId: organisationId ?? undefined }),
    NOT: { notifications: toldAlready },
  };
  await notify(tx, record, { kind, changeId, conventionId, people });
}

/** What was asked of people about a meeting is answered, or asked no more: nothing of it waits to be read. */
export async function settleNotices(
  tx: Tx,
  { kind, meetingId, personId }: { kind: NotificationKind; meetingId: string; personId?: string },
): Promise<void> {
  const where = { kind, meetingId, readAt: null, ...(personId && { personId }) };
  await tx.notification.updateMany({ where, data: { readAt: now() } });
}
