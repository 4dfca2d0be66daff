// What was found as it is shown: its title and the passage that answers with the words marked, where it is, and what its
// address is made of. The entries were judged by search.ts.
import { Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import type { ItemKind } from '../vocabulary.ts';
import type { SearchKind } from './inputs.ts';

const { sql } = Prisma;

/** A stretch of a quoted passage. */
export interface Segment {
  text: string;
  isMatch: boolean;
}

interface Row {
  id: string;
  kind: SearchKind;
  /** Of the thing. */
  subjectId: string;
  /** Of what holds it: the thread of a comment, the meeting of a decision, else the convention or the thing itself. */
  scopeId: string;
  conventionId: string | null;
  conventionTitle: string | null;
  year: number | null;
  /** The block of the convention that it is, or is about. */
  blockId: string | null;
  /** The article, or what is above one, that this block is or stands under. */
  heading: { kind: ItemKind; number: string | null; title: string } | null;
  meetingTitle: string | null;
  meetingAt: Date | null;
  /** Who wrote it, of a comment. */
  authorName: string | null;
  /** Of a person, or the organisation itself. */
  organisationId: string | null;
}

/** One thing that was found. */
export interface Hit extends Row {
  title: Segment[];
  passage: Segment[];
}

/**
 * Around the words that match, in what PostgreSQL quotes. It escapes nothing, so they are characters that no text has:
 * of the private use area, taken out of the text before it is quoted. So is what stands for « < », because PostgreSQL
 * leaves out what looks like a tag.
 */
const FROM = '\uE000';
const TO = '\uE001';
const LESS = '\uE002';

/** A text of so many characters is quoted whole. */
const SHORT = 280;

const whole = `HighlightAll=true, StartSel=${FROM}, StopSel=${TO}`;
const fragments = `MaxFragments=2, MinWords=14, MaxWords=32, ShortWord=0, FragmentDelimiter=" … ", StartSel=${FROM}, StopSel=${TO}`;

const quoted = (column: Prisma.Sql, query: string) => {
  const text = sql`translate(${column}, ${`<${FROM}${TO}${LESS}`}, ${LESS})`;
  return sql`ts_headline('fr', ${text}, ${query}::tsquery, case when length(${column}) <= ${SHORT} then ${whole} else ${fragments} end)`;
};

function segmentsOf(words: string): Segment[] {
  const segments = words.replaceAll(LESS, '<').split(/(\uE000[^\uE001]*\uE001)/);
  return segments.flatMap((text): Segment[] => {
    if (text === '') return [];
    return text.startsWith(FROM) ? [{ text: text.slice(1, -1), isMatch: true }] : [{ text, isMatch: false }];
  });
}

/** The block that an entry `e` is or is about. */
const blockOf = sql`case e.source
  when 'item' then e."subjectId"
  when 'action_note' then e."scopeId"
  when 'comment' then (select t."blockId" from "Thread" t where t.id = e."scopeId")
  when 'deliverable' then (select d."blockId" from "Deliverable" d where d.id = e."subjectId")
  when 'obligation' then (select ob."blockId" from "Obligation" ob where ob.id = e."subjectId") end`;

const headingOf = sql`
  select json_build_object('kind', h.kind, 'number', h.number, 'title', h.title) as heading
  from "ProgrammeItem" i join "ProgrammeItem" h on h."conventionId" = i."conventionId" and h."archivedAt" is null
    and h.position <= i.position and h.kind in ('ARTICLE', 'AXIS', 'OBJECTIVE')
  where i."conventionId" = e."conventionId" and i."blockId" = b."blockId" and i."archivedAt" is null
  order by h.position desc limit 1`;

const authorOf = sql`
  select h.name from "Comment" m join "Person" h on h.id = m."authorId" where m.id = e."subjectId"`;

/** These entries as they answer a query, in the same order. */
export async function readHits(ids: readonly string[], query: string): Promise<Hit[]> {
  if (ids.length === 0) return [];
  const rows = await prisma.$queryRaw<(Row & { title: string; passage: string })[]>`
    select e.id, e.kind, e."subjectId", e."scopeId", e."conventionId", c.title as "conventionTitle", c.year,
      b."blockId", p.heading, m.title as "meetingTitle", m."startsAt" as "meetingAt",
      case when e.source = 'comment' then (${authorOf}) end as "authorName",
      case e.source when 'organisation' then e."subjectId"
        when 'person' then (select h."organisationId" from "Person" h where h.id = e."subjectId") end as "organisationId",
      ${quoted(sql`e.title`, query)} as title,
      -- What is searched in it besides is the same name in parts.
      case when e.source = 'file' then '' else ${quoted(sql`e.body`, query)} end as passage
    from unnest(${ids}::uuid[]) with ordinality as o(id, rank) join "SearchEntry" e on e.id = o.id
      left join "Convention" c on c.id = e."conventionId"
      left join "Meeting" m on m.id = e."scopeId" and e.source in ('meeting', 'agenda', 'outcome', 'notes')
      cross join lateral (select ${blockOf} as "blockId") b
      left join lateral (${headingOf}) p on true
    order by o.rank`;
  return rows.map((row) => ({ ...row, title: segmentsOf(row.title), passage: segmentsOf(row.passage) }));
}
