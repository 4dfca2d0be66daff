// What is said of an action, an engagement or an objective while the year goes: its status with its history, how far it
// is, its due day, who leads it, its dated notes. Reading them in lists is action-views.ts.

import type { ActionFollowUp, ActionNote } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { fromColumn, now, toColumn } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { conventionFor } from '../gate.ts';
import { isUuid, parseInput } from '../parse.ts';
import { visibleConventions, visiblePeople } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ActionRole, ActionStatus, ChangeKind } from '../vocabulary.ts';
import { type Place, placeFor } from './followed-blocks.ts';
import { addActionNoteInput, addActionPartyInput, followActionInput, setActionPartiesInput } from './inputs.ts';

/** `named`: the action's title, or the words it begins with. */
type Locked = ActionFollowUp & { isNew: boolean; named: string | null };

/** The row of an action as it was, locked until the transaction ends; made when there was none. One statement. */
async function lockFollowUp(tx: Tx, { conventionId, blockId }: Place): Promise<Locked> {
  const lock = () => tx.$queryRaw<Locked[]>`
    with made as (
      insert into "ActionFollowUp" ("conventionId", "blockId") values (${conventionId}::uuid, ${blockId}::uuid)
      on conflict do nothing returning *
    )
    select found.*, (
      select coalesce(nullif(item.title, ''), item.text) from "ProgrammeItem" item
      where item."conventionId" = found."conventionId" and item."blockId" = found."blockId"
    ) as named
    from (
      select made.*, true as "isNew" from made
      union all select known.*, false from (
        select * from "ActionFollowUp" where "conventionId" = ${conventionId}::uuid and "blockId" = ${blockId}::uuid for update
      ) known
    ) found`;
  // One that somebody made meanwhile is not there for the statement that waited for it, and is for the next.
  const found = (await lock())[0] ?? (await lock())[0];
  if (!found) throw notFound();
  return found;
}

/** Letters of a passage without a title that the history keeps, to know it again. */
const NAMED = 120;

const titleOf = (words: string | null | undefined) => (words ? { title: words.slice(0, NAMED) } : {});

/** Records what happened to an action, under its name of then: whoever reads the history is told which. */
async function recordAction(
  tx: Tx,
  record: RecordChange,
  kind: ChangeKind,
  {
    conventionId,
    blockId,
    version,
    details,
  }: Place & { version: number; details: Record<string, string | number | null> },
): Promise<void> {
  const where = { conventionId_blockId: { conventionId, blockId } };
  const item = await tx.programmeItem.findUnique({ where, select: { title: true, text: true } });
  await record({
    kind,
    subject: 'Action',
    subjectId: blockId,
    conventionId,
    version,
    details: { ...titleOf(item?.title || item?.text), ...details },
  });
}

/** Raises the version of an action whose parties or notes changed. */
const touch = (tx: Tx, { conventionId, blockId }: Place) =>
  tx.actionFollowUp.update({
    where: { conventionId_blockId: { conventionId, blockId } },
    data: { version: { increment: 1 } },
  });

/** How far an action is after it was done and is taken up again: what was said of it before. */
async function progressBefore(tx: Tx, { conventionId, blockId }: Place): Promise<number> {
  const last = await tx.actionStatusEntry.findFirst({
    where: { conventionId, blockId, status: { not: 'DONE' } },
    orderBy: { at: 'desc' },
  });
  return last?.progress ?? 0;
}

/** Progress that goes with a status: what is done is done wholly. */
async function progressFor(
  tx: Tx,
  before: ActionFollowUp,
  { status, progress }: { status: ActionStatus; progress: number | undefined },
): Promise<number> {
  if (status === 'DONE') return 100;
  if (progress !== undefined) return progress;
  return before.status === 'DONE' ? progressBefore(tx, before) : before.progress;
}

/** What is said of where an action stands; what is left out stays. */
export interface Said {
  status?: ActionStatus | undefined;
  progress?: number | undefined;
  dueOn?: string | null | undefined;
  /** The one that was read, where one was. */
  version?: number | null | undefined;
}

