// What a query asks of a thing, for resolvers that would read much to answer little. Used by types/<noun>.ts.
import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'returnType' | 'schema'>;

/** Documents come again: what one of their fields asks is looked for once. */
const known = new WeakMap<FieldNode, ReadonlySet<string>>();

function collect({ fieldNodes, fragments, returnType, schema }: Info): ReadonlySet<string> {
  const asked = new Set<string>();
  const within = (set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined): void => {
    for (const one of set?.selections ?? []) {
      if (one.kind !== Kind.FIELD) {
        const fragment = one.kind === Kind.INLINE_FRAGMENT ? one : fragments[one.name.value];
        const condition = fragment?.typeCondition;
        within(fragment?.selectionSet, condition ? schema.getType(condition.name.value) : type);
        continue;
      }
      const name = one.name.value;
      asked.add(`${type?.name}.${name}`);
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
      if (field) within(one.selectionSet, getNamedType(field.type));
    }
  };
  for (const { selectionSet } of fieldNodes) within(selectionSet, getNamedType(returnType));
  return asked;
}

/** All that is asked below a field, at whatever depth, as « Type.field »; also what a directive may leave out. */
export function askedOf(info: Info): ReadonlySet<string> {
  const [node, ...others] = info.fieldNodes;
  if (!node || others.length > 0) return collect(info);
  const asked = known.get(node) ?? collect(info);
  known.set(node, asked);
  return asked;
}

/** Whether nothing is asked of the field's thing but these, as « Type.field »: what else it has need not be read. */
export const asksOnly = (info: Info, names: ReadonlySet<string>): boolean =>
  [...askedOf(info)].every((name) => names.has(name));

/** The parts of a thing that are asked for; `fields`: what asks for each, as « Type.field ». */
export function partsAsked<Part extends string>(
  info: Info,
  fields: Record<Part, readonly string[]>,
): ReadonlySet<Part> {
  const asked = askedOf(info);
  const parts = Object.entries<readonly string[]>(fields) as [Part, readonly string[]][];
  return new Set(parts.flatMap(([part, names]) => (names.some((name) => asked.has(name)) ? [part] : [])));
}
