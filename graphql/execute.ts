// GraphQL in-process, for the pages: the same schema and rules as for strangers, without HTTP between.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, type GraphQLError, validate } from 'graphql';
import type { Viewer } from '#domain/viewers.ts';
import type { Origin } from './builder.ts';
import { executeOften } from './compiled.ts';
import { publicError } from './errors.ts';
import { schema } from './schema.ts';

/** What came of a mutation: its answer, or a refusal to show beside the form. */
export type Outcome<Result> =
  | { ok: true; value: Result }
  | { ok: false; code: string; message: string; fields: Record<string, string> };

/** Who asks, from where. */
export interface Asker {
  viewer: Viewer | null;
  from: Origin;
}

/** What a loader or an action gets as `context.api`. */
export interface Api {
  /** Reads. Throws a Response (403, 404, 500, or the way to the sign-in page) when the answer is a refusal. */
  query<Result, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Result, Variables>,
    ...variables: Record<string, never> extends Variables ? [Variables?] : [Variables]
  ): Promise<Result>;
  /** Writes. A refusal that the person can mend comes back as an outcome; the others throw as `query` does. */
  mutate<Result, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Result, Variables>,
    ...variables: Record<string, never> extends Variables ? [Variables?] : [Variables]
  ): Promise<Outcome<Result>>;
}

const statuses: Record<string, number> = { NOT_FOUND: 404, FORBIDDEN: 403, INTERNAL: 500 };

const validated = new WeakSet<DocumentNode>();

/** The pages' documents are ours: each is checked against the schema once, when first used. */
function check(document: DocumentNode): void {
  if (validated.has(document)) return;
  const [error] = validate(schema, document);
  if (error) throw error;
  validated.add(document);
}

async function run(document: DocumentNode, variables: unknown, asker: Asker) {
  check(document);
  const args = {
    schema,
    document,
    variableValues: variables as Record<string, unknown> | undefined,
    contextValue: { ...asker },
  };
  const answer = await executeOften(args);
  const [error] = answer.errors ?? [];
  return { data: answer.data, error: error ? publicError(error) : null };
}

const isPersons = (code: string) => !(code in statuses) && code !== 'UNAUTHENTICATED';

function asResponse(error: GraphQLError, signInPath: string): Response {
  const code = String(error.extensions.code ?? 'INTERNAL');
  if (code === 'UNAUTHENTICATED') return new Response(null, { status: 302, headers: { Location: signInPath } });
  return new Response(error.message, { status: statuses[code] ?? 400 });
}

/** The API as one request's asker has it; `signInPath` is where to send somebody whose session is over. */
export function createApi(asker: Asker, signInPath: string): Api {
  return {
    async query(document, ...[variables]) {
      const { data, error } = await run(document, variables, asker);
      if (error) throw asResponse(error, signInPath);
      return data as never;
    },
    async mutate(document, ...[variables]) {
      const { data, error } = await run(document, variables, asker);
      if (!error) return { ok: true, value: data as never };
      const { code, fields } = error.extensions as { code: string; fields?: Record<string, string> };
      if (!isPersons(code ?? 'INTERNAL')) throw asResponse(error, signInPath);
      return { ok: false, code, message: error.message, fields: fields ?? {} };
    },
  };
}
