// Everything an editor of a convention's text is made of: the model of domain/texts/text-schema.ts and the behaviour of this
// folder. No node or mark is added here.
import { Extension, type Extensions } from '@tiptap/core';
import { ListKeymap } from '@tiptap/extension-list';
import { Dropcursor, Gapcursor } from '@tiptap/extensions';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { textExtensions } from '#domain/texts/text-schema.ts';
import type { Suggesting } from './binding/binding.ts';
import { createSequenceEditing } from './binding/sequence-editing.ts';
import { createCarets } from './carets.ts';
import { createCopy } from './copy.ts';
import { createFinding } from './finding.ts';
import { createFrenchTyping } from './french-typing.ts';
import { createKeyboard, type KeyboardRequests } from './keyboard.ts';
import { createWriteGuard } from './origins.ts';
import { createOutline } from './outline.ts';
import { createPaste, type PasteListeners } from './paste.ts';
import { createPointers } from './pointers.ts';
import { createSuggestionMarks } from './suggestions/suggestion-marks.ts';
import { type TextKind, textHabits } from './text-kinds.ts';
import { TrueSelection } from './true-selection.ts';
import { createTypedHeadings } from './typed-headings.ts';
import { createUndoByWord } from './undo-by-word.ts';

export interface EditorRequests extends KeyboardRequests, PasteListeners {
  /** The words of these threads were clicked, innermost first. */
  activateThreads(threadIds: string[]): void;
}

export interface TextEditorOptions {
  kind: TextKind;
  text: Y.Text;
  /** Null: nobody else's cursor is shown (tests, a text without company). */
  awareness: Awareness | null;
  mayWrite(): boolean;
  /** Whether French typography is put while this person types. */
  frenchTyping(): boolean;
  suggesting: Suggesting;
  requests: EditorRequests;
}

const createThreadClicks = (activate: (threadIds: string[]) => void) =>
  new Plugin({
    key: new PluginKey('threadClicks'),
    props: {
      handleClick(view, _pos, { target }) {
        const threads: string[] = [];
        let element = target instanceof Element ? target.closest<HTMLElement>('[data-thread]') : null;
        for (; element && view.dom.contains(element); element = element.parentElement?.closest('[data-thread]') ?? null)
          if (element.dataset.thread) threads.push(element.dataset.thread);
        if (threads.length > 0) activate(threads);
        return false;
      },
    },
  });

/** The extensions of an editor on `text`. */
export function editorExtensions({
  kind,
  text,
  awareness,
  mayWrite,
  frenchTyping,
  suggesting,
  requests,
}: TextEditorOptions): Extensions {
  return [
    ...textExtensions,
    ListKeymap.configure({ listTypes: [{ itemName: 'listItem', wrapperNames: ['bulletList', 'orderedList'] }] }),
    Gapcursor,
    Dropcursor.configure({ color: 'var(--accent)', width: 2 }),
    createSequenceEditing(text, suggesting),
    createKeyboard(requests, textHabits[kind]),
    TrueSelection,
    Extension.create({
      name: 'conventionText',
      addProseMirrorPlugins() {
        return [
          createWriteGuard(mayWrite),
          createOutline(),
          createFinding(),
          createPointers(),
          createSuggestionMarks(),
          createCopy(this.editor.schema),
          createPaste(textHabits[kind], requests),
          createUndoByWord(),
          createTypedHeadings(textHabits[kind]),
          createFrenchTyping(frenchTyping),
          createThreadClicks(requests.activateThreads),
          ...(awareness ? createCarets(awareness, text) : []),
        ];
      },
    }),
  ];
}

/** Typing rules that are kept: « - » and « 1. » start lists (« ## », a heading, is typed-headings.ts). Asterisks and underscores stay what was typed. */
export const inputRules = ['bulletList', 'orderedList'];
/** Pasting an address on selected words makes a link of them. */
export const pasteRules = ['link'];
