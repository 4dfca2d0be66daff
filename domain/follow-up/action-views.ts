// Reading the actions of one or many conventions: blocks marked as an action, an engagement or a deliverable, and whatever
// else is followed, with where each stands. One statement a page; parties, notes and history are read once for all of it.

import { type ActionNote, type ActionStatusEntry, type Person, Prisma } from '#generated/prisma/client.ts';
import { prisma, rowsOf } from '#prisma/client.ts';
import { today } from '../calendar.ts';
import { notFound } from '../errors.ts';
import { readActors } from '../history/activity.ts';
import { type Page, type PageRequest, pageOf, pageSize, placeAfter } from '../paging.ts';
import { isUuid, parseInput } from '../parse.ts';
import { type Parts, withoutParts } from '../parts.ts';
import { visibleConventionsSql } from '../permissions.ts';
import { alone } from '../several-lists.ts';
import type { Viewer } from '../viewers.ts';
import type { ActionStatus, Degree, ItemKind, ItemMark } from '../vocabulary.ts';
import { actionFilter } from './inputs.ts';

/** The axis or article that a block stands in. */
export interface ActionAxis {
  id: string;
  kind: ItemKind;
  number: string | null;
  title: string;
}

/** Where one block stands, as the statement gives it. */
export interface ActionRow {
  conventionId: string;
  conventionTitle: string;
  year: number;
  blockId: string;
  kind: ItemKind;
  mark: ItemMark | null;
  degree: Degree | null;
  number: string | null;
  text: string;
  position: number;
  /** As people said it. */
  status: ActionStatus;
  progress: number;
  dueOn: string | null;
  /** 0 while nobody has said anything. */
  version: number;
  /** The due day is over and it is neither done nor abandoned, or people say that it is late. */
  isLate: boolean;
  axis: ActionAxis | null;
  objective: ActionAxis | null;
}

/** One who leads an action or takes part: one of the three is there. */
export type NamedParty = Prisma.ActionPartyGetPayload<{ include: typeof party }>;

const party = {
  person: { include: { organisation: true } },
  unit: { include: { organisation: true } },
  organisation: true,
};

/** Something written by somebody, who may be gone. */
export type By<Row> = Row & { author: Person | null };

/** An action with the means to read the rest of it, once for all the actions of one answer. */
export interface Action extends ActionRow {
  /** Who leads it, then who takes part. */
  parties(): Promise<NamedParty[]>;
  /** Latest day first. */
  notes(): Promise<By<ActionNote>[]>;
  /** Latest first. */
  history(): Promise<By<ActionStatusEntry>[]>;
}

/** Blocks that promise something to be done. */
const promising = Prisma.sql`('ACTION', 'COMMITMENT', 'DELIVERABLE')`;

/** Whether `f` is late on a day: the one place that says so, for lists and for counts. */
export const lateOn = (day: string) => Prisma.sql`
  (coalesce(f.status = 'LATE', false)
    or coalesce(f."dueOn" < ${day}::date and f.status not in ('DONE', 'ABANDONED'), false))`;

/** Items `i` of conventions `c` with their follow-up `f`, that are actions. */
export const actionsFrom = Prisma.sql`
  "ProgrammeItem" i join "Convention" c on c.id = i."conventionId"
  left join "ActionFollowUp" f on f."conventionId" = i."conventionId" and f."blockId" = i."blockId"`;

/** What makes an item an action: what it promises, or that somebody follows it. */
export const isAction = Prisma.sql`
  i."archivedAt" is null and c."archivedAt" is null and (i.mark in ${promising} or f."blockId" is not null)`;

const nearest = (kinds: Prisma.Sql) => Prisma.sql`
  (select json_build_object('id', a."blockId", 'kind', a.kind, 'number', a.number, 'title', a.title)
   from "ProgrammeItem" a where a."conventionId" = page."conventionId" and a."archivedAt" is null
     and a.position <= page.position and a.kind in ${kinds} order by a.position desc limit 1)`;

/** What of an action is read where it is asked for: the axis or article and the objective that it stands in. */
const actionParts = ['headings'] as const;

export type ActionPart = (typeof actionParts)[number];

export type ActionParts = Parts<ActionPart>;

const allParts: ActionParts = new Set(actionParts);

const headingsSql = Prisma.sql`, ${nearest(Prisma.sql`('AXIS', 'ARTICLE')`)} as axis,
  ${nearest(Prisma.sql`('AXIS', 'ARTICLE', 'OBJECTIVE')`)} as objective`;

