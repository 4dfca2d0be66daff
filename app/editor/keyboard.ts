// What the keys do in the text, besides what Tiptap's own extensions give. The page shows this list (shortcuts-dialog.tsx).
// Ctrl + Alt + figure is left alone: on a French keyboard it types @ and #.
import { Extension } from '@tiptap/core';
import { keydownHandler } from '@tiptap/pm/keymap';
import { type Command, Plugin, PluginKey } from '@tiptap/pm/state';
import { goToNextCell, isInTable } from '@tiptap/pm/tables';
import type { OutcomeKind } from '#domain/vocabulary.ts';
import { type BlockForm, currentForm, indent, markOutcome, outdent, setForm } from './commands.ts';
import { enterAtStart, moveBlock } from './place-commands.ts';
import type { TextHabits } from './text-kinds.ts';

/** What the keys ask of the page around the text. */
export interface KeyboardRequests {
  comment(): void;
  editLink(): void;
  showWriters(): void;
  toggleSuggesting(): void;
  openBlockMenu(): void;
  focusToolbar(): void;
  showShortcuts(): void;
}

const inList: Command = (state) => ['bulletList', 'orderedList'].includes(currentForm(state) ?? '');

/** Tab belongs to lists and tables; everywhere else it leaves the text, as in any page. */
const tab: Command = (state, dispatch) => {
  if (!inList(state)) return false;
  if (indent(state, dispatch)) return true;
  // The first item of a list goes no deeper; leaving the text by surprise would be worse than nothing.
  return !isInTable(state) || goToNextCell(1)(state, dispatch);
};

const shiftTab: Command = (state, dispatch) => {
  if (!inList(state)) return false;
  return isInTable(state) && goToNextCell(-1)(state, dispatch) ? true : outdent(state, dispatch);
};

const formKeys: readonly (readonly [string, BlockForm])[] = [
  ['Alt-Shift-0', 'paragraph'],
  ['Alt-Shift-1', 'article'],
  ['Alt-Shift-2', 'axis'],
  ['Alt-Shift-3', 'objective'],
  ['Alt-Shift-4', 'subheading'],
  ['Alt-Shift-5', 'part'],
  ['Mod-Shift-7', 'orderedList'],
  ['Mod-Shift-8', 'bulletList'],
];

const outcomeKeys: readonly (readonly [string, OutcomeKind])[] = [
  ['Mod-Alt-d', 'DECISION'],
  ['Mod-Alt-t', 'TASK'],
];

/** The keys of who may not write: ProseMirror hears none in a text that is not edited. */
function readingKeys({ comment, openBlockMenu, showShortcuts, showWriters }: KeyboardRequests): Plugin {
  const ask = (request: () => void) => () => {
    request();
    return true;
  };
  const handle = keydownHandler({
    'Mod-Alt-m': ask(comment),
    'Mod-Alt-q': ask(showWriters),
    'Alt-Enter': ask(openBlockMenu),
    'Alt-F1': ask(showShortcuts),
  });
  return new Plugin({
    key: new PluginKey('readingKeys'),
    props: {
      handleDOMEvents: {
        keydown(view, event) {
          if (view.editable || !handle(view, event)) return false;
          event.preventDefault();
          return true;
        },
      },
    },
  });
}

/** The extension; `requests` is asked for what only the page can do. */
export function createKeyboard(requests: KeyboardRequests, { forms, marks }: TextHabits) {
  return Extension.create({
    name: 'keyboard',
    // Before the keys of lists, tables and the base.
    priority: 1100,
    addKeyboardShortcuts() {
      const run = (command: Command) => () => command(this.editor.state, this.editor.view.dispatch, this.editor.view);
      const ask = (request: () => void) => () => {
        request();
        return true;
      };
      const editing = (shortcut: () => boolean) => () => this.editor.isEditable && shortcut();
      return {
        ...Object.fromEntries(
          formKeys
            .filter(([, form]) => forms.includes(form))
            .map(([keys, form]) => [keys, editing(run(setForm(form)))]),
        ),
        ...Object.fromEntries(
          marks === 'outcomes' ? outcomeKeys.map(([keys, outcome]) => [keys, editing(run(markOutcome(outcome)))]) : [],
        ),
        'Mod-.': editing(() => this.editor.commands.toggleMark('superscript')),
        'Mod-,': editing(() => this.editor.commands.toggleMark('subscript')),
        Enter: editing(run(enterAtStart)),
        Tab: editing(run(tab)),
        'Shift-Tab': editing(run(shiftTab)),
        'Alt-Shift-ArrowUp': editing(run(moveBlock(-1))),
        'Alt-Shift-ArrowDown': editing(run(moveBlock(1))),
        'Mod-k': editing(ask(requests.editLink)),
        'Mod-Alt-m': ask(requests.comment),
        'Mod-Alt-q': ask(requests.showWriters),
        'Mod-Alt-p': ask(requests.toggleSuggesting),
        'Alt-Enter': ask(requests.openBlockMenu),
        'Alt-F10': ask(requests.focusToolbar),
        Escape: ask(requests.focusToolbar),
        'Alt-F1': ask(requests.showShortcuts),
      };
    },
    addProseMirrorPlugins: () => [readingKeys(requests)],
  });
}
