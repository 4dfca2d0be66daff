// What a browser still holds of edits to a text of the former form: they fit no text any more, but their words are
// somebody's. Loaded by browser-store.ts when there are such edits, and only then; goes with domain/texts/former-tree.ts.
import * as Y from 'yjs';
import { FORMER_FIELD } from '#domain/texts/former-tree.ts';
import { isBlockId } from '#domain/texts/text-grammar.ts';
import { isBlock } from '#domain/texts/text-schema.ts';

/** Words that edits added to one block. */
export interface FoundPassage {
  /** The same whenever the same edits are looked through. */
  id: string;
  /** Null: where they were is not known here. */
  blockId: string | null;
  /** Whole words; stretches that were apart are parted by « … ». */
  words: string;
}

const APART = ' … ';

type Stretch = [from: number, to: number];

/** Characters that edits brought, in the order of their ids. */
type Brought = Y.Item & { content: Y.ContentString };

function broughtBy(edits: readonly Uint8Array[]): Brought[] {
  const isWords = (struct: Y.Item | Y.GC | Y.Skip): struct is Brought =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString;
  return edits
    .flatMap((edit) => Y.decodeUpdate(edit).structs.filter(isWords))
    .sort((one, other) => one.id.client - other.id.client || one.id.clock - other.id.clock);
}

/** The words around `stretches` of `text`, each whole. */
function wholeWords(text: string, stretches: readonly Stretch[]): string {
  const whole: Stretch[] = [];
  for (const [from, to] of stretches) {
    // A stretch that itself begins or ends with a blank is whole there.
    const before = /\S/.test(text.charAt(from)) ? (/\S*$/.exec(text.slice(0, from))?.[0].length ?? 0) : 0;
    const after = /\S/.test(text.charAt(to - 1)) ? (/^\S*/.exec(text.slice(to))?.[0].length ?? 0) : 0;
    const last = whole.at(-1);
    if (last && from - before <= last[1]) last[1] = Math.max(last[1], to + after);
    else whole.push([from - before, to + after]);
  }
  const parts = whole.map(([from, to]) => text.slice(from, to).trim());
  return parts.filter((part) => part !== '').join(APART);
}

/** The words of a run that were brought; '' when none were. */
function broughtIn(run: Y.XmlText, covers: (client: number, clock: number) => boolean): { words: string; id: string } {
  let text = '';
  let id = '';
  const stretches: Stretch[] = [];
  for (let item = run._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const { str } = item.content;
    for (let at = 0; at < str.length; at += 1) {
      if (!covers(item.id.client, item.id.clock + at)) continue;
      id ||= `${item.id.client}.${item.id.clock + at}`;
      const last = stretches.at(-1);
      const place = text.length + at;
      if (last?.[1] === place) last[1] = place + 1;
      else stretches.push([place, place + 1]);
    }
    text += str;
  }
  return { words: wholeWords(text, stretches), id };
}

/** Words of edits that continue what is not here. */
function unplaced(doc: Y.Doc, brought: readonly Brought[]): FoundPassage[] {
  let words = '';
  let last: Brought | null = null;
  let first: Brought | null = null;
  for (const item of brought) {
    if (item.id.clock < Y.getState(doc.store, item.id.client)) continue;
    const goesOn =
      last && item.origin?.client === last.id.client && item.origin.clock === last.id.clock + last.length - 1;
    words += goesOn || words === '' ? item.content.str : `${APART}${item.content.str}`;
    first ??= item;
    last = item;
  }
  return first && words.trim() !== '' ? [{ id: `${first.id.client}.${first.id.clock}`, blockId: null, words }] : [];
}

/** Whether bytes that a browser gives back are still an update. */
function isReadable(update: Uint8Array): boolean {
  try {
    Y.decodeUpdate(update);
    return true;
  } catch {
    return false;
  }
}

/** The blocks of a former text (`copy`, and then `edits`) whose words `edits` added, with these words. */
export function passagesIn(copy: Uint8Array | null, edits: readonly Uint8Array[]): FoundPassage[] {
  const doc = new Y.Doc();
  const readable = edits.filter(isReadable);
  for (const update of copy && isReadable(copy) ? [copy, ...readable] : readable) Y.applyUpdate(doc, update);
  const brought = broughtBy(readable);
  const clocks = new Map<number, Set<number>>();
  for (const { id, length } of brought) {
    const known = clocks.get(id.client) ?? new Set();
    for (let at = 0; at < length; at += 1) known.add(id.clock + at);
    clocks.set(id.client, known);
  }
  const covers = (client: number, clock: number) => clocks.get(client)?.has(clock) ?? false;
  const found = new Map<string | null, FoundPassage>();
  const walk = (parent: Y.XmlFragment, blockId: string | null) => {
    const parentName = parent instanceof Y.XmlElement ? parent.nodeName : 'doc';
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlElement) {
        const id: unknown = child.getAttribute('id');
        walk(child, isBlock(child.nodeName, parentName) && isBlockId(id) ? id : blockId);
      }
      if (!(child instanceof Y.XmlText)) continue;
      const { words, id } = broughtIn(child, covers);
      if (words === '') continue;
      const passage = found.get(blockId);
      if (passage) passage.words += `${APART}${words}`;
      else found.set(blockId, { id, blockId, words });
    }
  };
  walk(doc.getXmlFragment(FORMER_FIELD), null);
  return [...found.values(), ...unplaced(doc, brought)];
}
