// /graphql for strangers: yoga on the one HTTP port. Knows no cookie: server.ts says who is asking.
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import type { Request, Response } from 'express';
import { type ExecutionArgs, type ExecutionResult, getOperationAST, visit } from 'graphql';
import { createGraphQLError, createYoga, type Plugin, type YogaInitialContext } from 'graphql-yoga';
import { noteUse } from '#domain/viewers.ts';
import { env } from '#env.ts';
import { answeredOnce } from './answered-once.ts';
import type { Context } from './builder.ts';
import { executeOften } from './compiled.ts';
import { countedCost } from './cost.ts';
import { publicError } from './errors.ts';
import { schema } from './schema.ts';
import { type Answer, type Asker, answerUsual, type Ways } from './usual-request.ts';

/** The answer under way, as Express hands it to yoga. */
interface Answering {
  res?: { locals: Record<string, unknown> };
}

/** These bound what a stranger's document may cost to read. */
const documentLimits = [
  maxTokensPlugin({ n: 2_000, exposeLimits: false, errorMessage: 'Cette requête est trop longue.' }),
  maxAliasesPlugin({ n: 30, exposeLimits: false, errorMessage: 'Cette requête compte trop d’alias.' }),
  maxDirectivesPlugin({ n: 30, exposeLimits: false, errorMessage: 'Cette requête compte trop de directives.' }),
] as unknown as Plugin[];

/**
 * A browser's plain form can post without asking first (no preflight). Such a content type is refused, so that a page
 * elsewhere cannot write with somebody's session; Origin and SameSite are checked before, in server.ts.
 */
const preflightOnly: Plugin = {
  onRequest({ request, endResponse, fetchAPI }) {
    if (request.method !== 'POST') return;
    const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type === 'application/json' || type === 'application/graphql-response+json') return;
    const message = 'Envoyez la requête en JSON (Content-Type: application/json).';
    endResponse(
      fetchAPI.Response.json(
        { errors: [{ message, extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }] },
        { status: 415 },
      ),
    );
  },
};

const isJson = (words: string): boolean => {
  try {
    JSON.parse(words);
    return true;
  } catch {
    return false;
  }
};

/** What a GET says of its variables must be JSON: the parser after this takes anything else for a fault of ours. */
const readableSearch: Plugin = {
  onRequest({ request, url, endResponse, fetchAPI }) {
    if (request.method !== 'GET') return;
    const broken = ['variables', 'extensions'].find((name) => !isJson(url.searchParams.get(name) || 'null'));
    if (!broken) return;
    const message = `« ${broken} » ne se lit pas : un objet JSON est attendu.`;
    endResponse(
      fetchAPI.Response.json({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] }, { status: 400 }),
    );
  },
};

/** GraphQL’s « Did you mean … » tells a stranger who guesses what there is. */
const withoutSuggestion = (message: string) => message.replace(/ Did you mean .*\?$/s, '');

/** Every error leaves with a code, also the engine’s own words on a variable that is none. */
function worded(
  result: ExecutionResult,
  { viewer, request }: Pick<Asker, 'viewer'> & { request?: YogaInitialContext['request'] },
) {
  if (!result.errors) return result;
  // What was refused before it ran is 400, as GraphQL over HTTP has it, for who reads its own type; plain JSON says 200.
  const isRefused = !('data' in result) && (request?.headers.get('accept') ?? '').includes('graphql-response+json');
  const errors = result.errors.map((error) => {
    // Without what caused it, which yoga would take for a fault of ours and answer 500.
    const { nodes, source, positions, path, message } = error;
    const http = isRefused && error.extensions.code !== 'INTERNAL' ? { http: { status: 400, spec: true } } : {};
    const extensions = { code: 'QUERY_REFUSED', ...http, ...error.extensions };
    const words = viewer ? message : withoutSuggestion(message);
    return createGraphQLError(words, { nodes, source, positions, path, extensions });
  });
  return { ...result, errors };
}

const lastWordOnErrors: Plugin<Context, Asker> = {
  onExecutionResult({ result, setResult, context }) {
    if (result && 'errors' in result) setResult(worded(result as ExecutionResult, context));
  },
};

/** A mutation's answer may hold a key just made beside what was typed: whoever compresses answers leaves it as it is. */
const mutationsAsTheyAre: Plugin<Context & Answering, Asker> = {
  onExecute({ args, context }) {
    if (getOperationAST(args.document, args.operationName)?.operation !== 'mutation') return;
    if (context.res) context.res.locals.holdsSecret = true;
  },
};

/** What a key was last used for is its organisation's to know. */
async function noteOperation({ args, context }: { args: ExecutionArgs; context: Context }): Promise<undefined> {
  if (context.viewer?.kind !== 'system') return;
  const name = getOperationAST(args.document, args.operationName)?.name?.value;
  await noteUse(context.viewer, (name ?? 'sans nom').slice(0, 80));
}

const notedUse: Plugin<Context> = { onExecute: noteOperation, onSubscribe: noteOperation };

/** In production the schema is for who has come in: a key, or a person. */
const knownReadersOnly: Plugin<Context> = {
  onExecute({ args, context, setResultAndStopExecution }) {
    if (context.viewer || env.NODE_ENV !== 'production') return;
    let asksForSchema = false;
    visit(args.document, {
      Field({ name: { value } }) {
        asksForSchema ||= value === '__schema' || value === '__type';
      },
    });
    if (!asksForSchema) return;
    const message = 'Le schéma se lit avec une clé d’accès, ou une fois connecté.';
    setResultAndStopExecution({
      errors: [createGraphQLError(message, { extensions: { code: 'INTROSPECTION_REFUSED' } })],
    });
  },
};

/** Before all that sets something around the running of an operation. */
const runOften: Plugin = {
  onExecute({ executeFn, setExecuteFn }) {
    setExecuteFn((args: ExecutionArgs) => executeOften(args, executeFn));
  },
};

/** The endpoint as yoga serves it, every request. */
export const createEndpoint = () =>
  createYoga<Asker, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    // Systems call from servers; a page of another origin has no business here.
    cors: false,
    multipart: false,
    batching: false,
    // A file to import of 20 MB, in base64, with its request around it.
    maxRequestBodySize: 29_000_000,
    // Yoga's own GraphiQL comes from another site; ours is a page (app/routes/graphql).
    graphiql: false,
    context: ({ viewer, from }) => ({ viewer, from }),
    maskedErrors: { maskError: publicError },
    plugins: [
      runOften,
      preflightOnly,
      readableSearch,
      lastWordOnErrors,
      knownReadersOnly,
      countedCost,
      notedUse,
      answeredOnce,
      mutationsAsTheyAre,
      ...documentLimits,
    ],
    logging: false,
  });

/** Where /graphql is asked: whatever comes, and by its short way what is usual. */
export interface Endpoint {
  answer(request: Request, response: Response, asker: Asker): unknown;
  /** The answer to what a usual request carries; null when `answer` is to be asked. */
  answerUsual(body: Buffer, asker: Asker): Promise<Answer | null>;
}

export function openEndpoint(): Endpoint {
  const yoga = createEndpoint();
  const ways = { enveloped: yoga.getEnveloped as unknown as Ways['enveloped'], worded };
  return {
    answer: (request, response, asker) => yoga(request, response, asker),
    answerUsual: (body, asker) => answerUsual(body, asker, ways),
  };
}
