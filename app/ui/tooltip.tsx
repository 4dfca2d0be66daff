// A word or two about a control, on hover and on focus. It only repeats a name: nothing may be learnt from it alone.
import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, OverlayArrow, TooltipTrigger } from 'react-aria-components';
import { Keys } from './keys.tsx';
import styles from './tooltip.module.css';

export interface TooltipProps {
  text: string;
  shortcut?: string | undefined;
  /** One focusable React Aria control. */
  children: ReactElement;
}

/** Shows `text` after a short wait on hover, at once on keyboard focus; Escape hides it. */
export function Tooltip({ text, shortcut, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip offset={6} className={styles.tooltip}>
        <OverlayArrow className={styles.arrow}>
          <svg width="10" height="5" viewBox="0 0 10 5" aria-hidden="true">
            <path d="M0 0 5 5 10 0Z" />
          </svg>
        </OverlayArrow>
        {text}
        {shortcut && <Keys keys={shortcut} onDark />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
