// The tools above the text: one line, arrows move inside it, Escape goes back to the text. Every tool has its key.
import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useRef } from 'react';
import { Group, Separator, Toolbar } from 'react-aria-components';
import { Button, IconButton } from '../ui/button.tsx';
import type { IconName } from '../ui/icon-shapes.ts';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { type BlockForm, currentForm, indent, insertTable, outdent, setForm } from './commands.ts';
import { applies, perform, startUndoStep } from './perform.ts';
import { tableEntries } from './table-entries.ts';
import styles from './toolbar.module.css';
import { useEditorValue } from './use-editor.ts';
import { formChoices, formLabel } from './words.ts';

export interface ToolbarProps {
  editor: Editor;
  toolbar: RefObject<HTMLDivElement>;
  mayComment: boolean;
  onComment(): void;
  onLink(): void;
  onBlockMenu(): void;
  onShortcuts(): void;
}

interface Tool {
  id: string;
  label: string;
  icon: IconName;
  shortcut?: string;
  isPressed?: boolean;
  isDisabled?: boolean;
  /** Goes into « Plus d’outils » on a narrow page (`optional`), or on a very narrow one (`spare`). */
  room?: 'optional' | 'spare';
  onPress(): void;
}

const readTools = (editor: Editor) => ({
  form: currentForm(editor.state),
  bold: editor.isActive('bold'),
  italic: editor.isActive('italic'),
  underline: editor.isActive('underline'),
  link: editor.isActive('link'),
  inTable: editor.isActive('table'),
  mayTable: applies(editor, insertTable(3, 3)),
  mayIndent: applies(editor, indent),
  mayOutdent: applies(editor, outdent),
  mayUndo: editor.can().undo(),
  mayRedo: editor.can().redo(),
});
type ToolStates = ReturnType<typeof readTools>;

const noTools: ToolStates = {
  form: null,
  bold: false,
  italic: false,
  underline: false,
  link: false,
  inTable: false,
  mayTable: false,
  mayIndent: false,
  mayOutdent: false,
  mayUndo: false,
  mayRedo: false,
};

/** The tools, in groups. */
function toolsOf(props: ToolbarProps, state: ToolStates): Tool[][] {
  const { editor, onComment, onLink, onBlockMenu, onShortcuts, mayComment } = props;
  const mark = (name: 'bold' | 'italic' | 'underline', label: string, shortcut: string): Tool => ({
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
        label: 'Menu du passage : portée, numérotation, lien…',
        icon: 'flag',
        shortcut: 'Alt Entrée',
        onPress: onBlockMenu,
      },
      {
        id: 'comment',
        label: 'Commenter',
        icon: 'comment-add',
        shortcut: 'Ctrl Alt M',
        isDisabled: !mayComment,
        onPress: onComment,
      },
    ],
    [
      history('undo', 'Annuler ma dernière modification', 'Ctrl Z', state.mayUndo),
      history('redo', 'Rétablir', 'Ctrl Y', state.mayRedo),
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

/** The tool bar. */
export function EditorToolbar(props: ToolbarProps) {
  const { editor, toolbar } = props;
  const state = useEditorValue(editor, readTools, noTools);
  const groups = toolsOf(props, state);
  useEscape(editor, toolbar);
  return (
    <div className={styles.bar} ref={toolbar}>
      <Toolbar aria-label="Outils de rédaction" className={styles.toolbar}>
        <FormMenu editor={editor} form={state.form} />
        {groups.map((tools, rank) => (
          <ToolGroup key={tools[0]?.id} tools={tools} isFirst={rank === 0} />
        ))}
        {state.inTable && <TableMenu editor={editor} />}
        <MoreMenu tools={groups.flat()} />
      </Toolbar>
    </div>
  );
}

/** Escape in the tools goes back to the text at once; heard before a tooltip, which would keep it for itself. */
function useEscape(editor: Editor, toolbar: RefObject<HTMLElement>) {
  useEffect(() => {
    const back = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && toolbar.current?.contains(document.activeElement)) editor.view.focus();
    };
    window.addEventListener('keydown', back, { capture: true });
    return () => window.removeEventListener('keydown', back, { capture: true });
  }, [editor, toolbar]);
}

function ToolGroup({ tools, isFirst }: { tools: readonly Tool[]; isFirst: boolean }) {
  return (
    <>
      <Separator orientation="vertical" className={isFirst ? styles.line : styles.optionalLine} />
      <Group className={styles.group}>
        {tools.map(({ id, room, ...tool }) => (
          <span key={id} className={room && styles[room]}>
            <IconButton size="s" {...tool} />
          </span>
        ))}
      </Group>
    </>
  );
}

/** After a choice the cursor is back in the text; after Escape the menu's button has the focus, as everywhere. */
function useReturn(editor: Editor) {
  const hasChosen = useRef(false);
  return {
    choosing: () => {
      hasChosen.current = true;
    },
    onClose: () => {
      if (!hasChosen.current) return;
      hasChosen.current = false;
      // Once the menu has given focus back to its button.
      setTimeout(() => !editor.isDestroyed && editor.view.focus());
    },
  };
}

/** What the current block is, and what it may become. */
function FormMenu({ editor, form }: { editor: Editor; form: BlockForm | null }) {
  const { choosing, onClose } = useReturn(editor);
  const entries = formChoices.map(
    ({ form: choice, label, icon, shortcut }): MenuEntry => ({
      id: choice,
      label,
      icon,
      shortcut,
      onAction: () => {
        choosing();
        perform(editor, setForm(choice));
      },
    }),
  );
  const label = form === null ? 'Tableau' : formLabel(form);
  return (
    <Menu
      label="Nature du passage"
      trigger={
        <Button variant="quiet" size="s" iconAfter="chevron-down" aria-label={`Nature du passage : ${label}`}>
          <span className={styles.form}>{label}</span>
        </Button>
      }
      entries={entries}
      onClose={onClose}
    />
  );
}

function TableMenu({ editor }: { editor: Editor }) {
  return (
    <>
      <Separator orientation="vertical" className={styles.line} />
      <Menu
        label="Tableau"
        trigger={
          <Button variant="quiet" size="s" icon="table" iconAfter="chevron-down">
            Tableau
          </Button>
        }
        entries={tableEntries(editor)}
      />
    </>
  );
}

/** On a narrow page, the tools that have no room. */
function MoreMenu({ tools }: { tools: readonly Tool[] }) {
  const entries = tools
    .filter(({ room }) => room)
    .map(({ id, label, icon, isDisabled, onPress }): MenuEntry => ({ id, label, icon, isDisabled, onAction: onPress }));
  return (
    <span className={styles.more}>
      <Menu
        label="Plus d’outils"
        trigger={<IconButton icon="more" label="Plus d’outils" size="s" />}
        entries={entries}
      />
    </span>
  );
}
