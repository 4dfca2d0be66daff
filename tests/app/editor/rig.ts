// Editors for tests: the real extensions on real Y.Docs, linked in memory, in happy-dom.
import { Editor, type JSONContent } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import * as Y from 'yjs';
import type { OwnSuggestions } from '#app/editor/binding/suggested-edits.ts';
import type { EditorRequests } from '#app/editor/editor-extensions.ts';
import { editorExtensions, inputRules, pasteRules } from '#app/editor/editor-extensions.ts';
import type { TextKind } from '#app/editor/text-kinds.ts';
import { parseText, writeText } from '#domain/texts/live-text.ts';
import { quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { checkUpdate } from '#realtime/server/update-check.ts';
import { readUpdate } from '#realtime/server/update-reader.ts';

/** Requests that an editor makes of its page, as a test records them. */
export const silentRequests = (changes: Partial<EditorRequests> = {}): EditorRequests => ({
  comment() {},
  toggleSuggesting() {},
  editLink() {},
  showWriters() {},
  openBlockMenu() {},
  focusToolbar() {},
  showShortcuts() {},
  activateThreads() {},
  numbersStripped() {},
  pasteLeftOut() {},
  ...changes,
});

/** An editor on a document. */
export function openEditor(
  doc: Y.Doc,
  changes: {
    kind?: TextKind;
    mayWrite?: boolean;
    frenchTyping?: boolean;
    suggesting?: OwnSuggestions | null;
    onlySuggests?: boolean;
    requests?: Partial<EditorRequests>;
  } = {},
): Editor {
  const {
    kind = 'convention',
    mayWrite = true,
    frenchTyping = true,
    suggesting = null,
    onlySuggests = false,
    requests,
  } = changes;
  return new Editor({
    element: document.body.appendChild(document.createElement('div')),
    extensions: editorExtensions({
      kind,
      text: sequenceOf(doc),
      awareness: null,
      mayWrite: () => mayWrite,
      frenchTyping: () => frenchTyping,
      suggesting: { own: () => suggesting, isAll: () => onlySuggests, tableLeftAsItWas() {} },
      requests: silentRequests(requests),
    }),
    enableInputRules: inputRules,
    enablePasteRules: pasteRules,
    injectCSS: false,
    editable: mayWrite,
  });
}

/** A document whose text is `content`. */
export function docOf(content: JSONContent[], clientID?: number): Y.Doc {
  const doc = quiet(new Y.Doc());
  if (clientID !== undefined) doc.clientID = clientID;
  writeText(doc, parseText({ type: 'doc', content }));
  return doc;
}

/** An editor on a new document with this text. */
export const editorOf = (content: JSONContent[]): Editor => openEditor(docOf(content));

/** A block's id from a short name, which `blocks` and `ids` give back. */
export const idOf = (name: string): string => {
  const hex = [...new TextEncoder().encode(name)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `00000000-0000-4000-8000-${hex.padStart(12, '0')}`;
};

/** The short name of an id made by `idOf`; any other id as it is. */
export const nameOf = (id: string | null): string | null => {
  if (!id?.startsWith('00000000-0000-4000-8000-')) return id;
  const bytes =
    id
      .slice(24)
      .match(/../g)
      ?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return new TextDecoder().decode(Uint8Array.from(bytes.filter((byte) => byte > 0)));
};

const withIds = ({ id, previousId, ...attrs }: Record<string, unknown>) => ({
  ...attrs,
  ...(typeof id === 'string' ? { id: id.length < 12 ? idOf(id) : id } : {}),
  ...(typeof previousId === 'string' ? { previousId: previousId.length < 12 ? idOf(previousId) : previousId } : {}),
});

/** Presses a key in the text, as the keyboard does. */
export const press = (editor: Editor, key: string, held: KeyboardEventInit = {}): boolean =>
  editor.view.someProp('handleKeyDown', (handle) =>
    handle(editor.view, new KeyboardEvent('keydown', { key, ...held })),
  ) ?? false;

/** The words of a text node, or none. */
const inline = (words: string): JSONContent[] => (words === '' ? [] : [{ type: 'text', text: words }]);

export const paragraph = (words: string, attrs: Record<string, unknown> = {}): JSONContent => ({
  type: 'paragraph',
  attrs: withIds(attrs),
  content: inline(words),
});

export const heading = (kind: string, words: string, attrs: Record<string, unknown> = {}): JSONContent => ({
  type: 'heading',
  attrs: { kind, ...withIds(attrs) },
  content: inline(words),
});

export const item = (words: string, attrs: Record<string, unknown> = {}, inner: JSONContent[] = []): JSONContent => ({
  type: 'listItem',
  attrs: withIds(attrs),
  content: [paragraph(words), ...inner],
});

export const bullets = (...items: JSONContent[]): JSONContent => ({ type: 'bulletList', content: items });

/** Applies a command; whether it applied. */
export const run = (editor: Editor, command: Command): boolean =>
  command(editor.state, editor.view.dispatch, editor.view);

/** Puts the cursor just before or after the first occurrence of `words`, or selects them. */
export function putCursor(editor: Editor, words: string, where: 'before' | 'after' | 'around' = 'after') {
  let found = -1;
  editor.state.doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? '').indexOf(words) : -1;
    if (found === -1 && at !== -1) found = pos + at;
  });
  if (found === -1) throw new Error(`« ${words} » is not in the text`);
  const [from, to] = [found, found + words.length];
  editor.commands.setTextSelection(where === 'around' ? { from, to } : where === 'before' ? from : to);
}

