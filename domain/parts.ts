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
 * The view, in which these fields say that they were not read, and which whoever copies it does without. They are said where
 * the view stands and not in it: what is defined in an object field by field makes it slow to read. One that has such a field
 * already loses it, slowly: it is better never given.
 */
export function withoutParts<View extends object>(view: View, fields: readonly (keyof View & string)[]): View {
  if (fields.length === 0) return view;
  for (const field of fields) if (Object.hasOwn(view, field)) delete view[field];
  return Object.setPrototypeOf(view, unreadOf(fields));
}

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
