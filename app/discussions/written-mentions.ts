// Mentions as one writes them: « @Claire Dupont » in the composer, `@[id]` in what is sent. Pure; tested on its own.
import { partsOfBody, writeMention } from '#domain/discussions/bodies.ts';

/** Who may be meant by a name in one composer: the words after the `@`, and the id they stand for. */
export type KnownNames = ReadonlyMap<string, string>;

/** Somebody chosen in the list or named in a comment that is edited. */
interface Named {
  id: string;
  name: string;
  detail: string;
}

/** Longest name that is looked for: nobody types more before choosing. */
const QUERY_LIMIT = 40;

/** The beginning of a name that is being typed at the caret: after an `@` that begins a word, on the same line. */
export function mentionAt(text: string, caret: number): { start: number; query: string } | null {
  const before = text.slice(Math.max(0, caret - QUERY_LIMIT - 1), caret);
  const found = /(?:^|[\s(«"'’])@([^\n@]*)$/u.exec(before);
  if (!found) return null;
  const query = found[1] ?? '';
  // « @ » and then a blank is not a name.
  return /^\s/.test(query) ? null : { start: caret - query.length - 1, query };
}

/** The words that stand for somebody: the name, with where they work when another bears the same. */
function labelOf({ id, name, detail }: Named, known: KnownNames): string {
  const holder = known.get(name);
  return holder === undefined || holder === id ? name : `${name} (${detail})`;
}

/** Puts somebody's name in the place of what was typed from `start` to `caret`. */
export function insertMention(
  { text, known }: { text: string; known: KnownNames },
  { start, caret }: { start: number; caret: number },
  person: Named,
): { text: string; known: KnownNames; caret: number } {
  const label = labelOf(person, known);
  const after = text.slice(caret);
  const written = `@${label}${/^[\s.,;:!?)»]/u.test(after) ? '' : ' '}`;
  return {
    text: text.slice(0, start) + written + after,
    known: new Map(known).set(label, person.id),
    caret: start + written.length,
  };
}

const escaped = (words: string) => words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The body to send: each known name after an `@` becomes its mention, the longest name first. */
export function bodyOf(text: string, known: KnownNames): string {
  const labels = [...known.keys()].sort((left, right) => right.length - left.length);
  if (labels.length === 0) return text;
  const names = new RegExp(`@(${labels.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return text.replace(names, (words, label: string) => {
    const id = known.get(label);
    return id === undefined ? words : writeMention(id);
  });
}

/** A sent body as one edits it again. */
export function textOfBody(body: string, mentions: readonly Named[]): { text: string; known: KnownNames } {
  const known = new Map<string, string>();
  const text = partsOfBody(body)
    .map((part) => {
      if ('text' in part) return part.text;
      const mention = mentions.find(({ id }) => id === part.mentionId);
      if (!mention) return writeMention(part.mentionId);
      const label = labelOf(mention, known);
      known.set(label, mention.id);
      return `@${label}`;
    })
    .join('');
  return { text, known };
}
