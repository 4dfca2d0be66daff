// What of a thing is read, where much of it is seldom asked for. A reader is told the parts that are asked of it; a part that was not
// read says so to whoever takes it, instead of looking as if there were nothing. Used by the views of rooms whose lists are long.

/** The parts to read. */
export type Parts<Part extends string> = ReadonlySet<Part>;

const notRead = (name: string): PropertyDescriptor => ({
  get() {
    throw new Error(`${name} was not asked for, and was not read.`);
  },
});

/** What views stand on in which some fields were not read, by the names of those; and by the list that names them. */
const unread = new Map<string, object>();
const unreadOfLists = new WeakMap<readonly string[], object>();

function unreadOf(fields: readonly string[]): object {
  const known = unreadOfLists.get(fields);
  if (known) return known;
  const names = fields.join(' ');
  const made: object =
    unread.get(names) ??
    Object.create(Object.prototype, Object.fromEntries(fields.map((name) => [name, notRead(name)])));
  unread.set(names, made);
  unreadOfLists.set(fields, made);
  return made;
}

/**
 * The view, in which these fields, which were never given, say that they were not read. They are said where the view stands and not in
 * it: what is defined in an object field by field makes it slow to read. It is the last that is done to a view: what is put in it
 * afterwards makes it slow too, and what whoever copies it finds is what was read.
 */
export const withoutParts = <View extends object>(view: View, fields: readonly (keyof View & string)[]): View =>
  fields.length === 0 ? view : Object.setPrototypeOf(view, unreadOf(fields));

/** The rows under what they are of, in their order. */
export function grouped<Row>(rows: readonly Row[], of: (row: Row) => string): (id: string) => Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(of(row));
    if (group) group.push(row);
    else groups.set(of(row), [row]);
  }
  return (id) => groups.get(id) ?? [];
}
