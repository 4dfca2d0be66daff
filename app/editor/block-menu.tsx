// The menu of one block: what it is, what it promises, how it is numbered, and what may be done with it.
import type { Editor } from '@tiptap/core';
import { Button, Menu, MenuTrigger, Popover } from 'react-aria-components';
import { Icon } from '../ui/icon.tsx';
import look from '../ui/menu.module.css';
import { Tooltip } from '../ui/tooltip.tsx';
import { useBackToText } from './back-to-text.ts';
import styles from './beside-text.module.css';
import { type BlockChoices, blockChoices } from './block-choices.ts';
import { Outcomes, Places, Promises, Shape } from './block-entries.tsx';
import { Entry } from './menu-entry.tsx';
import type { TextHabits } from './text-kinds.ts';

export interface BlockMenuProps {
  editor: Editor;
  habits: TextHabits;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  mayWrite: boolean;
  mayComment: boolean;
  onComment(): void;
  onCopyLink(blockId: string): void;
  onWriters(): void;
  onField(): void;
  onImposeNumber(current: number): void;
}

/** The button beside the block and its menu, which reads the block when it opens. */
export function BlockMenu(props: BlockMenuProps) {
  const { editor, isOpen, onOpenChange } = props;
  useBackToText(editor, isOpen);
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <Tooltip text="Menu du passage" shortcut="Alt Entrée">
        <Button className={styles.blockButton} aria-label="Menu du passage">
          <Icon name="drag" size="s" />
        </Button>
      </Tooltip>
      <Popover className={look.popover} placement="bottom start" offset={4}>
        <Entries {...props} choices={blockChoices(editor.state)} />
      </Popover>
    </MenuTrigger>
  );
}

function Entries(props: BlockMenuProps & { choices: BlockChoices | null }) {
  const { editor, habits, choices, mayWrite, mayComment, onComment, onCopyLink, onWriters } = props;
  if (!choices) return null;
  const about = { editor, choices, habits };
  return (
    <Menu className={look.menu} aria-label="Actions sur le passage" autoFocus="first">
      {mayWrite && (habits.marks === 'promises' ? <Promises {...about} /> : <Outcomes {...about} />)}
      {mayWrite && <Shape {...about} onImposeNumber={props.onImposeNumber} />}
      {mayComment && (
        <Entry
          id="comment"
          label="Commenter ce passage"
          icon="comment-add"
          shortcut="Ctrl Alt M"
          onAction={onComment}
        />
      )}
      <Entry
        id="copy"
        label="Copier le lien vers ce passage"
        icon="link"
        isDisabled={choices.id === null}
        onAction={() => choices.id && onCopyLink(choices.id)}
      />
      <Entry
        id="writers"
        label="Qui a écrit ce passage"
        icon="history"
        shortcut="Ctrl Alt Q"
        isDisabled={choices.id === null}
        onAction={onWriters}
      />
      {mayWrite && <Entry id="field" label="Insérer un champ de modèle…" icon="edit" onAction={props.onField} />}
      {mayWrite && <Places {...about} />}
    </Menu>
  );
}
