// /graphql for strangers: yoga on the one HTTP port. Knows no cookie: server.ts says who is asking.
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import type { Request, Response } from 'express';
import { type ExecutionResult, getOperationAST } from 'graphql';
import { createGraphQLError, createYoga, type Plugin, type YogaInitialContext } from 'graphql-yoga';
import type { Context } from './builder.ts';
import { publicError } from './errors.ts';
import { admitted, type Operation, runOperation, withCost } from './operation.ts';
import { schema } from './schema.ts';
import { type Answer, type Asker, answerUsual, type Reading } from './usual-request.ts';

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

/** What yoga has read is run as operation.ts has it; what is subscribed to is admitted as what is asked once. */
const operations: Plugin<Context> = {
  onExecute({ setExecuteFn }) {
    setExecuteFn((args) => runOperation(args as Operation));
  },
  async onSubscribe({ args, setResultAndStopExecution }) {
    const { refused, cost } = await admitted(args as Operation);
    if (refused) return void setResultAndStopExecution(refused);
    return {
      onSubscribeResult: () => ({
        onNext({ result, setResult }) {
          setResult(withCost(result as ExecutionResult, cost));
        },
      }),
    };
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
    plugins: [operations, preflightOnly, readableSearch, lastWordOnErrors, mutationsAsTheyAre, ...documentLimits],
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
  // What bounds a document when it is read is yoga's plugins', asked once for each document.
  const reading = yoga.getEnveloped as unknown as () => Reading;
  return {
    answer: (request, response, asker) => yoga(request, response, asker),
    answerUsual: (body, asker) => answerUsual(body, asker, { reading, worded }),
  };
}
