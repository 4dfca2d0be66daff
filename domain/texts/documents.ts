// How a co-edited text is kept: a head row with its sequence, committed updates, one snapshot of the older ones, and whose
// Yjs client ids are. Called by realtime/ (every keystroke) and by the verbs that make or freeze a text. To it, updates are
// bytes. Hot, so it writes its own SQL; why it is safe is in docs/decisions.

import type pg from 'pg';
import { parseUpdateMeta } from 'yjs';
import type { DocumentKind } from '#generated/prisma/client.ts';
import { keepsStatements, pool, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import type { Sitting } from './sittings.ts';

/** A text as stored: what `snapshot` and then `updates` make, in order. */
export interface StoredDocument {
  /** Sequence of the last committed update. */
  sequence: number;
  frozen: boolean;
  /** Sequence up to which `snapshot` holds everything; 0 with no snapshot. */
  snapshotSequence: number;
  snapshot: Uint8Array | null;
  updates: Uint8Array[];
}

/** One row to append. Null author: the platform itself. */
export interface UpdateRow {
  bytes: Uint8Array;
  authorId: string | null;
}

/** Rows for one text, with the Yjs client ids they use for the first time. */
export interface DocumentWrite {
  documentId: string;
  rows: UpdateRow[];
  newClients: { clientId: number; personId: string | null }[];
}

/** What became of a write: the sequence of its first row, or why there is none; `foreign-client`: an id is another person's. */
export type WriteOutcome = number | 'frozen' | 'missing' | 'foreign-client';

/** A query without an answer for this long has lost its connection. */
const QUERY_TIMEOUT_MS = 15_000;

/** Runs one statement. Not the driver's `binary` mode: it decodes every value as UTF-8 first, which no bytes survive. */
async function query<Row extends object>({
  name,
  ...statement
}: {
  name?: string;
  text: string;
  values: unknown[];
}): Promise<Row[]> {
  // The driver's own types do not know this option of a query.
  const config: pg.QueryConfig & { query_timeout: number } = {
    ...statement,
    ...(keepsStatements ? { name } : {}),
    query_timeout: QUERY_TIMEOUT_MS,
  };
  return (await pool.query<Row>(config)).rows;
}

/** Yjs client ids one person may have in one text: three new tabs an hour, working days, for years. */
export const CLIENTS_OF_A_PERSON = 20_000;

/** Makes an empty text, or one that starts with `bytes` (a Yjs V1 update, made by the platform itself). */
export async function createDocument(
  tx: Tx,
  { kind, bytes }: { kind: DocumentKind; bytes?: Uint8Array },
): Promise<string> {
  // Unbound, the ids under which the platform wrote could be taken by the first person who claims them.
  const clientIds = bytes ? [...parseUpdateMeta(bytes).to.keys()] : [];
  const { id } = await tx.document.create({
    data: {
      kind,
      sequence: bytes ? 1 : 0,
      snapshot: bytes ? { create: { sequence: 1, bytes: new Uint8Array(bytes) } } : undefined,
      clients: { create: clientIds.map((clientId) => ({ clientId })) },
    },
  });
  return id;
}

/** From the commit of `tx` on, no write of any door changes the text. Gives the sequence it stops at. */
export async function freezeDocument(tx: Tx, documentId: string): Promise<number> {
  const { sequence } = await tx.document.update({ where: { id: documentId }, data: { frozenAt: now() } });
  return Number(sequence);
}

/** A Yjs V1 update in which there is nothing. */
const EMPTY_UPDATE = new Uint8Array(2);

/** The same bytes as the driver takes them. */
const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Splits bytes that one column gave as a whole. */
function split(bytes: Uint8Array | null, lengths: number[] | null): Uint8Array[] {
  let end = 0;
  return (lengths ?? []).map((length) => {
    end += length;
    return (bytes as Uint8Array).subarray(end - length, end);
  });
}

type LoadedRow = StoredDocument & { isSequence: boolean; tail: Uint8Array | null; lengths: number[] | null };

// One statement: between two, a compaction would leave a hole. One row whatever the number of updates: reading is quick.
const LOAD = `
  select d.sequence::float8 as sequence, d."frozenAt" is not null as frozen, d."isSequence", s.bytes as snapshot,
    coalesce(s.sequence, 0)::float8 as "snapshotSequence", tail.bytes as tail, tail.lengths
  from "Document" d
  left join "DocumentSnapshot" s on s."documentId" = d.id
  left join lateral (
    select string_agg(u.bytes, ''::bytea order by u.sequence) as bytes,
      array_agg(length(u.bytes) order by u.sequence) as lengths
    from "DocumentUpdate" u where u."documentId" = d.id and u.sequence > coalesce(s.sequence, 0)
  ) tail on true
  where d.id = $1::uuid`;

/** What a row says; throws for a text of the other form, which would be read as an empty one and written over. */
function loaded([row]: LoadedRow[], asSequence = true): StoredDocument | null {
  if (!row) return null;
  const { tail, lengths, isSequence, ...stored } = row;
  if (isSequence !== asSequence) throw new Error('This text is not of the form that was asked for.');
  return { ...stored, updates: split(tail, lengths) };
}

/** Reads a text as of one moment; null when there is none. */
export const loadDocument = async (documentId: string): Promise<StoredDocument | null> =>
  loaded(await query<LoadedRow>({ name: 'load-document', text: LOAD, values: [documentId] }));

/** The same inside a transaction, which sees what it wrote itself. */
export const loadDocumentWithin = async (tx: Tx, documentId: string): Promise<StoredDocument | null> =>
  loaded(await tx.$queryRawUnsafe<LoadedRow[]>(LOAD, documentId));

/**
 * The updates after the sequence `after`, before `before` where that is said, in order. Null: some of them are in the snapshot
 * by now, or the text is gone.
 */
export async function readUpdates(
  documentId: string,
  { after, before }: { after: number; before?: number },
): Promise<Uint8Array[] | null> {
  const [row] = await query<{ last: number; tail: Uint8Array | null; lengths: number[] | null }>({
    name: 'read-updates',
    text: `
      select least(d.sequence, $3::bigint - 1)::float8 as last, tail.bytes as tail, tail.lengths
      from "Document" d left join lateral (
        select string_agg(u.bytes, ''::bytea order by u.sequence) as bytes,
          array_agg(length(u.bytes) order by u.sequence) as lengths
        from "DocumentUpdate" u where u."documentId" = d.id and u.sequence > $2 and u.sequence < coalesce($3::bigint, u.sequence + 1)
      ) tail on true
      where d.id = $1::uuid`,
    values: [documentId, after, before ?? null],
  });
  const updates = split(row?.tail ?? null, row?.lengths ?? null);
  return row && updates.length === Math.max(0, row.last - after) ? updates : null;
}

/** How far a text is, and whether it is signed. */
export interface DocumentHead {
  id: string;
  sequence: number;
  frozen: boolean;
}

/** How far these texts are now; those that are gone are absent. */
export const readHeads = (documentIds: readonly string[]): Promise<DocumentHead[]> =>
  query<DocumentHead>({
    name: 'read-heads',
    text: `select id, sequence::float8 as sequence, "frozenAt" is not null as frozen
      from "Document" where id = any($1::uuid[])`,
    values: [documentIds],
  });

/** Ids of at most `most` texts of the former form, in their order, after `after`. For former-texts.ts alone, as the next two. */
export async function listFormerDocuments(after: string | null, most: number): Promise<string[]> {
  const rows = await query<{ id: string }>({
    text: `select id from "Document" where not "isSequence" and ($1::uuid is null or id > $1) order by id limit $2`,
    values: [after, most],
  });
  return rows.map(({ id }) => id);
}

/** Holds the row of a text of the former form and reads it; null when it was converted meanwhile. */
export async function holdFormerDocument(tx: Tx, documentId: string): Promise<StoredDocument | null> {
  const held = await tx.$queryRaw<{ isSequence: boolean }[]>`
    select "isSequence" from "Document" where id = ${documentId}::uuid for update`;
  if (held[0]?.isSequence !== false) return null;
  return loaded(await tx.$queryRawUnsafe<LoadedRow[]>(LOAD, documentId), false);
}

/**
 * Puts `bytes`, a sequence written by `clientIds`, in the place of what a held text was, at the same sequence number.
 * Who wrote which row stays until the next compaction: what is not yet projected is told with its authors.
 */
export async function replaceFormerDocument(
  tx: Tx,
  documentId: string,
  { bytes, clientIds }: { bytes: Uint8Array; clientIds: readonly number[] },
): Promise<void> {
  await tx.$executeRaw`
    insert into "DocumentSnapshot" ("documentId", sequence, bytes)
    select id, sequence, ${asBuffer(bytes)} from "Document" where id = ${documentId}::uuid
    on conflict ("documentId") do update set sequence = excluded.sequence, bytes = excluded.bytes, "createdAt" = now()`;
  await tx.$executeRaw`
    update "DocumentUpdate" set bytes = ${asBuffer(EMPTY_UPDATE)} where "documentId" = ${documentId}::uuid`;
  // Nothing in the text is of a former client any more, so that an id of ours that was somebody's is ours.
  await tx.$executeRaw`
    insert into "DocumentClient" ("documentId", "clientId")
    select ${documentId}::uuid, unnest(${[...clientIds]}::bigint[])
    on conflict ("documentId", "clientId") do update set "personId" = null`;
  await tx.$executeRaw`update "Document" set "isSequence" = true where id = ${documentId}::uuid`;
}

/** Whose the given Yjs client ids are; unknown ones are absent. */
export async function clientOwners(documentId: string, clientIds: number[]): Promise<Map<number, string | null>> {
  const rows = await query<{ clientId: string; personId: string | null }>({
    name: 'client-owners',
    text: 'select "clientId", "personId" from "DocumentClient" where "documentId" = $1 and "clientId" = any($2::bigint[])',
    values: [documentId, clientIds],
  });
  return new Map(rows.map(({ clientId, personId }) => [Number(clientId), personId]));
}

/** How many Yjs client ids a person has in a text. */
export async function countClients(documentId: string, personId: string): Promise<number> {
  const [row] = await query<{ count: number }>({
    name: 'count-clients',
    text: 'select count(*)::int as count from "DocumentClient" where "documentId" = $1 and "personId" = $2',
    values: [documentId, personId],
  });
  return row?.count ?? 0;
}

/**
 * Gives the next sequence numbers, stores the rows and binds the client ids: one statement, so all or nothing, without a
 * gap. `heads` says which head rows may be taken.
 */
const appendStatement = (heads: string) => `
  with incoming as (
    select w.document, w.rank, w.author,
      substring($5::bytea from (1 + sum(w.length) over (order by w.place) - w.length)::int for w.length) as bytes
    from unnest($1::uuid[], $2::int[], $3::uuid[], $4::int[]) with ordinality
      as w(document, rank, author, length, place)
  ), counted as (
    select document, count(*) as rows from incoming group by document
  ), head as (
    update "Document" d set sequence = d.sequence + counted.rows from counted
    where d.id = counted.document and d."frozenAt" is null ${heads}
    returning d.id, d.sequence - counted.rows as base
  ), kept as (
    insert into "DocumentUpdate" ("documentId", sequence, bytes, "authorId")
    select head.id, head.base + incoming.rank, incoming.bytes, incoming.author
    from incoming join head on head.id = incoming.document
  ), bound as (
    insert into "DocumentClient" as kept ("documentId", "clientId", "personId")
    select head.id, c.client, c.person
    from unnest($6::uuid[], $7::bigint[], $8::uuid[]) as c(document, client, person) join head on head.id = c.document
    -- The same person's it may be already; another's becomes null, which the column refuses, and with it the statement (R24).
    on conflict ("documentId", "clientId") do update set "clientId" =
      case when kept."personId" is not distinct from excluded."personId" then kept."clientId" end
  )
  select id, (base + 1)::float8 as first from head`;

const APPEND_ONE = { name: 'append-one', text: appendStatement('') };

// A head row that a long transaction holds (a signature in progress) must not hold up everybody else's text.
const APPEND_MANY = {
  name: 'append-many',
  text: appendStatement('and d.id in (select id from "Document" where id = any($1) for update skip locked)'),
};

// What a keystroke nearly always is, one row under a client id that is known, takes a third less of the database this way.
const APPEND_ROW = {
  name: 'append-row',
  text: `with head as (update "Document" set sequence = sequence + 1 where id =
      (select id from "Document" where id = $1 and "frozenAt" is null for update skip locked) returning id, sequence)
    insert into "DocumentUpdate" ("documentId", sequence, bytes, "authorId")
    select id, sequence, $2, $3 from head returning sequence::float8 as first`,
};

async function append(statement: { name: string; text: string }, writes: DocumentWrite[]) {
  const rows = writes.flatMap(({ documentId, rows }) =>
    rows.map((row, index) => ({ ...row, documentId, rank: index + 1 })),
  );
  const clients = writes.flatMap(({ documentId, newClients }) => newClients.map((bound) => ({ ...bound, documentId })));
  const found = await query<{ id: string; first: number }>({
    ...statement,
    values: [
      rows.map((row) => row.documentId),
      rows.map((row) => row.rank),
      rows.map((row) => row.authorId),
      rows.map(({ bytes }) => bytes.length),
      // One parameter for all the bytes: as elements of an array the driver would write them in hexadecimal.
      Buffer.concat(rows.map(({ bytes }) => bytes)),
      clients.map((client) => client.documentId),
      clients.map((client) => client.clientId),
      clients.map((client) => client.personId),
    ],
  });
  return new Map(found.map(({ id, first }) => [id, first]));
}

async function whyNot(documentId: string): Promise<'frozen' | 'missing'> {
  const rows = await query({ text: 'select 1 from "Document" where id = $1', values: [documentId] });
  return rows.length > 0 ? 'frozen' : 'missing';
}

/** What PostgreSQL says of a client id that became null. */
const isForeignClient = (error: unknown): boolean => {
  const { code, column } = error as { code?: string; column?: string };
  return code === '23502' && column === 'clientId';
};

/** Appends to one text. When it resolves, the rows are durable; when it throws, they may or may not be. */
export async function appendUpdates(write: DocumentWrite): Promise<WriteOutcome> {
  try {
    const firsts = await append(APPEND_ONE, [write]);
    return firsts.get(write.documentId) ?? (await whyNot(write.documentId));
  } catch (error) {
    if (isForeignClient(error)) return 'foreign-client';
    throw error;
  }
}

/**
 * Appends to several texts (each at most once) in one commit; null for a text that is to be appended to alone: its head row is
 * held, or one of them claims a client id that is another person's.
 */
export async function appendToMany(writes: DocumentWrite[]): Promise<(number | null)[]> {
  const [only, ...others] = writes;
  const [row, ...more] = only?.rows ?? [];
  if (only && row && others.length + more.length + only.newClients.length === 0) {
    const values = [only.documentId, asBuffer(row.bytes), row.authorId];
    return [(await query<{ first: number }>({ ...APPEND_ROW, values }))[0]?.first ?? null];
  }
  try {
    const firsts = await append(APPEND_MANY, writes);
    return writes.map(({ documentId }) => firsts.get(documentId) ?? null);
  } catch (error) {
    if (isForeignClient(error)) return writes.map(() => null);
    throw error;
  }
}

/**
 * Replaces all updates up to `sequence` by `bytes`, which must hold them all, and keeps `sittings`, who wrote them when;
 * later ones stay as they are, and a snapshot that is already further stays too. One statement: nobody ever reads a text
 * with a hole in it.
 */
export async function compactDocument(
  documentId: string,
  { sequence, bytes, sittings }: { sequence: number; bytes: Uint8Array; sittings: readonly Sitting[] },
): Promise<void> {
  await query({
    name: 'compact-document',
    text: `
      with snapshot as (
        insert into "DocumentSnapshot" as kept ("documentId", sequence, bytes) values ($1, $2, $3)
        on conflict ("documentId") do update set sequence = excluded.sequence, bytes = excluded.bytes, "createdAt" = now()
          where kept.sequence < excluded.sequence
        returning sequence
      ), noted as (
        insert into "TextSitting"
          ("documentId", "firstSequence", "lastSequence", "personId", "startedAt", "endedAt", clocks)
        select $1, s."firstSequence", s."lastSequence", s."personId", s."startedAt", s."endedAt", s.clocks
        from snapshot, jsonb_to_recordset($4::jsonb) as s("firstSequence" bigint, "lastSequence" bigint,
          "personId" uuid, "startedAt" timestamptz, "endedAt" timestamptz, clocks jsonb)
        on conflict do nothing
      )
      delete from "DocumentUpdate" u using snapshot where u."documentId" = $1 and u.sequence <= snapshot.sequence`,
    values: [documentId, sequence, asBuffer(bytes), JSON.stringify(sittings)],
  });
}
