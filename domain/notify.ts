// Telling people in the transaction of what happened, once of each change. Verbs of every room call it; nothing here decides
// what is worth telling, and what a person reads of it is notifications/.

import type { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#prisma/client.ts';
import type { RecordChange } from './changes.ts';
import { peopleWhoSee } from './permissions.ts';
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

/** Tells people in the running transaction; answers whom. Who was already told of the same change is left out. */
export async function notify(tx: Tx, record: RecordChange, notice: Notice): Promise<string[]> {
  const { kind, changeId, conventionId, threadId, occurrenceId, meetingId, people } = notice;
  const { actorId } = await tx.change.findUniqueOrThrow({ where: { id: changeId }, select: { actorId: true } });
  const told = await tx.person.findMany({
    where: {
      AND: [peopleWhoSee(conventionId), people],
      ...(actorId ? { id: { not: actorId } } : {}),
      notifications: { none: { changeId } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const created = await tx.notification.createManyAndReturn({
    data: told.map(({ id }) => ({ personId: id, kind, changeId, conventionId, threadId, occurrenceId, meetingId })),
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
