// What programs were promised of the API, against what the code says now. Asked by print.ts and publish.ts.
import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  findBreakingChanges,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  type NamedTypeNode,
  parse,
  visit,
} from 'graphql';

/** Members by their coordinates: `Meeting`, `Meeting.title`, `Query.meeting(id:)`, `MeetingState.HELD`. */
export interface SchemaChanges {
  added: string[];
  /** Of another type than before. */
  changed: string[];
  deprecated: string[];
  removed: string[];
}

interface Member {
  type: string;
  isDeprecated: boolean;
}

type Named = FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode;

interface Deprecable {
  name: string;
  deprecationReason?: string | null;
}

function membersOf(schema: GraphQLSchema): Map<string, Member> {
  const members = new Map<string, Member>();
  const add = (coordinate: string, { deprecationReason }: Deprecable, type: string) =>
    members.set(coordinate, { type, isDeprecated: deprecationReason != null });
  for (const type of Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))) {
    members.set(type.name, { type: '', isDeprecated: false });
    if (isEnumType(type)) for (const value of type.getValues()) add(`${type.name}.${value.name}`, value, '');
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) add(`${type.name}.${field.name}`, field, `${field.type}`);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      add(`${type.name}.${field.name}`, field, `${field.type}`);
      for (const arg of field.args) add(`${type.name}.${field.name}(${arg.name}:)`, arg, `${arg.type}`);
    }
  }
  return members;
}

const parentOf = (coordinate: string): string =>
  coordinate.includes('(') ? coordinate.slice(0, coordinate.indexOf('(')) : (coordinate.split('.')[0] ?? '');

/** Sorted, a type that comes or goes said once for all its members. */
function outermost(coordinates: readonly string[]): string[] {
  const all = new Set(coordinates);
  const isSaid = (one: string): boolean => {
    const parent = parentOf(one);
    return parent !== one && (all.has(parent) || isSaid(parent));
  };
  return coordinates.filter((one) => !isSaid(one)).sort();
}

/** What publishing would tell: how one schema differs from another. */
export function changesBetween(published: GraphQLSchema, current: GraphQLSchema): SchemaChanges {
  const [before, after] = [membersOf(published), membersOf(current)];
  const [were, are] = [[...before.keys()], [...after.keys()]];
  const both = are.filter((one) => before.has(one));
  return {
    added: outermost(are.filter((one) => !before.has(one))),
    changed: both.filter((one) => before.get(one)?.type !== after.get(one)?.type).sort(),
    deprecated: are.filter((one) => after.get(one)?.isDeprecated && !before.get(one)?.isDeprecated).sort(),
    removed: outermost(were.filter((one) => !after.has(one))),
  };
}

/** Only the definitions that something asked of the API may still meet. */
function reachable(definitions: readonly DefinitionNode[]): DefinitionNode[] {
  const nameOf = (one: DefinitionNode) => ('name' in one ? (one.name?.value ?? '') : '');
  const reached = new Set<string>();
  const isReached = (one: DefinitionNode) =>
    ['Query', 'Mutation', 'Subscription', ...reached].includes(nameOf(one)) ||
    one.kind === Kind.DIRECTIVE_DEFINITION ||
    ('interfaces' in one && one.interfaces?.some(({ name }) => reached.has(name.value)));
  for (let before = -1; before < reached.size; ) {
    before = reached.size;
    for (const one of definitions.filter(isReached))
      visit(one, { [Kind.NAMED_TYPE]: ({ name }: NamedTypeNode) => void reached.add(name.value) });
  }
  return definitions.filter(isReached);
}

/** The published schema without what `isOver` says of its deprecated members, and without what they alone led to. */
function stillPromised({ definitions }: DocumentNode, isOver: (coordinate: string) => boolean): GraphQLSchema {
  const kept = definitions.map((definition): DefinitionNode => {
    const own = 'name' in definition ? (definition.name?.value ?? '') : '';
    const promised = <Node extends Named>(nodes: readonly Node[] | undefined, above?: string) =>
      nodes?.filter(
        ({ name: { value }, directives }) =>
          !directives?.some((one) => one.name.value === 'deprecated') ||
          !isOver(above ? `${own}.${above}(${value}:)` : `${own}.${value}`),
      );
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION) return { ...definition, values: promised(definition.values) };
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
      return { ...definition, fields: promised(definition.fields) };
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      return definition;
    const fields = promised(definition.fields)?.map((field) => ({
      ...field,
      arguments: promised(field.arguments, field.name.value),
    }));
    return { ...definition, fields };
  });
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions: reachable(kept) }, { assumeValidSDL: true });
}

/**
 * What of the published schema (SDL) a program could count on and would miss, in sentences of graphql-js; none when all is kept.
 * What was published as deprecated is counted on no more once `isOver` says so of its coordinate.
 */
export function brokenPromises(
  published: string,
  current: GraphQLSchema,
  isOver: (coordinate: string) => boolean,
): string[] {
  const promised = stillPromised(parse(published), isOver);
  return findBreakingChanges(promised, current).map(({ type, description }) => `${type}: ${description}`);
}
