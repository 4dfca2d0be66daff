// What a stranger's query costs: so many objects, counted before anything runs and said in every answer. How a field counts is
// said beside it (types/<noun>.ts), how it does unless said in builder.ts. Called by endpoint.ts.
import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** A full page of any list with every field of its noun stays below (tests/graphql/cost.test.ts). */
export const LIMITS = { cost: 100_000, depth: 12, fields: 400 };

/** What was asked, and what may be. */
interface Cost {
  asked: number;
  limit: number;
}

/** The one operation that is asked for, with the document's fragments. */
const withOne = (document: DocumentNode, operation: OperationDefinitionNode): DocumentNode => ({
  kind: Kind.DOCUMENT,
  definitions: [operation, ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)],
});

interface Asked {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null;
  variableValues?: Readonly<Record<string, unknown>> | null;
  contextValue: unknown;
}

/** What a query costs, how deep it goes and how many fields it names; null for one that will not run as it is. */
function measure({ schema, document, operationName, variableValues, contextValue }: Asked) {
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const given = { ...variableValues };
  if (getVariableValues(schema, operation.variableDefinitions ?? [], given).errors) return null;
  const ctx = contextValue as object;
  const counted = complexityFromQuery(withOne(document, operation), { schema, variables: given, ctx });
  return { cost: counted.complexity, depth: counted.depth, fields: counted.breadth };
}

const sentences = {
  cost: 'Cette requête demande trop de données à la fois\u00a0: elle coûte',
  depth: 'Cette requête descend trop profond\u00a0: sa profondeur est de',
  fields: 'Cette requête nomme trop de champs\u00a0: elle en compte',
};

/** The refusal of a query that is too large, with what was asked and what may be. */
function tooLarge(measured: Record<keyof typeof LIMITS, number>): GraphQLError | null {
  const of = (['depth', 'fields', 'cost'] as const).find((name) => measured[name] > LIMITS[name]);
  if (!of) return null;
  const [asked, limit] = [measured[of], LIMITS[of]];
  return new GraphQLError(`${sentences[of]} ${asked}, pour ${limit} au plus.`, {
    extensions: { code: 'QUERY_TOO_LARGE', of, asked, limit },
  });
}

/** Refuses what is too large before it runs, and says in every answer of what ran what it cost. */
export const countedCost: Plugin = {
  onExecute({ args, setResultAndStopExecution }) {
    const measured = measure(args);
    if (!measured) return;
    const cost: Cost = { asked: measured.cost, limit: LIMITS.cost };
    const refusal = tooLarge(measured);
    if (refusal) return setResultAndStopExecution({ errors: [refusal], extensions: { cost } });
    return {
      onExecuteDone({ result, setResult }) {
        if (Symbol.asyncIterator in result) return;
        setResult({ ...result, extensions: { ...result.extensions, cost } });
      },
    };
  },
};
