// The menu of one block: what it is, what it promises, how it is numbered, and what may be done with it.
import type { Editor } from '@tiptap/core';
import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator, SubmenuTrigger } from 'react-aria-components';
import { degrees, itemMarks } from '#domain/vocabulary.ts';
import { degreeLabels, degreeMeanings, itemMarkLabels } from '../french.ts';
import { Icon } from '../ui/icon.tsx';
import type { IconName } from '../ui/icon-shapes.ts';
import { Keys } from '../ui/keys.tsx';
import look from '../ui/menu.module.css';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './beside-text.module.css';
import { type BlockChoices, blockChoices } from './block-choices.ts';
import { deleteBlock, insertTable, markBlocks, moveBlock, setForm, setNumbered, setStartAt } from './commands.ts';
import { perform } from './perform.ts';
import { formChoices } from './words.ts';

export interface BlockMenuProps {
  editor: Editor;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  mayWrite: boolean;
  mayComment: boolean;
  onComment(): void;
  onCopyLink(blockId: string): void;
  onImposeNumber(current: number): void;
}

/** The button beside the block and its menu, which reads the block when it opens. */
export function BlockMenu(props: BlockMenuProps) {
  const { editor, isOpen, onOpenChange } = props;
  const close = (isOpen: boolean) => {
    onOpenChange(isOpen);
    // Once the menu has given focus back to its button.
    if (!isOpen) setTimeout(() => !editor.isDestroyed && backToText(editor));
  };
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={close}>
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

/** Unless what was chosen took focus elsewhere: a dialog, the comments. */
function backToText(editor: Editor) {
  const { activeElement } = editor.view.dom.ownerDocument;
  if (activeElement?.closest(`.${styles.blockButton}`) || activeElement === document.body) editor.view.focus();
}

interface EntryProps {
  id: string;
  label: string;
  icon?: IconName;
  description?: string;
  shortcut?: string;
  isDangerous?: boolean;
  isDisabled?: boolean;
  /** A choice among several: whether it is the one. */
  isChosen?: boolean;
  hasSubmenu?: boolean;
  onAction?: () => void;
}

function Entry({ label, icon, description, shortcut, isDangerous, isChosen, hasSubmenu, ...rest }: EntryProps) {
  const mark: IconName | undefined = isChosen === undefined ? icon : isChosen ? 'check' : icon;
  return (
    <MenuItem {...rest} textValue={label} className={look.item} data-dangerous={isDangerous || undefined}>
      {mark && <Icon name={mark} className={look.icon} />}
      <span className={look.words}>
        <span>
          {label}
          {isChosen && <span className="visually-hidden"> (choix actuel)</span>}
        </span>
        {description && <span className={look.description}>{description}</span>}
      </span>
      {shortcut && <Keys keys={shortcut} />}
      {hasSubmenu && <Icon name="chevron-right" size="s" />}
    </MenuItem>
  );
}

function Submenu({ entry, label, children }: { entry: EntryProps; label: string; children: ReactNode }) {
  return (
    <SubmenuTrigger>
      <Entry {...entry} hasSubmenu />
      <Popover className={look.popover} offset={-4}>
        <Menu className={look.menu} aria-label={label}>
          {children}
        </Menu>
      </Popover>
    </SubmenuTrigger>
  );
}

function Entries(props: BlockMenuProps & { choices: BlockChoices | null }) {
  const { editor, choices, mayWrite, mayComment, onComment, onCopyLink } = props;
  if (!choices) return null;
  return (
    <Menu className={look.menu} aria-label="Actions sur le passage" autoFocus="first">
      {mayWrite && <Promises editor={editor} choices={choices} />}
      {mayWrite && <Shape {...props} choices={choices} />}
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
      {mayWrite && <Places editor={editor} choices={choices} />}
    </Menu>
  );
}

/** What the block promises, and how strongly. */
function Promises({ editor, choices }: { editor: Editor; choices: BlockChoices }) {
  const { mark, degree, suggestedDegree } = choices;
  return (
    <>
      <Submenu
        label="Marquer comme"
        entry={{ id: 'mark', label: mark ? itemMarkLabels[mark] : 'Marquer comme…', icon: 'flag' }}
      >
        {itemMarks.map((choice) => (
          <Entry
            key={choice}
            id={choice}
            label={itemMarkLabels[choice]}
            icon={markIcons[choice]}
            isChosen={choice === mark}
            onAction={() => perform(editor, markBlocks(choice, degree ?? suggestedDegree))}
          />
        ))}
        {mark && <Separator className={look.separator} />}
        {mark && (
          <Entry
            id="none"
            label="Retirer la marque"
            icon="close"
            onAction={() => perform(editor, markBlocks(null, null))}
          />
        )}
      </Submenu>
      {mark && (
        <Submenu
          label="Degré d’engagement"
          entry={{
            id: 'degree',
            label: 'Degré d’engagement',
            icon: 'obligation',
            description: degree ? degreeLabels[degree] : 'non précisé',
          }}
        >
          {degrees.map((choice) => (
            <Entry
              key={choice}
              id={choice}
              label={degreeLabels[choice]}
              description={choice === suggestedDegree ? 'proposé d’après la phrase' : degreeMeanings[choice]}
              isChosen={choice === degree}
              onAction={() => perform(editor, markBlocks(mark, choice))}
            />
          ))}
          <Separator className={look.separator} />
          <Entry
            id="none"
            label="Non précisé"
            isChosen={degree === null}
            onAction={() => perform(editor, markBlocks(mark, null))}
          />
        </Submenu>
      )}
    </>
  );
}

const markIcons: Record<(typeof itemMarks)[number], IconName> = {
  ACTION: 'action',
  COMMITMENT: 'commitment',
  DELIVERABLE: 'deliverable',
  OBLIGATION: 'obligation',
};

/** What the block is, and how it is numbered. */
function Shape({ editor, choices, onImposeNumber }: BlockMenuProps & { choices: BlockChoices }) {
  const { form, numbered, startAt, number } = choices;
  return (
    <>
      {form !== null && (
        <Submenu label="Changer la nature" entry={{ id: 'form', label: 'Changer la nature', icon: 'paragraph' }}>
          {formChoices.map((choice) => (
            <Entry
              key={choice.form}
              id={choice.form}
              label={choice.label}
              icon={choice.icon}
              shortcut={choice.shortcut}
              isChosen={choice.form === form}
              onAction={() => perform(editor, setForm(choice.form))}
            />
          ))}
        </Submenu>
      )}
      {numbered !== null && (
        <Submenu
          label="Numérotation"
          entry={{
            id: 'number',
            label: 'Numérotation',
            icon: 'ordered-list',
            description: !numbered
              ? 'hors numérotation'
              : startAt === null
                ? 'automatique'
                : `numéro imposé : ${startAt}`,
          }}
        >
          <Entry
            id="automatic"
            label="Automatique"
            isChosen={numbered && startAt === null}
            onAction={() => perform(editor, setStartAt(null))}
          />
          <Entry
            id="imposed"
            label="Numéro imposé…"
            isChosen={numbered && startAt !== null}
            onAction={() => onImposeNumber(startAt ?? number ?? 1)}
          />
          <Entry
            id="none"
            label="Hors numérotation"
            isChosen={!numbered}
            onAction={() => perform(editor, setNumbered(false))}
          />
        </Submenu>
      )}
      <Separator className={look.separator} />
    </>
  );
}

/** Where the block is, and whether it stays. */
function Places({ editor, choices }: { editor: Editor; choices: BlockChoices }) {
  return (
    <>
      <Separator className={look.separator} />
      <Entry
        id="up"
        label="Monter"
        icon="arrow-up"
        shortcut="Alt Maj ↑"
        isDisabled={!choices.mayMoveUp}
        onAction={() => perform(editor, moveBlock(-1))}
      />
      <Entry
        id="down"
        label="Descendre"
        icon="arrow-down"
        shortcut="Alt Maj ↓"
        isDisabled={!choices.mayMoveDown}
        onAction={() => perform(editor, moveBlock(1))}
      />
      <Entry
        id="table"
        label="Insérer un tableau après"
        icon="table"
        isDisabled={!choices.mayInsertTable}
        onAction={() => perform(editor, insertTable(3, 3))}
      />
      <Separator className={look.separator} />
      <Entry
        id="delete"
        label="Supprimer le passage"
        icon="delete"
        isDangerous
        onAction={() => perform(editor, deleteBlock)}
      />
    </>
  );
}
