// Actions behind one button. For places to go, links in the page are better.
import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.ts';
import { Keys } from './keys.tsx';
import styles from './menu.module.css';

/** One action (`onAction`) or one place (`href`). */
export interface MenuEntry {
  id: string;
  label: string;
  icon?: IconName;
  description?: string;
  shortcut?: string;
  isDangerous?: boolean;
  isDisabled?: boolean;
  href?: string;
  onAction?: () => void;
}

export interface MenuProps {
  /** The button; unless given, « … » named `label`. */
  trigger?: ReactNode;
  /** What the actions are about: « Actions sur la convention ». */
  label: string;
  /** A `null` draws a line. */
  entries: readonly (MenuEntry | null)[];
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** A menu: arrows and first letters move, Enter acts, Escape closes. */
export function Menu({ trigger, label, entries, ...opening }: MenuProps) {
  return (
    <MenuTrigger {...opening}>
      {trigger ?? <IconButton icon="more" label={label} />}
      <Popover className={styles.popover} offset={4}>
        <AriaMenu className={styles.menu} aria-label={label}>
          {entries.map((entry, rank) =>
            entry === null ? (
              <Separator key={`line ${entries[rank - 1]?.id}`} className={styles.separator} />
            ) : (
              <Entry key={entry.id} entry={entry} />
            ),
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

// React Aria's slots would name the entry by its label alone, and axe wants all that is seen in the name.
function Entry({ entry }: { entry: MenuEntry }) {
  const { id, label, icon, description, shortcut, isDangerous, isDisabled, href, onAction } = entry;
  return (
    <MenuItem
      id={id}
      textValue={label}
      href={href}
      isDisabled={isDisabled}
      onAction={onAction}
      className={styles.item}
      data-dangerous={isDangerous || undefined}
    >
      {icon && <Icon name={icon} className={styles.icon} />}
      <span className={styles.words}>
        {label}
        {description && <span className={styles.description}>{description}</span>}
      </span>
      {shortcut && <Keys keys={shortcut} />}
    </MenuItem>
  );
}
