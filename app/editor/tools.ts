// What the tools above the text are and do; toolbar.tsx shows them.
import type { Editor } from '@tiptap/core';
import type { IconName } from '../ui/icon-shapes.ts';
import { currentBlock, currentForm, indent, markOutcome, outdent, setForm } from './commands.ts';
import { applies, perform, startUndoStep } from './perform.ts';
import { insertTable } from './place-commands.ts';
import type { TextHabits } from './text-kinds.ts';
import { outcomeChoices } from './words.ts';

/** One tool of the bar. */
export interface Tool {
  id: string;
  label: string;
  icon: IconName;
  shortcut?: string;
  isPressed?: boolean;
  isDisabled?: boolean;
  /** Goes into « Plus d’outils » on a narrow page (`optional`), or on a very narrow one (`spare`); `rare` is in the menu of the passage too, and leaves first. */
  room?: 'optional' | 'spare' | 'rare';
  onPress(): void;
}

/** What the tools show of the text at the cursor. */
export const readTools = (editor: Editor) => ({
  form: currentForm(editor.state),
  bold: editor.isActive('bold'),
  italic: editor.isActive('italic'),
  underline: editor.isActive('underline'),
  superscript: editor.isActive('superscript'),
  subscript: editor.isActive('subscript'),
  link: editor.isActive('link'),
  inTable: editor.isActive('table'),
  mayTable: applies(editor, insertTable(3, 3)),
  mayIndent: applies(editor, indent),
  mayOutdent: applies(editor, outdent),
  mayUndo: editor.can().undo(),
  mayRedo: editor.can().redo(),
  outcome: currentBlock(editor.state)?.node.attrs.outcome ?? null,
});
export type ToolStates = ReturnType<typeof readTools>;

/** As long as there is no editor. */
export const noTools: ToolStates = {
  form: null,
  bold: false,
  italic: false,
  underline: false,
  superscript: false,
  subscript: false,
  link: false,
  inTable: false,
  mayTable: false,
  mayIndent: false,
  mayOutdent: false,
  mayUndo: false,
  mayRedo: false,
  outcome: null,
};

/** What the tools ask of the page around the text. */
export interface ToolRequests {
  editor: Editor;
  habits: TextHabits;
  mayComment: boolean;
  onComment(): void;
  onLink(): void;
  onWriters(): void;
  isSuggesting: boolean;
  /** Null: what is written is suggested anyway. */
  onSuggesting: (() => void) | null;
  onBlockMenu(): void;
  onShortcuts(): void;
}

const commentTool = ({ mayComment, onComment }: ToolRequests): Tool => ({
  id: 'comment',
  label: 'Commenter',
  icon: 'comment-add',
  shortcut: 'Ctrl Alt M',
  isDisabled: !mayComment,
  onPress: onComment,
});

const suggestTool = ({ isSuggesting, onSuggesting }: ToolRequests): Tool[] =>
  onSuggesting
    ? [
        {
          id: 'suggest',
          label: 'Proposer au lieu de rédiger',
          icon: 'edit',
          shortcut: 'Ctrl Alt P',
          isPressed: isSuggesting,
          room: 'optional',
          onPress: onSuggesting,
        },
      ]
    : [];

/** What a meeting made of the block; pressed again, nothing. */
const outcomeTools = (editor: Editor, state: ToolStates): Tool[] =>
  outcomeChoices.map(({ outcome, label, icon, shortcut }) => ({
    id: outcome,
    label,
    icon,
    shortcut,
    isPressed: state.outcome === outcome,
    onPress: () => perform(editor, markOutcome(outcome)),
  }));

/** The tools, in groups. */
export function toolsOf(props: ToolRequests, state: ToolStates): Tool[][] {
  const { editor, habits, onLink, onWriters, onBlockMenu, onShortcuts } = props;
  const mark = (
    name: 'bold' | 'italic' | 'underline' | 'superscript' | 'subscript',
    label: string,
    shortcut: string,
  ): Tool => ({
    id: name,
    label,
    icon: name,
    shortcut,
    isPressed: state[name],
    onPress: () => editor.chain().focus().toggleMark(name).run(),
  });
  const list = (form: 'bulletList' | 'orderedList', icon: IconName, label: string, shortcut: string): Tool => ({
    id: form,
    label,
    icon,
    shortcut,
    isPressed: state.form === form,
    onPress: () => perform(editor, setForm(form)),
  });
  const history = (name: 'undo' | 'redo', label: string, shortcut: string, may: boolean): Tool => ({
    id: name,
    label,
    icon: name,
    shortcut,
    isDisabled: !may,
    room: 'spare',
    onPress: () => {
      startUndoStep(editor);
      editor.commands[name]();
      editor.view.focus();
    },
  });
  return [
    [
      mark('bold', 'Gras', 'Ctrl B'),
      { ...mark('italic', 'Italique', 'Ctrl I'), room: 'spare' },
      { ...mark('underline', 'Souligné', 'Ctrl U'), room: 'optional' },
      { ...mark('superscript', 'Exposant', 'Ctrl .'), room: 'optional' },
      { ...mark('subscript', 'Indice', 'Ctrl ,'), room: 'optional' },
      {
        id: 'link',
        label: 'Lien',
        icon: 'link',
        shortcut: 'Ctrl K',
        isPressed: state.link,
        room: 'optional',
        onPress: onLink,
      },
    ],
    [
      list('bulletList', 'bullet-list', 'Liste à puces', 'Ctrl Maj 8'),
      { ...list('orderedList', 'ordered-list', 'Liste numérotée', 'Ctrl Maj 7'), room: 'optional' },
      {
        id: 'outdent',
        label: 'Remonter d’un niveau',
        icon: 'outdent',
        shortcut: 'Maj Tab',
        isDisabled: !state.mayOutdent,
        room: 'optional',
        onPress: () => perform(editor, outdent),
      },
      {
        id: 'indent',
        label: 'Abaisser d’un niveau',
        icon: 'indent',
        shortcut: 'Tab',
        isDisabled: !state.mayIndent,
        room: 'optional',
        onPress: () => perform(editor, indent),
      },
      {
        id: 'table',
        label: 'Insérer un tableau',
        icon: 'table',
        isDisabled: !state.mayTable,
        room: 'optional',
        onPress: () => perform(editor, insertTable(3, 3)),
      },
    ],
    [
      {
        id: 'block',
        label:
          habits.marks === 'promises'
            ? 'Menu du passage\u00a0: portée, numérotation, lien…'
            : 'Menu du passage\u00a0: nature, lien…',
        icon: habits.marks === 'promises' ? 'flag' : 'more',
        shortcut: 'Alt Entrée',
        onPress: onBlockMenu,
      },
      ...(habits.marks === 'outcomes' ? outcomeTools(editor, state) : [commentTool(props)]),
    ],
    [
      history('undo', 'Annuler ma dernière modification', 'Ctrl Z', state.mayUndo),
      history('redo', 'Rétablir', 'Ctrl Y', state.mayRedo),
      ...suggestTool(props),
      {
        id: 'writers',
        label: 'Qui a écrit ce passage',
        icon: 'history',
        shortcut: 'Ctrl Alt Q',
        room: 'rare',
        onPress: onWriters,
      },
      {
        id: 'shortcuts',
        label: 'Raccourcis du clavier',
        icon: 'keyboard',
        shortcut: 'Alt F1',
        room: 'optional',
        onPress: onShortcuts,
      },
    ],
  ];
}
