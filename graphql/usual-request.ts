// The way of what nearly every program sends: a POST of JSON that asks for JSON. It is run as all else is
// (operation.ts), without the Request and Response of fetch around it, and without reading the same document twice. Whatever
// is unusual in a request, or wrong in it, is left to yoga as it came. Called by fast-path.ts through endpoint.ts.
import type { IncomingMessage } from 'node:http';
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
} from 'graphql';
import type { Viewer } from '#domain/viewers.ts';
import type { Origin } from './builder.ts';
import { runOperation } from './operation.ts';
import { schema } from './schema.ts';

/** What server.ts hands over with each request. */
export interface Asker {
  viewer: Viewer | null;
  from: Origin;
}

/** How yoga and its plugins read a document. */
export interface Reading {
  parse(query: string): DocumentNode;
  validate(schema: GraphQLSchema, document: DocumentNode): readonly unknown[];
}

/** As much as that is read here: larger ones are files to import, which yoga counts as they come. */
const MOST_BYTES = 256 * 1024;

/** Documents of programs are few, and come again for years. */
const MOST_DOCUMENTS = 500;

const takesJson = (accept: string | undefined) =>
  accept === undefined || accept === '*/*' || accept === 'application/json';

/** Whether a request may be answered here, as far as its head tells. */
export const isUsual = ({ method, headers }: IncomingMessage) =>
  method === 'POST' &&
  /^application\/json(; ?charset=utf-8)?$/i.test(headers['content-type'] ?? '') &&
  takesJson(headers.accept) &&
  Number(headers['content-length'] ?? Number.POSITIVE_INFINITY) <= MOST_BYTES &&
  headers['content-encoding'] === undefined;

/** All that a request carries; rejected when it breaks off. By its events: asked for piece by piece, a body of one piece costs more than the rest of its reading. */
export const bodyOf = (request: IncomingMessage) =>
  new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => resolve(Buffer.concat(chunks)));
    // That it broke off is its sender's own doing, whether Node says so as an error or by its end alone.
    const breakOff = () => reject(Object.assign(new Error('a request broke off'), { status: 400 }));
    request.once('error', breakOff);
    request.once('close', () => {
      if (!request.complete) breakOff();
    });
  });

interface Asked {
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parameters = ['query', 'variables', 'operationName'];

/** What a body asks; null when it is anything but plain. */
function askedIn(body: Buffer): Asked | null {
  let read: unknown;
  try {
    read = JSON.parse(body.toString());
  } catch {
    return null;
  }
  if (!isPlain(read) || Object.keys(read).some((name) => !parameters.includes(name))) return null;
  const { query, variables, operationName } = read;
  const isWhole =
    typeof query === 'string' &&
    (variables == null || isPlain(variables)) &&
    (operationName == null || typeof operationName === 'string');
  return isWhole ? (read as unknown as Asked) : null;
}

const documents = new Map<string, DocumentNode>();

/** A document without a fault, read and checked once for all who send it; null for one that yoga is to refuse. */
function documentOf(query: string, reading: () => Reading): DocumentNode | null {
  const known = documents.get(query);
  if (known) return known;
  try {
    const { parse, validate } = reading();
    const document = parse(query);
    if (validate(schema, document).length > 0) return null;
    if (documents.size >= MOST_DOCUMENTS) documents.clear();
    documents.set(query, document);
    return document;
  } catch {
    return null;
  }
}

/** What an error says of the answer's status is for the answer, as with yoga. */
const saidStatus = ({ extensions }: GraphQLError): number => {
  const { status } = (extensions.http ?? {}) as { status?: unknown };
  return typeof status === 'number' ? status : 0;
};

const statusOf = ({ errors = [] }: ExecutionResult): number => Math.max(0, ...errors.map(saidStatus)) || 200;

function withoutStatus(error: GraphQLError): GraphQLFormattedError {
  const { extensions: { http: _, ...extensions } = {}, ...said } = error.toJSON();
  return { ...said, extensions };
}

export interface Ways {
  reading(): Reading;
  /** The result with its last words. */
  worded(result: ExecutionResult, asker: Asker): ExecutionResult;
}

/** What a request is answered. */
export interface Answer {
  status: number;
  /** JSON. */
  body: string;
  /** It may hold a key just made beside what was typed. */
  isMutation: boolean;
}

/** The answer to what a usual request carries; null when it is for yoga to answer. */
export async function answerUsual(body: Buffer, asker: Asker, { reading, worded }: Ways): Promise<Answer | null> {
  const asked = askedIn(body);
  if (!asked) return null;
  const document = documentOf(asked.query, reading);
  const operation = document && getOperationAST(document, asked.operationName);
  if (!operation || operation.operation === OperationTypeNode.SUBSCRIPTION) return null;
  const { variables: variableValues, operationName } = asked;
  const args = { schema, document, contextValue: { ...asker }, variableValues, operationName };
  const answer = worded(await runOperation(args), asker);
  return {
    status: statusOf(answer),
    body: JSON.stringify({ ...answer, errors: answer.errors?.map(withoutStatus) }),
    isMutation: operation.operation === OperationTypeNode.MUTATION,
  };
}
