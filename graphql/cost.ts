// What a stranger's query costs: so many objects, counted before anything runs and said in every answer. How a field counts is
// said beside it (types/<noun>.ts), how it does unless said in builder.ts. Called by operation.ts.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isCompositeType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** A full page of any list with every field of its noun stays below (tests/graphql/cost.test.ts). */
const LIMITS = { cost: 100_000, depth: 12, fields: 400 };

/** What a selection comes to. */
interface Measured {
  cost: number;
  depth: number;
  fields: number;
}

/** How a field says that it counts: alone, and how many times what is below it. */
type Counting = { field: number; multiplier: number } | number;

/** Counts the selections of one operation. Fragments spread twice are counted once and added twice. */
class Measure {
  readonly #known = new Map<SelectionSetNode, Map<GraphQLObjectType, Measured>>();

  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Record<string, unknown>;

  constructor(
    schema: GraphQLSchema,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    variables: Record<string, unknown>,
  ) {
    this.schema = schema;
    this.fragments = fragments;
    this.variables = variables;
  }

  /** Of a union, what its dearest type comes to: a thing is of one type alone. */
  of(selections: SelectionSetNode, type: GraphQLCompositeType): Measured {
    const types = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    const measured = types.map((one) => this.#ofObject(selections, one));
    const most = (name: keyof Measured) => Math.max(0, ...measured.map((one) => one[name]));
    return { cost: most('cost'), depth: most('depth'), fields: most('fields') };
  }

  #ofObject(selections: SelectionSetNode, type: GraphQLObjectType): Measured {
    const known = this.#known.get(selections)?.get(type);
    if (known) return known;
    const total: Measured = { cost: 0, depth: 0, fields: 0 };
    for (const selection of selections.selections) {
      const { cost, depth, fields } =
        selection.kind === Kind.FIELD
          ? this.#ofField(selection, type)
          : this.#ofFragment(
              selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value),
              type,
            );
      total.cost += cost;
      total.fields += fields;
      total.depth = Math.max(total.depth, depth);
    }
    this.#known.set(selections, (this.#known.get(selections) ?? new Map()).set(type, total));
    return total;
  }

  #ofFragment(
    fragment: { typeCondition?: { name: { value: string } }; selectionSet: SelectionSetNode } | undefined,
    type: GraphQLObjectType,
  ): Measured {
    const wanted = fragment?.typeCondition && this.schema.getType(fragment.typeCondition.name.value);
    const applies = !wanted || wanted === type || (isAbstractType(wanted) && this.schema.isSubType(wanted, type));
    return fragment && applies ? this.#ofObject(fragment.selectionSet, type) : { cost: 0, depth: 0, fields: 0 };
  }

  #ofField(node: FieldNode, type: GraphQLObjectType): Measured {
    const field = type.getFields()[node.name.value];
    if (!field) return { cost: 0, depth: 1, fields: 1 };
    const counting = this.#counting(field, node);
    const { field: own, multiplier } = typeof counting === 'number' ? { field: counting, multiplier: 1 } : counting;
    const named = getNamedType(field.type);
    const below =
      node.selectionSet && isCompositeType(named)
        ? this.of(node.selectionSet, named)
        : { cost: 0, depth: 0, fields: 0 };
    return { cost: own + multiplier * below.cost, depth: 1 + below.depth, fields: 1 + below.fields };
  }

  #counting(field: GraphQLField<unknown, unknown>, node: FieldNode): Counting {
    const said = field.extensions.complexity as Counting | ((args: object, context: object, field: object) => Counting);
    return typeof said === 'function' ? said(getArgumentValues(field, node, this.variables), {}, field) : said;
  }
}

interface Asked {
  schema: GraphQLSchema;
  document: Parameters<typeof getOperationAST>[0];
  operationName?: string | null;
  variableValues?: Readonly<Record<string, unknown>> | null;
}

/** What a query costs, how deep it goes and how many fields it names; null for one that will not run as it is. */
function measure({ schema, document, operationName, variableValues }: Asked): Measured | null {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!root) return null;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], { ...variableValues });
  if (!coerced) return null;
  const fragments = document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [one] : []));
  const byName = new Map(fragments.map((one) => [one.name.value, one]));
  return new Measure(schema, byName, coerced).of(operation.selectionSet, root);
}

const sentences = {
  cost: 'Cette requête demande trop de données à la fois\u00a0: elle coûte',
  depth: 'Cette requête descend trop profond\u00a0: sa profondeur est de',
  fields: 'Cette requête nomme trop de champs\u00a0: elle en compte',
};

/** The refusal of a query that is too large, with what was asked and what may be. */
function tooLarge(measured: Measured): GraphQLError | null {
  const of = (['depth', 'fields', 'cost'] as const).find((name) => measured[name] > LIMITS[name]);
  if (!of) return null;
  const [asked, limit] = [measured[of], LIMITS[of]];
  return new GraphQLError(`${sentences[of]} ${asked}, pour ${limit} au plus.`, {
    extensions: { code: 'QUERY_TOO_LARGE', of, asked, limit },
  });
}

/** What a query costs, as every answer to it says. */
export interface Cost {
  asked: number;
  limit: number;
}

/** What a query costs, null for one that will not run; and why it will not be run when it is too large. */
export function costOf(args: Asked): { cost: Cost | null; refusal: GraphQLError | null } {
  const measured = measure(args);
  if (!measured) return { cost: null, refusal: null };
  return { cost: { asked: measured.cost, limit: LIMITS.cost }, refusal: tooLarge(measured) };
}
