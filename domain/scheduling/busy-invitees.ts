// Who of those invited to a meeting has another one at a given time, for the slots of polls and for those that could be
// proposed: one statement for all of them. Of that other meeting nothing leaves this file, and the name of who must be there
// only for a viewer who sees its convention.

import { Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { can, visibleConventionsSql } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { PollView, SlotView } from './poll-views.ts';
import type { SlotWarning } from './slot-warnings.ts';

/** Somebody invited who has another meeting then. */
export interface BusyInvitee {
  inviteeId: string;
  required: boolean;
  /** Null unless they are required and the viewer may know where they are. */
  name: string | null;
}

interface Span {
  startsAt: Date;
  endsAt: Date;
}

/** By key of `spans`: who is called elsewhere at that time and has not refused, or waits there for a retained date. */
async function readBusy(viewer: Viewer, spans: Prisma.Sql, tx: Tx): Promise<Map<string, BusyInvitee[]>> {
  const rows = await tx.$queryRaw<(BusyInvitee & { key: string })[]>`
    select s.key, v.id as "inviteeId", v.required,
      case when v.required and bool_or(${visibleConventionsSql(viewer)}) then coalesce(who.name, v.name) end as name
    from (${spans}) s(key, "meetingId", "from", "to")
      join "Meeting" m on m."startsAt" < s."to" and m."endsAt" > s."from" and m.id <> s."meetingId"
      join "Convention" c on c.id = m."conventionId"
      join "Invitee" o on o."meetingId" = m.id and o."removedAt" is null and o.answer <> 'NO'
      join "Invitee" v on v."meetingId" = s."meetingId" and v."removedAt" is null
        and (v."personId" = o."personId" or v.email = o.email)
      left join "Person" who on who.id = v."personId"
    where m.state = 'CALLED' or (m.state = 'DRAFT' and exists (
      select 1 from "DatePoll" d where d."meetingId" = m.id and d."chosenSlotId" is not null))
    group by s.key, v.id, who.name
    order by coalesce(who.name, v.name), v.id`;
  const found = new Map<string, BusyInvitee[]>();
  for (const { key, ...busy } of rows) found.set(key, [...(found.get(key) ?? []), busy]);
  return found;
}

/** Those of one meeting at each of `spans`, in their order. The viewer was judged by who asks. */
export async function busyDuring(
  viewer: Viewer,
  meetingId: string,
  spans: readonly Span[],
): Promise<readonly BusyInvitee[][]> {
  const starts = spans.map(({ startsAt }) => startsAt.toISOString());
  const ends = spans.map(({ endsAt }) => endsAt.toISOString());
  const found = await readBusy(
    viewer,
    Prisma.sql`select place::text, ${meetingId}::uuid, "from", "to"
      from unnest(${starts}::timestamptz[], ${ends}::timestamptz[]) with ordinality given("from", "to", place)`,
    prisma,
  );
  return spans.map((_, index) => found.get(String(index + 1)) ?? []);
}

/** Those invited to the meetings of these slots, by slot; slots without any are left out. For who `isToldOfBusy`. */
export const busyAtSlots = (
  viewer: Viewer,
  slotIds: readonly string[],
  tx: Tx = prisma,
): Promise<Map<string, BusyInvitee[]>> =>
  readBusy(
    viewer,
    Prisma.sql`select id::text, "meetingId", "startsAt", "endsAt" from "Slot" where id = any(${[...slotIds]}::uuid[])`,
    tx,
  );

/** Who chooses the date is told who is busy, until it is chosen; others see the answers alone. */
export const isToldOfBusy = (viewer: Viewer, { meeting, closedAt }: PollView): boolean =>
  closedAt === null && can(viewer, 'meeting.organise', meeting.convention);

function countWords(unnamed: readonly BusyInvitee[], areOthers: boolean): string {
  const required = unnamed.filter((one) => one.required).length;
  const other = areOthers ? 'autre ' : '';
  if (unnamed.length === 1)
    return `Une ${other}personne invitée a une autre réunion à ce moment-là${required ? ', et sa présence est requise' : ''}.`;
  const subject = `${unnamed.length} ${areOthers ? 'autres ' : ''}personnes invitées`;
  return `${subject} ont une autre réunion à ce moment-là${required ? `, et la présence de ${required} d’entre elles est requise` : ''}.`;
}

/** What the other meetings of those invited say against a slot; who refused it has said so. */
export function busyWarnings({ votes }: SlotView, busy: readonly BusyInvitee[]): SlotWarning[] {
  const refused = new Set(votes.flatMap(({ invitee, answer }) => (answer === 'NO' ? [invitee.id] : [])));
  const there = busy.filter(({ inviteeId }) => !refused.has(inviteeId));
  const named = there.flatMap(({ name }) => name ?? []);
  const unnamed = there.filter(({ name }) => name === null);
  const words = [
    ...named.map((name) => `${name} a une autre réunion à ce moment-là, et sa présence est requise.`),
    ...(unnamed.length > 0 ? [countWords(unnamed, named.length > 0)] : []),
  ];
  return words.map((said) => ({ check: 'BUSY', words: said }));
}
