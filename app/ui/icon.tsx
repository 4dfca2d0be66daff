// The only way to draw an icon. It is ornament: the word beside it, or the label of its button, says what it means.

import { classes } from './classes.ts';
import styles from './icon.module.css';
import { type IconName, iconShapes } from './icon-shapes.ts';

export interface IconProps {
  name: IconName;
  /** Size in the text around it: `s` 1em, `m` 1.25em (default), `l` 2em. */
  size?: 's' | 'm' | 'l';
  className?: string | undefined;
}

/** An icon, in the colour of the text around it, hidden from screen readers. */
export function Icon({ name, size = 'm', className }: IconProps) {
  return (
    <svg
      className={classes(styles.icon, styles[size], className)}
      viewBox="0 0 24 24"
      width="20"
      height="20"
      aria-hidden="true"
    >
      <path d={iconShapes[name]} />
    </svg>
  );
}
