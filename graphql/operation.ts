// One operation of somebody at the API, from what it costs to the words of its errors: the order of it all is here alone. Called by
// endpoint.ts for what yoga reads, and by usual-request.ts.
import { type ExecutionArgs, type ExecutionResult, getOperationAST, visit } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';
import { noteUse } from '#domain/viewers.ts';
import { env } from '#env.ts';
import { answeredOnce } from './answered-once.ts';
import type { Context } from './builder.ts';
import { type Cost, costOf } from './cost.ts';
import { publicError } from './errors.ts';

/** An operation whose context says who asks. */
export type Operation = ExecutionArgs & { contextValue: Context };

/** In production the schema is for who has come in: a key, or a person. */
function schemaRefused({ document, contextValue: { viewer } }: Operation): ExecutionResult | null {
  if (viewer || env.NODE_ENV !== 'production') return null;
  let asksForSchema = false;
  visit(document, {
    Field({ name: { value } }) {
      asksForSchema ||= value === '__schema' || value === '__type';
    },
  });
  if (!asksForSchema) return null;
  const message = 'Le schéma se lit avec une clé d’accès, ou une fois connecté.';
  return { errors: [createGraphQLError(message, { extensions: { code: 'INTROSPECTION_REFUSED' } })] };
}

/** What a key was last used for is its organisation's to know. */
async function noteOperation({ document, operationName, contextValue: { viewer } }: Operation): Promise<void> {
  if (viewer?.kind !== 'system') return;
  const name = getOperationAST(document, operationName)?.name?.value;
  await noteUse(viewer, (name ?? 'sans nom').slice(0, 80));
}

/** Why an operation is not run; else what it costs, which every answer says. A key's use is noted. */
export async function admitted(
  operation: Operation,
): Promise<{ refused: ExecutionResult; cost: null } | { refused: null; cost: Cost | null }> {
  const refused = schemaRefused(operation);
  if (refused) return { refused, cost: null };
  const { cost, refusal } = costOf(operation);
  if (refusal) return { refused: { errors: [refusal], extensions: { cost } }, cost: null };
  await noteOperation(operation);
  return { refused: null, cost };
}

export const withCost = (result: ExecutionResult, cost: Cost | null): ExecutionResult =>
  cost ? { ...result, extensions: { ...result.extensions, cost } } : result;

/** What an operation is answered, a write under a key once, its errors as a caller may see them. */
export async function runOperation(operation: Operation): Promise<ExecutionResult> {
  const { refused, cost } = await admitted(operation);
  const result = refused ?? (await answeredOnce(operation, operation.contextValue.viewer));
  const masked = result.errors ? { ...result, errors: result.errors.map(publicError) } : result;
  return withCost(masked, cost);
}
