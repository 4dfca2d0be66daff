// What a query asks of a thing, for resolvers that would read much to answer little. Used by types/<noun>.ts.
import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** Whether nothing is asked of the field's thing but fields of these names: what else it has need not be read. */
export function asksOnly({ fieldNodes, fragments }: GraphQLResolveInfo, names: ReadonlySet<string>): boolean {
  const isWithin = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.every((one) => {
      if (one.kind === Kind.FIELD) return names.has(one.name.value);
      return isWithin(one.kind === Kind.INLINE_FRAGMENT ? one.selectionSet : fragments[one.name.value]?.selectionSet);
    }) ?? false;
  return fieldNodes.every(({ selectionSet }) => isWithin(selectionSet));
}