/** Says it in the running transaction, of a place that was judged. */
export async function followWithin(
  tx: Tx,
  record: RecordChange,
  { viewer, place, said }: { viewer: Viewer; place: Place; said: Said },
): Promise<ActionFollowUp> {
  const { version: read, status, progress, dueOn } = said;
  const { isNew, named, ...before } = await lockFollowUp(tx, place);
  // A page that showed no row yet says version 0.
  if (read != null && read !== (isNew ? 0 : before.version))
    throw conflict('Quelqu’un a mis à jour cette action entre-temps. Relisez-la avant de recommencer.');
  const next = { status: status ?? before.status, progress };
  const after = {
    status: next.status,
    progress: await progressFor(tx, before, next),
    dueOn: dueOn === undefined ? before.dueOn : dueOn === null ? null : toColumn(dueOn),
  };
  const isMoved = after.status !== before.status || after.progress !== before.progress;
  if (!isNew && !isMoved && before.dueOn?.getTime() === after.dueOn?.getTime()) return before;
  const version = before.version + (isNew ? 0 : 1);
  const dueDay = after.dueOn && fromColumn(after.dueOn);
  const details = { ...titleOf(named), ...after, before: before.status, dueOn: dueDay };
  const change = {
    kind: 'action.changed' as const,
    subject: 'Action',
    subjectId: place.blockId,
    conventionId: place.conventionId,
  };
  const { conventionId, blockId } = place;
  const [row] = await tx.$queryRaw<ActionFollowUp[]>`
    with change as (${record.part({ ...change, version, details })}), entry as (
      insert into "ActionStatusEntry" (id, "conventionId", "blockId", status, progress, "authorId")
      select gen_random_uuid(), ${conventionId}::uuid, ${blockId}::uuid, ${after.status}::"ActionStatus", ${after.progress},
        ${viewer.personId}::uuid where ${isMoved}
    )
    update "ActionFollowUp" set status = ${after.status}::"ActionStatus", progress = ${after.progress},
      "dueOn" = ${dueDay}::date, version = ${version}
    where "conventionId" = ${conventionId}::uuid and "blockId" = ${blockId}::uuid returning *`;
  return row as ActionFollowUp;
}

/**
 * Says where an action stands. What is given again changes nothing and leaves no entry; a form filled in from an older
 * version is refused, never merged.
 */
export async function followAction(viewer: Viewer, input: unknown): Promise<ActionFollowUp> {
  const { version, status, progress, dueOn, ...given } = parseInput(followActionInput, input);
  const place = await placeFor(viewer, given);
  const said = { version, status, progress, dueOn };
  return transact(viewer, (tx, record) => followWithin(tx, record, { viewer, place, said }));
}

/** One who leads an action or takes part: one of the three ids is given. */
export interface NewParty {
  role: ActionRole;
  personId?: string | null;
  unitId?: string | null;
  organisationId?: string | null;
}

const whoOf = ({ personId, unitId, organisationId }: NewParty) => personId ?? unitId ?? organisationId ?? '';

/** Refuses a party that does not exist or that the viewer may not know of. */
export async function demandParties(viewer: Viewer, parties: readonly NewParty[]): Promise<void> {
  const ids = (of: 'personId' | 'unitId' | 'organisationId') => [
    ...new Set(parties.flatMap((party) => party[of] ?? [])),
  ];
  const [personIds, unitIds, organisationIds] = [ids('personId'), ids('unitId'), ids('organisationId')];
  const [people, units, organisations] = await Promise.all([
    prisma.person.count({ where: { AND: [{ id: { in: personIds } }, visiblePeople(viewer)] } }),
    prisma.unit.count({ where: { id: { in: unitIds } } }),
    prisma.organisation.count({ where: { id: { in: organisationIds } } }),
  ]);
  if (people < personIds.length || units < unitIds.length || organisations < organisationIds.length)
    throw invalid({ parties: 'Une personne, un service ou un organisme choisi n’existe pas.' });
}

