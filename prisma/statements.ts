// Names for statements that come again, so that the server parses and plans each once a connection. Called by client.ts.

/** Each connection keeps all that are named: lists of changing lengths, whose texts never end, must not fill it. */
const MOST_NAMED = 400;
const MOST_REMEMBERED = 2_000;
const LONGEST = 12_000;

const names = new Map<string, string>();

/** Texts that came once: what is asked once costs no connection any memory. */
const once = new Set<string>();

/** The name under which a statement is kept; undefined for one that is not. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_NAMED || text.length > LONGEST) return known;
  if (!once.delete(text)) {
    if (once.size >= MOST_REMEMBERED) once.clear();
    once.add(text);
    return undefined;
  }
  const name = `often_${names.size}`;
  names.set(text, name);
  return name;
}

const SELECT_ONE_TABLE = /^SELECT "public"\."\w+".* FROM "public"\."\w+" WHERE (.*) OFFSET \$\d+$/s;
const NOWHERE = /^(?:\(.* AND )?(?:1=0|"public"\."\w+"\."\w+" IN \(NULL\))(?: AND .*)?\)?(?: ORDER BY .*)?$/s;

/**
 * Whether a statement of Prisma's can find no row whatever is in the database: what belongs to the rows of a list is read by a
 * statement for each relation, also when there was no row. Of the shapes that it has, those alone that say so plainly.
 */
export function findsNothing(text: string): boolean {
  if (!text.includes('IN (NULL)') && !text.includes('WHERE 1=0')) return false;
  const [, where = ''] = SELECT_ONE_TABLE.exec(text) ?? [];
  return NOWHERE.test(where) && !/\bOR\b|\bNOT\b|\bEXISTS\b|\bSELECT\b/.test(where);
}
