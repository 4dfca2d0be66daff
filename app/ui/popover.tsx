// A small panel beside what opened it, for a few controls or a few words; the page stays in reach.
import type { ReactNode } from 'react';
import { Popover as AriaPopover, Dialog, DialogTrigger } from 'react-aria-components';
import styles from './popover.module.css';

export interface PopoverProps {
  trigger: ReactNode;
  /** Its name for screen readers. */
  label: string;
  placement?: 'bottom start' | 'bottom' | 'bottom end' | 'top' | 'left' | 'right';
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** A popover: focus goes in, Escape or a click outside closes it and gives focus back. */
export function Popover({ trigger, label, placement = 'bottom start', children, ...open }: PopoverProps) {
  return (
    <DialogTrigger {...open}>
      {trigger}
      <AriaPopover className={styles.popover} placement={placement} offset={6}>
        <Dialog className={styles.dialog} aria-label={label}>
          {({ close }) => <>{typeof children === 'function' ? children(close) : children}</>}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