/** Says anew who leads an action and who takes part; one named twice in a role is named once. */
export async function setActionParties(viewer: Viewer, input: unknown): Promise<void> {
  const { parties, ...given } = parseInput(setActionPartiesInput, input);
  const place = await placeFor(viewer, given);
  await demandParties(viewer, parties);
  const wanted = new Map<string, NewParty>(parties.map((party) => [`${party.role} ${whoOf(party)}`, party]));
  await transact(viewer, async (tx, record) => {
    await lockFollowUp(tx, place);
    await tx.actionParty.deleteMany({ where: place });
    await tx.actionParty.createMany({ data: [...wanted.values()].map((party) => ({ ...place, ...party })) });
    const { version } = await touch(tx, place);
    await recordAction(tx, record, 'action.changed', { ...place, version, details: { parties: wanted.size } });
  });
}

/** Adds one in the running transaction, of a place and a party that were judged; who is named already stays named once. */
export async function addPartyWithin(
  tx: Tx,
  record: RecordChange,
  { place, party }: { place: Place; party: NewParty },
): Promise<void> {
  const { role, personId = null, unitId = null, organisationId = null } = party;
  const data = { ...place, role, personId, unitId, organisationId };
  await lockFollowUp(tx, place);
  if ((await tx.actionParty.count({ where: data })) > 0) return;
  await tx.actionParty.create({ data });
  const { version } = await touch(tx, place);
  await recordAction(tx, record, 'action.changed', { ...place, version, details: { role } });
}

/** Adds one who leads an action or takes part in it; who is named already stays named once. */
export async function addActionParty(viewer: Viewer, input: unknown): Promise<void> {
  const { conventionId, blockId, ...party } = parseInput(addActionPartyInput, input);
  const place = await placeFor(viewer, { conventionId, blockId });
  await demandParties(viewer, [party]);
  await transact(viewer, (tx, record) => addPartyWithin(tx, record, { place, party }));
}

/** Takes one who leads an action or takes part away, and gives back whose action it was. */
export async function removeActionParty(viewer: Viewer, partyId: string): Promise<Place> {
  const where = { id: partyId, followUp: { convention: visibleConventions(viewer) } };
  const party = isUuid(partyId) ? await prisma.actionParty.findFirst({ where }) : null;
  if (!party) throw notFound();
  const { conventionId, blockId } = party;
  await conventionFor(viewer, 'action.follow', conventionId);
  await transact(viewer, async (tx, record) => {
    await lockFollowUp(tx, party);
    const { count } = await tx.actionParty.deleteMany({ where: { id: partyId } });
    if (count === 0) return;
    const { version } = await touch(tx, party);
    await recordAction(tx, record, 'action.changed', { conventionId, blockId, version, details: { role: party.role } });
  });
  return { conventionId, blockId };
}

/** Adds a note of a day, which is today at the latest. */
export async function addActionNote(viewer: Viewer, input: unknown): Promise<ActionNote> {
  const { on, body, ...given } = parseInput(addActionNoteInput, input);
  const place = await placeFor(viewer, given);
  return transact(viewer, async (tx, record) => {
    await lockFollowUp(tx, place);
    const data = { ...place, on: toColumn(on), body, authorId: viewer.personId };
    const note = await tx.actionNote.create({ data });
    const { version } = await touch(tx, place);
    await recordAction(tx, record, 'action.noted', { ...place, version, details: { noteId: note.id, on } });
    return note;
  });
}

/** Withdraws a note: it is shown no more, and the history keeps that it was there. */
export async function withdrawActionNote(viewer: Viewer, noteId: string): Promise<Place> {
  const where = { id: noteId, withdrawnAt: null, followUp: { convention: visibleConventions(viewer) } };
  const note = isUuid(noteId) ? await prisma.actionNote.findFirst({ where }) : null;
  if (!note) throw notFound();
  const { conventionId, blockId } = note;
  await conventionFor(viewer, 'action.follow', conventionId);
  await transact(viewer, async (tx, record) => {
    await lockFollowUp(tx, note);
    const { count } = await tx.actionNote.updateMany({
      where: { id: noteId, withdrawnAt: null },
      data: { withdrawnAt: now() },
    });
    if (count === 0) return;
    const { version } = await touch(tx, note);
    await recordAction(tx, record, 'note.withdrawn', { conventionId, blockId, version, details: { noteId } });
  });
  return { conventionId, blockId };
}
