// A program's write is done once: sent again under its `idempotencyKey`, because the answer was lost on the way, it is given the
// answer of the first time. The same keeping as for the forms of the pages (domain/answered-forms.ts). Called by operation.ts; the
// argument is put on every mutation by schema.ts.
import {
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  GraphQLString,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  Kind,
  print,
} from 'graphql';
import { createGraphQLError } from 'graphql-yoga';
import { answerOnce } from '#domain/answered-forms.ts';
import { DomainError, invalid } from '#domain/errors.ts';
import type { Viewer } from '#domain/viewers.ts';
import { executeOften } from './compiled.ts';
import { publicError } from './errors.ts';

const NAME = 'idempotencyKey';

/** A key is a word that the program chose for this write: a UUID is best. */
const LONGEST_KEY = 200;

/** Puts the argument on every mutation: what it says is no verb's to know. */
export function withIdempotency(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {}))
    (field.args as (typeof field.args)[number][]).push({
      name: NAME,
      type: GraphQLString,
      description:
        'Un mot choisi pour cette écriture (un UUID, par exemple)\u00a0: renvoyée sous le même mot dans les 24\u00a0heures, elle ' +
        'n’est pas refaite et reçoit la même réponse. Une autre demande sous le même mot est refusée ' +
        '(IDEMPOTENCY_KEY_REUSED). Une seule écriture par requête alors.',
      defaultValue: undefined,
      deprecationReason: undefined,
      extensions: {},
      astNode: undefined,
    });
}

type Args = ExecutionArgs;

/** The key under which an operation is to be done once; null when it says none. */
function keyOf({ schema, document, operationName, variableValues }: Args): string | null {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'mutation') return null;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], { ...variableValues });
  const fields = schema.getMutationType()?.getFields() ?? {};
  const keys = operation.selectionSet.selections.map((node) => {
    const field = node.kind === Kind.FIELD ? fields[node.name.value] : undefined;
    return field && node.kind === Kind.FIELD && coerced ? getArgumentValues(field, node, coerced)[NAME] : undefined;
  });
  const key = keys.find((one) => typeof one === 'string');
  if (typeof key !== 'string') return null;
  if (keys.length > 1) throw invalid({ [NAME]: 'Une seule écriture par requête sous une clé d’idempotence.' });
  if (key.trim() === '' || key.length > LONGEST_KEY || key.includes('\0'))
    throw invalid({ [NAME]: `De 1 à ${LONGEST_KEY} caractères.` });
  return key;
}

const shown = (error: GraphQLError) => {
  const { message, path, extensions } = publicError(error);
  return { message, path, extensions };
};

/** Failed in the write itself, and not in the reading of what it answers: nothing was done, and it may be tried again. */
const hasFailed = ({ errors = [] }: ExecutionResult) =>
  errors.some((error) => (error.path?.length ?? 0) <= 1 && publicError(error).extensions.code === 'INTERNAL');

interface Kept {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

const restored = ({ data, errors }: Kept): ExecutionResult => ({
  ...(data === undefined ? {} : { data }),
  ...(errors ? { errors: errors.map(({ message, ...rest }) => createGraphQLError(message, rest)) } : {}),
});

const unknownOutcome = () =>
  new DomainError(
    'OUTCOME_UNKNOWN',
    'Cette demande a été prise, et sa réponse n’est jamais venue\u00a0: relisez la chose pour savoir si elle est faite.',
  );

async function once(viewer: Viewer, key: string, args: Args): Promise<ExecutionResult> {
  const words = JSON.stringify([print(args.document), args.operationName ?? null, args.variableValues ?? {}]);
  const by = viewer.kind === 'system' ? `key ${viewer.apiKeyId}` : `person ${viewer.personId}`;
  const act = async () => {
    const result = await executeOften(args);
    const kept = { data: result.data, errors: result.errors?.map(shown) };
    return { status: hasFailed(result) ? 500 : 200, headers: [], body: JSON.stringify(kept) };
  };
  const answer = await answerOnce(viewer.personId, key, act, { by, words });
  if (!answer) throw unknownOutcome();
  return restored(JSON.parse(answer.body) as Kept);
}

/** Does what is sent under a key once; all else as often as it comes. Never rejected for the key's sake. */
export async function answeredOnce(args: Args, viewer: Viewer | null): Promise<ExecutionResult> {
  try {
    const key = viewer && keyOf(args);
    if (viewer && key !== null) return await once(viewer, key, args);
  } catch (error) {
    return { errors: [publicError(error)] };
  }
  return executeOften(args);
}
