// What of a thing is read, where much of it is seldom asked for. A reader is told the parts that are asked of it; a part that was not
// read says so to whoever takes it, instead of looking as if there were nothing. Used by the views of rooms whose lists are long.

/** The parts to read. */
export type Parts<Part extends string> = ReadonlySet<Part>;

const notRead = (name: string): PropertyDescriptor => ({
  // Whoever copies the view copies what was read.
  enumerable: false,
  get() {
    throw new Error(`${name} was not asked for, and was not read.`);
  },
});

/** The same view, in which these fields say that they were not read. */
export function withoutParts<View extends object>(view: View, fields: readonly (keyof View & string)[]): View {
  for (const field of fields) Object.defineProperty(view, field, notRead(field));
  return view;
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
