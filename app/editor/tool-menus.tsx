// The menus among the tools: what the block is, what may be done with a table, and the tools that have no room.
import type { Editor } from '@tiptap/core';
import { useRef, useState } from 'react';
import { Separator } from 'react-aria-components';
import { Button, IconButton } from '../ui/button.tsx';
import { Menu, type MenuEntry, type MenuProps } from '../ui/menu.tsx';
import { useBackToText } from './back-to-text.ts';
import { type BlockForm, setForm } from './commands.ts';
import { perform } from './perform.ts';
import { tableEntries } from './table-entries.ts';
import type { TextHabits } from './text-kinds.ts';
import styles from './toolbar.module.css';
import type { Tool } from './tools.ts';
import { formChoices, formLabel } from './words.ts';

interface ToolMenuProps extends Omit<MenuProps, 'entries'> {
  editor: Editor;
  /** Asked as the menu opens: the tools around it are not drawn again for every place that the cursor comes to. */
  entriesNow(): readonly (MenuEntry | null)[];
}

/** A menu of the tools: after a choice the cursor is back in the text; after Escape its button has the focus. */
function ToolMenu({ editor, entriesNow, ...menu }: ToolMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const hasChosen = useRef(false);
  useBackToText(editor, isOpen, () => hasChosen.current);
  const open = (isOpen: boolean) => {
    if (isOpen) hasChosen.current = false;
    setOpen(isOpen);
  };
  const chosen = (entry: MenuEntry): MenuEntry => ({
    ...entry,
    onAction: () => {
      hasChosen.current = true;
      entry.onAction?.();
    },
  });
  return (
    <Menu {...menu} entries={entriesNow().map((entry) => entry && chosen(entry))} isOpen={isOpen} onOpenChange={open} />
  );
}

/** What the current block is, and what it may become. */
export function FormMenu({ editor, habits, form }: { editor: Editor; habits: TextHabits; form: BlockForm | null }) {
  const entries = formChoices(habits).map(
    ({ form: choice, label, icon, shortcut }): MenuEntry => ({
      id: choice,
      label,
      icon,
      shortcut,
      onAction: () => perform(editor, setForm(choice)),
    }),
  );
  const label = form === null ? 'Tableau' : formLabel(form);
  return (
    <ToolMenu
      editor={editor}
      label="Nature du passage"
      trigger={
        <Button variant="quiet" size="s" iconAfter="chevron-down" aria-label={`Nature du passage\u00a0: ${label}`}>
          <span className={styles.form}>{label}</span>
        </Button>
      }
      entriesNow={() => entries}
    />
  );
}

/** What may be done with the table around the cursor. */
export function TableMenu({ editor }: { editor: Editor }) {
  return (
    <>
      <Separator orientation="vertical" className={styles.line} />
      <ToolMenu
        editor={editor}
        label="Tableau"
        trigger={
          <Button variant="quiet" size="s" icon="table" iconAfter="chevron-down">
            Tableau
          </Button>
        }
        entriesNow={() => tableEntries(editor)}
      />
    </>
  );
}

/** On a narrow page, the tools that have no room. */
export function MoreMenu({ editor, tools }: { editor: Editor; tools: readonly Tool[] }) {
  const entries = tools
    .filter(({ room }) => room)
    .map(({ id, label, icon, isDisabled, onPress }): MenuEntry => ({ id, label, icon, isDisabled, onAction: onPress }));
  return (
    <span className={styles.more}>
      <ToolMenu
        editor={editor}
        label="Plus d’outils"
        trigger={<IconButton icon="more" label="Plus d’outils" size="s" />}
        entriesNow={() => entries}
      />
    </span>
  );
}
