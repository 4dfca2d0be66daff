// What is said of an action, an engagement or an objective while the year goes: its status with its history, how far it
// is, its due day, who leads it, its dated notes. Reading them in lists is action-views.ts.

import { type ActionNote, Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { type Day, now, toColumn } from '../calendar.ts';
import { type AtOnce, type RecordChange, transact, transactAtOnce } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { conventionFor } from '../gate.ts';
import { isUuid, parseInput } from '../parse.ts';
import { visibleConventions, visiblePeople } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ActionRole, ActionStatus, ChangeKind } from '../vocabulary.ts';
import { type Place, placeFor, placeWith } from './followed-blocks.ts';
import { addActionNoteInput, addActionPartyInput, followActionInput, setActionPartiesInput } from './inputs.ts';

/** Locks the row of an action until the transaction ends; made when there was none. */
async function lockFollowUp(tx: Tx, { conventionId, blockId }: Place): Promise<void> {
  await tx.$executeRaw`
    insert into "ActionFollowUp" ("conventionId", "blockId") values (${conventionId}::uuid, ${blockId}::uuid) on conflict do nothing`;
  await tx.$queryRaw`
    select 1 from "ActionFollowUp" where "conventionId" = ${conventionId}::uuid and "blockId" = ${blockId}::uuid for update`;
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

/** Where an action stands before something is said of it; `version` 0 while nobody has said anything. */
interface Standing {
  status: ActionStatus;
  progress: number;
  dueOn: Day | null;
  version: number;
  /** What it had come to before it was done; null of one that is not. */
  beforeDone: number | null;
  /** The action's title, or the words it begins with. */
  named: string | null;
}

/** The columns that tell it, in a statement. */
const standingSql = ({ conventionId, blockId }: Place) => Prisma.sql`(
    select json_build_object('status', f.status, 'progress', f.progress, 'dueOn', f."dueOn", 'version', f.version,
      'beforeDone', case when f.status = 'DONE' then coalesce((
        select e.progress from "ActionStatusEntry" e
        where e."conventionId" = f."conventionId" and e."blockId" = f."blockId" and e.status <> 'DONE'
        order by e.at desc limit 1), 0) end)
    from "ActionFollowUp" f where f."conventionId" = ${conventionId}::uuid and f."blockId" = ${blockId}::uuid
  ) as said, (
    select coalesce(nullif(i.title, ''), i.text) from "ProgrammeItem" i
    where i."conventionId" = ${conventionId}::uuid and i."blockId" = ${blockId}::uuid
  ) as named`;

interface StandingRow {
  said: Omit<Standing, 'named'> | null;
  named: string | null;
}

const unsaid = { status: 'UPCOMING', progress: 0, dueOn: null, version: 0, beforeDone: null } as const;

const standingOf = ({ said, named }: StandingRow): Standing => ({ ...(said ?? unsaid), named });

/** Progress that goes with a status: what is done is done wholly, what is taken up again is as far as it was before. */
function progressFor(before: Standing, status: ActionStatus, progress: number | undefined): number {
  if (status === 'DONE') return 100;
  return progress ?? before.beforeDone ?? before.progress;
}

/** What is said of where an action stands; what is left out stays. */
export interface Said {
  status?: ActionStatus | undefined;
  progress?: number | undefined;
  dueOn?: string | null | undefined;
  /** The one that was read, where one was. */
  version?: number | null | undefined;
}

/** Where it stands once that is said, and whether its history tells of it; null where nothing changes. */
function standingAfter(before: Standing, { version, status = before.status, progress, dueOn = before.dueOn }: Said) {
  // A page that showed no row yet says version 0.
  if (version != null && version !== before.version)
    throw conflict('Quelqu’un a mis à jour cette action entre-temps. Relisez-la avant de recommencer.');
  const after = { status, progress: progressFor(before, status, progress), dueOn };
  const isMoved = after.status !== before.status || after.progress !== before.progress;
  if (before.version > 0 && !isMoved && after.dueOn === before.dueOn) return null;
  return { ...after, isMoved, version: before.version + 1 };
}

type After = NonNullable<ReturnType<typeof standingAfter>>;

/** Writes where an action stands with its history, in one statement; false when somebody else was first, and nothing is written. */
async function writeStanding(
  { written }: Pick<RecordChange, 'written'>,
  { viewer, place, before, after }: { viewer: Viewer; place: Place; before: Standing; after: After },
): Promise<boolean> {
  const { conventionId, blockId } = place;
  const { isMoved, version, ...stands } = after;
  const { status, progress, dueOn } = stands;
  const said =
    before.version === 0
      ? Prisma.sql`insert into "ActionFollowUp" ("conventionId", "blockId", status, progress, "dueOn", version)
          values (${conventionId}::uuid, ${blockId}::uuid, ${status}::"ActionStatus", ${progress}, ${dueOn}::date, ${version})
          on conflict do nothing returning version`
      : Prisma.sql`update "ActionFollowUp" set status = ${status}::"ActionStatus", progress = ${progress},
            "dueOn" = ${dueOn}::date, version = ${version}
          where "conventionId" = ${conventionId}::uuid and "blockId" = ${blockId}::uuid and version = ${before.version}
          returning version`;
  const details = { ...titleOf(before.named), ...stands, before: before.status };
  const change = {
    kind: 'action.changed',
    subject: 'Action',
    subjectId: blockId,
    conventionId,
    version,
    details,
  } as const;
  return written(
    change,
    (recorded) => Prisma.sql`
    with said as (${said}), change as (${recorded(Prisma.sql`said`)}), entry as (
      insert into "ActionStatusEntry" (id, "conventionId", "blockId", status, progress, "authorId")
      select gen_random_uuid(), ${conventionId}::uuid, ${blockId}::uuid, ${status}::"ActionStatus", ${progress}::int,
        ${viewer.personId}::uuid from said where ${isMoved}
    )
    select version from said`,
  );
}

/** How often it is tried to say something of an action of which others go on saying something at the same moment. */
const TRIES = 20;

/** Says it of a place that was judged. `stood`: where it was read to stand; what others say meanwhile is read and heard first. */
export async function followWithin(
  { ask, record }: AtOnce,
  { viewer, place, said, stood }: { viewer: Viewer; place: Place; said: Said; stood?: StandingRow },
): Promise<void> {
  let row = stood;
  for (let tries = 0; tries < TRIES; tries += 1) {
    row ??= (await ask<StandingRow>(Prisma.sql`select ${standingSql(place)}`))[0] as StandingRow;
    const before = standingOf(row);
    const after = standingAfter(before, said);
    if (!after || (await writeStanding(record, { viewer, place, before, after }))) return;
    row = undefined;
  }
  throw conflict('Cette action est mise à jour par d’autres au même moment. Recommencez.');
}

/** What this process is saying of each action at the moment. */
const underWay = new Map<string, Promise<unknown>>();

/** Says something of an action once what is under way of it is said: at the same moment, all but one would have to try again. */
async function inTurn(blockId: string, say: (isFirst: boolean) => Promise<void>): Promise<void> {
  const before = underWay.get(blockId);
  const said = before ? before.then(() => say(false)) : say(true);
  // Who said it is told of its failure; those who wait only wait for its end.
  const over = said.catch(() => undefined);
  underWay.set(blockId, over);
  await said.finally(() => underWay.get(blockId) === over && underWay.delete(blockId));
}

/**
 * Says where an action stands. What is given again changes nothing and leaves no entry; a form filled in from an older
 * version is refused, never merged.
 */
export async function followAction(viewer: Viewer, input: unknown): Promise<void> {
  const { version, status, progress, dueOn, ...given } = parseInput(followActionInput, input);
  const { place, besides } = await placeWith<StandingRow>(viewer, given, standingSql(given));
  const said = { version, status, progress, dueOn };
  await inTurn(place.blockId, (isFirst) =>
    // Where it stood is known already, unless others were saying something meanwhile.
    transactAtOnce(viewer, (within) =>
      followWithin(within, { viewer, place, said, ...(isFirst ? { stood: besides } : {}) }),
    ),
  );
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
