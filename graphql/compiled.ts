// Reads that come again are run by a function made of them once (graphql-jit), field by field what graphql-js would do. Writes are
// not: what they cost is the database's. Called by operation.ts and execute.ts; knows no field.
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  getOperationAST,
  OperationTypeNode,
  type Source,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';

/** Making the function costs about as much as running the read some ten times without. */
const COMPILED_AFTER = 3;

/** Programs and pages ask the same few hundred for years; somebody who sends others without end takes no more memory. */
const MOST_COMPILED = 300;

type Run = CompiledQuery['query'];

interface Known {
  asked: number;
  run: Run | null;
}

let known = new WeakMap<DocumentNode, Map<string, Known>>();
let compiled = 0;

function compile(args: ExecutionArgs): Run | null {
  if (compiled >= MOST_COMPILED) {
    known = new WeakMap();
    compiled = 0;
  }
  compiled += 1;
  const made = compileQuery(args.schema, args.document, args.operationName ?? '', {
    // What fails is told by what threw it; a stack of ours for each null would say nothing more.
    disablingCapturingStackErrors: true,
  });
  return isCompiledQuery(made) ? made.query : null;
}

/** The function of a read that came often enough; null for what is run without. */
function runOf(args: ExecutionArgs): Run | null {
  const { document, operationName } = args;
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY) return null;
  const ofDocument = known.get(document) ?? new Map<string, Known>();
  known.set(document, ofDocument);
  const name = operationName ?? '';
  const read = ofDocument.get(name) ?? { asked: 0, run: null };
  ofDocument.set(name, read);
  read.asked += 1;
  if (read.asked === COMPILED_AFTER) read.run = compile(args);
  return read.run;
}

/** Where lines of a document begin. */
function offsetOf({ body }: Source, { line, column }: { line: number; column: number }): number {
  const before = body.split(/\r\n|[\n\r]/g, line - 1).join('\n').length;
  return before + (line > 1 ? 1 : 0) + column - 1;
}

/** An error as graphql-js makes it, with the place of the document that it is of. */
function asUsual({ message, path, locations, originalError }: GraphQLError, { loc }: DocumentNode): GraphQLError {
  const source = loc?.source;
  const positions = source && locations?.map((location) => offsetOf(source, location));
  return new GraphQLError(message, { source, positions, path, originalError: originalError ?? null });
}

const withErrors = (result: ExecutionResult, document: DocumentNode): ExecutionResult =>
  result.errors ? { ...result, errors: result.errors.map((error) => asUsual(error, document)) } : result;

/** What graphql-js answers, sooner for a read that comes again. */
export function executeOften(args: ExecutionArgs): ExecutionResult | Promise<ExecutionResult> {
  const run = runOf(args);
  if (!run) return execute(args) as ExecutionResult | Promise<ExecutionResult>;
  const result = run(args.rootValue, args.contextValue, args.variableValues ?? {});
  if ('then' in result) return result.then((answer) => withErrors(answer, args.document));
  // Without data nothing has run: variables that do not hold are refused in the usual words.
  return 'data' in result ? withErrors(result, args.document) : (execute(args) as ExecutionResult);
}
