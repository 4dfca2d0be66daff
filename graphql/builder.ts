// The Pothos builder: scalars, what a resolver gets, and the few shapes that every noun shares. Each noun's type, inputs,
// queries and mutations stand together in types/<noun>.ts; schema.ts imports them all. Rules stay in domain/.
import SchemaBuilder, { InputFieldBuilder } from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import RelayPlugin from '@pothos/plugin-relay';
import { GraphQLError, type GraphQLOutputType, getNamedType, isLeafType } from 'graphql';
import { type Day, fromColumn, isDay } from '#domain/calendar.ts';
import { unauthenticated } from '#domain/errors.ts';
import { writeInstant } from '#domain/instants.ts';
import { type Page, type PageBounds, usualPage, withinPage } from '#domain/paging.ts';
import type { Viewer } from '#domain/viewers.ts';

/** What every resolver gets. */
export interface Context {
  viewer: Viewer | null;
  /** Where the request comes from, for limits on tries and the list of sessions. */
  from: Origin;
}

export interface Origin {
  ip: string;
  userAgent: string | null;
  /** What the device's cookie says, for those same limits. */
  device?: string | null;
}

/** An object costs one, whatever plain fields are read of it; a list without `first` is paid for by what it hangs on. */
const usualCost = (_args: object, _context: unknown, { type }: { type: GraphQLOutputType }) => ({
  field: isLeafType(getNamedType(type)) ? 0 : 1,
  multiplier: 1,
});

/** A list is read forwards alone: Relay's `last` and `before` are not offered, for no list can do them. */
InputFieldBuilder.prototype.connectionArgs = function forwards(this: {
  string(options: object): unknown;
  int(): unknown;
}) {
  return {
    after: this.string({ description: 'Continuer après ce curseur, pris dans cette même liste.' }),
    first: this.int(),
  };
} as never;

export const builder = new SchemaBuilder<{
  Context: Context;
  Scalars: {
    ID: { Input: string; Output: string };
    /** Resolvers may give the column's own value. */
    Date: { Input: Day; Output: Day | Date };
    DateTime: { Input: Date; Output: Date };
    Json: { Input: unknown; Output: unknown };
    Bytes: { Input: Uint8Array; Output: Uint8Array };
  };
  DefaultFieldNullability: false;
}>({
  plugins: [ComplexityPlugin, RelayPlugin],
  defaultFieldNullability: false,
  relay: { nodeTypeOptions: { name: 'Node' }, cursorType: 'String', clientMutationId: 'omit' },
  // Counted by cost.ts before anything runs, and for strangers alone.
  complexity: { disabled: true, fieldComplexity: usualCost },
});

builder.queryType();
builder.mutationType();
builder.subscriptionType();

builder.scalarType('DateTime', {
  description: 'Un instant, ISO 8601 avec son décalage, par exemple 2025-04-22T09:30:00.000Z.',
  serialize: (value) => (value instanceof Date ? writeInstant(value) : String(value)),
  parseValue: (value) => {
    const instant = new Date(typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? value : Number.NaN);
    if (Number.isNaN(instant.getTime()))
      throw new GraphQLError('Une date ISO 8601 avec heure et décalage est attendue.');
    return instant;
  },
});

builder.scalarType('Date', {
  description: 'Un jour du calendrier, à Paris, par exemple 2025-12-31.',
  serialize: (value) => (value instanceof Date ? fromColumn(value) : value),
  parseValue: (value) => {
    if (typeof value !== 'string' || !isDay(value))
      throw new GraphQLError('Un jour qui existe est attendu, par exemple 2025-12-31.');
    return value;
  },
});

builder.scalarType('Json', { description: 'Une valeur JSON quelconque.', serialize: (value) => value });

builder.scalarType('Bytes', {
  description: 'Le contenu d’un fichier, en base64 (RFC 4648).',
  serialize: (bytes) => Buffer.from(bytes).toString('base64'),
  // Our own pages hand the bytes over as they are: no request can, for JSON has none.
  parseValue: (value) => {
    if (value instanceof Uint8Array) return value;
    if (typeof value !== 'string') throw new GraphQLError('Le contenu d’un fichier s’écrit en base64.');
    return Buffer.from(value, 'base64');
  },
});

/** The viewer of a request, or UNAUTHENTICATED. Every root field but the public ones begins with it. */
export function signedIn({ viewer }: Context): Viewer {
  if (!viewer) throw unauthenticated();
  return viewer;
}

/**
 * What a list of at most `most` costs: as many nodes as it is asked for, `usual` when it is not said. Out of range it is refused
 * where it is read, under its path. schema.ts says the numbers in the argument's description.
 */
export const listUpTo = (bounds: PageBounds) =>
  Object.assign(({ first }: { first?: number | null }) => ({ field: 1, multiplier: withinPage(first, bounds) }), {
    bounds,
  });

/** The same of a list as most are. */
export const listComplexity = listUpTo(usualPage);

/** A page of the domain as Relay's connection; the domain's cursors are handed through as they are. */
export function connectionOf<Row>({ nodes, hasNextPage }: Page<Row>) {
  return {
    edges: nodes.map(({ cursor, node }) => ({ cursor, node })),
    pageInfo: {
      hasNextPage,
      hasPreviousPage: false,
      startCursor: nodes[0]?.cursor ?? null,
      endCursor: nodes.at(-1)?.cursor ?? null,
    },
  };
}
