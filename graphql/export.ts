// All that a key sees, a line of JSON each: what /api/export streams. It reads a first copy page by page through the schema, with
// every plain field of each noun and the id of what it names, so that a field added there is here too. web.ts gives it a way out.
import {
  type DocumentNode,
  execute,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLUnionType,
  getNamedType,
  isEnumType,
  isLeafType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';
import { now } from '#domain/calendar.ts';
import { pageOfSnapshot } from '#domain/exports/snapshot.ts';
import { reads } from '#domain/permissions.ts';
import type { Viewer } from '#domain/viewers.ts';
import { areaOf } from './areas.ts';
import type { Context, Origin } from './builder.ts';
import { schema } from './schema.ts';

type Field = GraphQLField<unknown, unknown>;

const demandsNothing = ({ args }: Field) => args.every(({ type }) => !isNonNullType(type));

/** What costs a file or a whole text is asked for by itself. */
const isLight = ({ extensions, type }: Field) => {
  const { complexity } = extensions;
  const own = typeof complexity === 'object' && complexity ? (complexity as { field: number }).field : complexity;
  return getNamedType(type).name !== 'Bytes' && !(typeof own === 'number' && own >= 10);
};

/** What is said of the asker, or to administrators alone, is no part of a copy. */
const isOfThing = ({ name }: Field) => !/^(viewer|is(Mine|Unread)$|mentionsViewer$|(apiKeys|webhooks)$)/.test(name);

const isPlain = ({ type }: Field) => isLeafType(getNamedType(type)) || isEnumType(getNamedType(type));

/** The id of what is named; of what has none, its plain fields. */
function named(type: GraphQLObjectType): string {
  const { id, ...fields } = type.getFields();
  if (id) return 'id';
  const plain = Object.values(fields).filter((field) => isPlain(field) && demandsNothing(field) && isLight(field));
  return ['__typename', ...plain.filter(isOfThing).map(({ name }) => name)].join(' ');
}

/** Whether a key that is narrowed may read of a type. */
function mayRead(viewer: Viewer, type: GraphQLObjectType): boolean {
  const area = areaOf(type);
  return !area || reads(viewer, area);
}

function selectionOf(type: GraphQLObjectType, viewer: Viewer): string {
  const fields = Object.values(type.getFields()).filter(
    (field) =>
      demandsNothing(field) && isLight(field) && isOfThing(field) && !field.args.some(({ name }) => name === 'first'),
  );
  return fields
    .map((field) => {
      const below = getNamedType(field.type);
      if (isObjectType(below)) return mayRead(viewer, below) ? `${field.name} { ${named(below)} }` : '';
      return isPlain(field) ? field.name : '';
    })
    .join(' ');
}

/** Never validated, for fields of one name differ in type between nouns: of each thing one fragment alone is read. */
function writeDocument(viewer: Viewer): DocumentNode {
  const things = (schema.getType('Thing') as GraphQLUnionType).getTypes();
  const seen = things.filter((type) => mayRead(viewer, type));
  const fragments = seen.map((type) => `... on ${type.name} { ${selectionOf(type, viewer)} }`);
  return parse(`query Export($after: String) {
    snapshot(after: $after, first: ${pageOfSnapshot.most}) {
      changesCursor endCursor hasNextPage things { __typename ${fragments.join(' ')} }
    }
  }`);
}

interface Page {
  snapshot: { changesCursor: string; endCursor: string; hasNextPage: boolean; things: object[] };
}

/**
 * The lines of a copy: the cursor of the feed to follow from, then each thing with its noun in `__typename`, then how many there
 * were, so that a copy that broke off is known as such. One page is held at a time.
 */
export async function* exportLines(viewer: Viewer, from: Origin): AsyncGenerator<string> {
  const document = writeDocument(viewer);
  let after: string | null = null;
  let count = 0;
  for (let isFirst = true, more = true; more; isFirst = false) {
    const contextValue: Context = { viewer, from };
    const answer = await execute({ schema, document, contextValue, variableValues: { after } });
    const [error] = answer.errors ?? [];
    if (error) throw error.originalError ?? error;
    const { snapshot } = answer.data as unknown as Page;
    if (isFirst) {
      const { changesCursor } = snapshot;
      yield `${JSON.stringify({ __typename: 'ExportStart', changesCursor, at: now().toISOString() })}\n`;
    }
    // One string a page: a line at a time would cost more than it holds.
    yield snapshot.things.map((thing) => `${JSON.stringify(thing)}\n`).join('');
    count += snapshot.things.length;
    after = snapshot.endCursor;
    more = snapshot.hasNextPage;
  }
  yield `${JSON.stringify({ __typename: 'ExportEnd', count })}\n`;
}
