// An entry of the menu of a block, and an entry that opens a menu of its own.
import type { ReactNode } from 'react';
import { Menu, MenuItem, Popover, SubmenuTrigger } from 'react-aria-components';
import { Icon } from '../ui/icon.tsx';
import type { IconName } from '../ui/icon-shapes.ts';
import { Keys } from '../ui/keys.tsx';
import look from '../ui/menu.module.css';

export interface EntryProps {
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

/** One entry of a menu over the text. */
export function Entry({ label, icon, description, shortcut, isDangerous, isChosen, hasSubmenu, ...rest }: EntryProps) {
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

/** An entry that opens a menu of its own. */
export function Submenu({ entry, label, children }: { entry: EntryProps; label: string; children: ReactNode }) {
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