async function read(which: Prisma.Sql, limit: number, parts = allParts): Promise<Action[]> {
  const statement = Prisma.sql`
    select page.* ${parts.has('headings') ? headingsSql : Prisma.empty}
    from (
      select i."conventionId", c.title as "conventionTitle", c.year, i."blockId", i.kind, i.mark, i.degree, i.number,
        i.text, i.position, coalesce(f.status, 'UPCOMING') as status, coalesce(f.progress, 0) as progress,
        f."dueOn"::text as "dueOn", coalesce(f.version, 0) as version, ${lateOn(today())} as "isLate"
      from ${actionsFrom} where ${which}
      order by c.year desc, c.id, i.position, i."blockId" limit ${limit}
    ) page order by page.year desc, page."conventionId", page.position, page."blockId"`;
  const rows = await rowsOf<ActionRow>(statement);
  if (parts.has('headings')) for (const row of rows) if (row.objective?.kind !== 'OBJECTIVE') row.objective = null;
  return withRest(rows, parts);
}

/** Who is named by an action `f` in this way. */
const named = (condition: Prisma.Sql) => Prisma.sql`exists (
  select 1 from "ActionParty" p left join "Unit" u on u.id = p."unitId" left join "Person" h on h.id = p."personId"
  where p."conventionId" = i."conventionId" and p."blockId" = i."blockId" and ${condition})`;

/** The viewer, the service they work in, or their whole organisation leads it. */
const ledBy = (viewer: Viewer) =>
  named(Prisma.sql`p.role = 'PILOT' and (p."personId" = ${viewer.personId}::uuid
    or p."unitId" = (select m."unitId" from "Person" m where m.id = ${viewer.personId}::uuid)
    or p."organisationId" = ${viewer.organisationId}::uuid)`);

/** Of this organisation: it, one of its services or one of its people is named. */
export const ofOrganisation = (organisationId: string) =>
  named(Prisma.sql`(p."organisationId" = ${organisationId}::uuid or u."organisationId" = ${organisationId}::uuid
    or h."organisationId" = ${organisationId}::uuid)`);

/** Of this territory: one of its houses is named, or somebody who works there. */
export const ofTerritory = (territory: string) =>
  named(Prisma.sql`(u.territory = ${territory}::"Territory"
    or exists (select 1 from "Unit" w where w.id = h."unitId" and w.territory = ${territory}::"Territory"))`);

/** Below an axis or an article, before the next one. */
const inAxis = (axisId: string) => Prisma.sql`exists (
  select 1 from "ProgrammeItem" a where a."conventionId" = i."conventionId" and a."blockId" = ${axisId}::uuid
    and a.position <= i.position and not exists (
      select 1 from "ProgrammeItem" b where b."conventionId" = i."conventionId" and b."archivedAt" is null
        and b.kind in ('AXIS', 'ARTICLE') and b.position > a.position and b.position <= i.position))`;

