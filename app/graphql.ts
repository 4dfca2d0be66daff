// `graphql(…)` types a page's query or mutation from the committed schema. Used by the frame/queries.ts of every route folder.
import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '#generated/introspection.d.ts';

export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { ID: string; Date: string; DateTime: string; Json: unknown; Bytes: Uint8Array };
}>();

export type { ResultOf, VariablesOf } from 'gql.tada';
