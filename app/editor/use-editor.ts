// Tiptap's editor in React, without its node views: made on an element, told apart from React's rendering.
import { Editor } from '@tiptap/core';
import { Selection, type Transaction } from '@tiptap/pm/state';
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { editorExtensions, inputRules, pasteRules, type TextEditorOptions } from './editor-extensions.ts';

export interface UseEditorOptions extends Omit<TextEditorOptions, 'text' | 'mayWrite' | 'frenchTyping'> {
  /** Null: there is nothing to show yet. */
  text: TextEditorOptions['text'] | null;
  mayWrite: boolean;
  frenchTyping: boolean;
  /** The text's name for screen readers. */
  label: string;
  className: string | undefined;
}

/** An editor in `element`, made anew for another text; null until there is one. */
export function useTextEditor(element: RefObject<HTMLElement | null>, options: UseEditorOptions): Editor | null {
  const [editor, setEditor] = useState<Editor | null>(null);
  const latest = useRef(options);
  latest.current = options;
  const { kind, text, awareness } = options;
  useEffect(() => {
    if (!text || !element.current) return;
    const made = new Editor({
      element: element.current,
      extensions: editorExtensions({
        kind,
        text,
        awareness,
        mayWrite: () => latest.current.mayWrite,
        frenchTyping: () => latest.current.frenchTyping,
        suggesting: latest.current.suggesting,
        requests: {
          comment: () => latest.current.requests.comment(),
          toggleSuggesting: () => latest.current.requests.toggleSuggesting(),
          editLink: () => latest.current.requests.editLink(),
          showWriters: () => latest.current.requests.showWriters(),
          openBlockMenu: () => latest.current.requests.openBlockMenu(),
          focusToolbar: () => latest.current.requests.focusToolbar(),
          showShortcuts: () => latest.current.requests.showShortcuts(),
          activateThreads: (threads) => latest.current.requests.activateThreads(threads),
          numbersStripped: (headings) => latest.current.requests.numbersStripped(headings),
          pasteLeftOut: (omissions) => latest.current.requests.pasteLeftOut(omissions),
        },
      }),
      enableInputRules: inputRules,
      enablePasteRules: pasteRules,
      // Its few rules are in text-sheet.module.css: the page allows no style of its own making.
      injectCSS: false,
      editable: latest.current.mayWrite,
      editorProps: { attributes: () => attributesOf(latest.current) },
    });
    made.view.dispatch(made.state.tr.setSelection(Selection.atStart(made.state.doc)));
    setEditor(made);
    return () => {
      setEditor(null);
      made.destroy();
    };
  }, [element, kind, text, awareness]);
  const { mayWrite } = options;
  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.setEditable(mayWrite, false);
  }, [editor, mayWrite]);
  return editor;
}

/** Who may write has a text box; who may only read has a document, with its headings to go through. */
function attributesOf({ mayWrite, label, className }: UseEditorOptions): Record<string, string> {
  const shared = { class: className ?? '', 'aria-label': label, lang: 'fr', spellcheck: 'true', tabindex: '0' };
  return mayWrite ? { ...shared, role: 'textbox', 'aria-multiline': 'true' } : { ...shared, role: 'document' };
}

const same = (one: unknown, other: unknown): boolean =>
  one === other ||
  (typeof one === 'object' &&
    typeof other === 'object' &&
    one !== null &&
    other !== null &&
    !Array.isArray(one) &&
    Object.keys(one).length === Object.keys(other).length &&
    Object.entries(one).every(([key, value]) => value === (other as Record<string, unknown>)[key]));

/**
 * What is shown beside the text follows once typing pauses for this long, ms: under the fingers there is the text alone.
 * Longer than from one key to the next within a word, shorter than a look aside.
 */
const PAUSE_MS = 200;

/** Calls `changed` after each transaction: at once when the words stayed, else when typing pauses. Gives what stops it. */
export function afterTyping(editor: Editor, changed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = () => {
    timer = undefined;
    changed();
  };
  const heard = ({ transaction }: { transaction: Transaction }) => {
    if (transaction.docChanged) {
      clearTimeout(timer);
      timer = setTimeout(follow, PAUSE_MS);
    } else if (timer === undefined) changed();
  };
  editor.on('transaction', heard);
  return () => {
    clearTimeout(timer);
    editor.off('transaction', heard);
  };
}

/** A value read from the editor, rendered again only when it differs. */
export function useEditorValue<Value>(editor: Editor | null, read: (editor: Editor) => Value, otherwise: Value): Value {
  const last = useRef<{ value: Value } | null>(null);
  return useSyncExternalStore(
    (changed) => {
      const stop = editor && afterTyping(editor, changed);
      editor?.on('focus', changed);
      editor?.on('blur', changed);
      return () => {
        stop?.();
        editor?.off('focus', changed);
        editor?.off('blur', changed);
      };
    },
    () => {
      const value = editor && !editor.isDestroyed ? read(editor) : otherwise;
      if (!last.current || !same(last.current.value, value)) last.current = { value };
      return last.current.value;
    },
    () => otherwise,
  );
}