/** Each block's type, id and words, to compare a text at a glance. */
export function blocks(editor: Editor): string[] {
  const lines: string[] = [];
  editor.state.doc.descendants((node, _pos, parent) => {
    const carries = node.type.name !== 'paragraph' || parent?.type.name === 'doc';
    if (carries && ['heading', 'paragraph', 'listItem', 'table'].includes(node.type.name)) {
      const words = (node.isTextblock ? node : node.firstChild)?.textContent ?? '';
      lines.push(`${node.attrs.kind ?? node.type.name} ${nameOf(node.attrs.id)} ${words}`.trim());
    }
    return !node.isTextblock;
  });
  return lines;
}

/** The ids of all blocks, in reading order. */
export const ids = (editor: Editor): string[] => blocks(editor).map((line) => line.split(' ')[1] ?? '');

/** What an editor makes must be what the server takes: an update that it refuses fails the test. */
export function receive(doc: Y.Doc, update: Uint8Array) {
  checkUpdate(readUpdate(update), doc, () => true);
  Y.applyUpdate(doc, update, 'wire');
}

/** Passes every change of each document on to the others at once; the function returned cuts the line. */
export function link(...docs: Y.Doc[]): () => void {
  const listeners = docs.map((doc) => (update: Uint8Array, origin: unknown) => {
    if (origin === 'wire') return;
    for (const other of docs) if (other !== doc) receive(other, update);
  });
  docs.forEach((doc, index) => {
    const listener = listeners[index];
    if (listener) doc.on('update', listener);
  });
  return () =>
    docs.forEach((doc, index) => {
      const listener = listeners[index];
      if (listener) doc.off('update', listener);
    });
}

/** Brings documents that wrote apart to the same state. */
export function exchange(...docs: Y.Doc[]) {
  for (let turn = 0; turn < 2; turn += 1)
    for (const from of docs)
      for (const to of docs) if (from !== to) receive(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
}

/** The suggestions of one person. */
export function ownSuggestions(): OwnSuggestions & { ids: Set<string> } {
  const ids = new Set<string>();
  const create = () => {
    const id = crypto.randomUUID();
    ids.add(id);
    return id;
  };
  return { ids, has: (id) => ids.has(id), create };
}