/** Each word is in the block's own words. */
const saying = (words: string) =>
  words
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => Prisma.sql`i.text ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);

const afterKey = (list: string, page: PageRequest) => {
  const place = placeAfter(list, page);
  if (!place) return [];
  const { year, conventionId, position, id } = place;
  return [
    Prisma.sql`(c.year < ${year} or (c.year = ${year}
      and (c.id, i.position, i."blockId") > (${conventionId}::uuid, ${position}, ${id}::uuid)))`,
  ];
};

/** The actions that `viewer` sees, latest year first, in reading order. */
export async function listActions(
  viewer: Viewer,
  { filter, ...page }: PageRequest & { filter?: unknown },
  parts?: ActionParts,
): Promise<Page<Action>> {
  const chosen = parseInput(actionFilter, filter ?? {});
  const { conventionId, status, isLate, mark, axisId, organisationId, territory, mine, words } = chosen;
  const list = conventionId ? `actions ${conventionId}` : 'actions';
  const late = lateOn(today());
  const conditions = [
    isAction,
    visibleConventionsSql(viewer),
    ...(conventionId ? [Prisma.sql`c.id = ${conventionId}::uuid`] : []),
    // What is shown as late is found as late, whatever people last said.
    ...(status === 'LATE' ? [late] : []),
    ...(status && status !== 'LATE'
      ? [Prisma.sql`coalesce(f.status, 'UPCOMING') = ${status}::"ActionStatus" and not ${late}`]
      : []),
    ...(isLate ? [late] : []),
    ...(mark ? [Prisma.sql`i.mark = ${mark}::"ItemMark"`] : []),
    ...(axisId ? [inAxis(axisId)] : []),
    ...(organisationId ? [ofOrganisation(organisationId)] : []),
    ...(territory ? [ofTerritory(territory)] : []),
    ...(mine ? [ledBy(viewer)] : []),
    ...saying(words ?? ''),
    ...afterKey(list, page),
  ];
  const size = pageSize(page);
  const found = await read(Prisma.join(conditions, ' and '), size + 1, parts);
  return pageOf(list, found, size, ({ year, conventionId: convention, position, blockId }) => ({
    sortKey: `${year} ${convention} ${position}`,
    id: blockId,
  }));
}

type Keyed = { conventionId: string; blockId: string };

const keyOf = ({ conventionId, blockId }: Keyed) => `${conventionId} ${blockId}`;

/** Of one place the planner knows that it is one. */
function at(places: readonly Keyed[]): Prisma.Sql {
  const [one, ...others] = places;
  if (one && others.length === 0)
    return Prisma.sql`i."conventionId" = ${one.conventionId}::uuid and i."blockId" = ${one.blockId}::uuid`;
  const [conventionIds, blockIds] = [places.map((place) => place.conventionId), places.map((place) => place.blockId)];
  return Prisma.sql`(i."conventionId", i."blockId") in (select * from unnest(${conventionIds}::uuid[], ${blockIds}::uuid[]))`;
}

/** Actions, or any other blocks that may be followed, in this order; NOT_FOUND when one is unseen or gone from the text. */
export async function readActions(viewer: Viewer, places: readonly Keyed[], parts?: ActionParts): Promise<Action[]> {
  if (!places.every(({ conventionId, blockId }) => isUuid(conventionId) && isUuid(blockId))) throw notFound();
  const which = Prisma.sql`${visibleConventionsSql(viewer)} and i."archivedAt" is null and ${at(places)}`;
  const found = new Map((await read(which, places.length, parts)).map((action) => [keyOf(action), action]));
  return places.map((place) => {
    const action = found.get(keyOf(place));
    if (!action) throw notFound();
    return action;
  });
}

/** One of them. */
export const readAction = (viewer: Viewer, place: Keyed, parts?: ActionParts): Promise<Action> =>
  alone(readActions(viewer, [place], parts));

/** Actions by « convention block »; what is gone from the text, or what the viewer does not see, is left out. */
export async function findActions(viewer: Viewer, places: readonly string[]): Promise<Map<string, Action>> {
  const named = places
    .map((place) => place.split(' '))
    .map(([conventionId = '', blockId = '']) => ({ conventionId, blockId }));
  const which = Prisma.sql`${visibleConventionsSql(viewer)} and ${isAction} and ${at(named)}`;
  return new Map((await read(which, places.length)).map((action) => [keyOf(action), action]));
}

/** The rows of each action, read for all of them the first time one is asked for. */
function readOnce<Row extends Keyed>(readAll: () => Promise<Row[]>) {
  let reading: Promise<Map<string, Row[]>> | undefined;
  const group = (rows: Row[]) => {
    const groups = new Map<string, Row[]>();
    for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
    return groups;
  };
  return async (action: Keyed): Promise<Row[]> => {
    reading ??= readAll().then(group);
    return (await reading).get(keyOf(action)) ?? [];
  };
}

async function withAuthors<Row extends { authorId: string }>(reading: Promise<Row[]>): Promise<By<Row>[]> {
  const rows = await reading;
  const people = await readActors(rows.map(({ authorId }) => authorId));
  return rows.map((row) => ({ ...row, author: people.get(row.authorId) ?? null }));
}

function withRest(rows: readonly ActionRow[], parts: ActionParts): Action[] {
  const where = {
    conventionId: { in: [...new Set(rows.map(({ conventionId }) => conventionId))] },
    blockId: { in: rows.map(({ blockId }) => blockId) },
  };
  const parties = readOnce(() =>
    prisma.actionParty.findMany({ where, include: party, orderBy: [{ role: 'asc' }, { id: 'asc' }] }),
  );
  const notes = readOnce(() =>
    withAuthors(
      prisma.actionNote.findMany({ where: { ...where, withdrawnAt: null }, orderBy: [{ on: 'desc' }, { id: 'desc' }] }),
    ),
  );
  const history = readOnce(() =>
    withAuthors(prisma.actionStatusEntry.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }] })),
  );
  const unread = parts.has('headings') ? [] : (['axis', 'objective'] as const);
  return rows.map((row) => {
    const rest = { parties: () => parties(row), notes: () => notes(row), history: () => history(row) };
    return withoutParts(Object.assign(row, rest), unread);
  });
}
