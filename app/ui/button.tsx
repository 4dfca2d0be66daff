// What one presses: Button, IconButton, and LinkButton for what goes somewhere. Every page uses these.
import { Link, type LinkProps } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.ts';
import { Tooltip } from './tooltip.tsx';

interface Look {
  /** `primary`: the one thing this page is for. `secondary`: default. `quiet`: in rows and toolbars. `danger`: destroys. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'm' | 's';
  icon?: IconName;
}

export interface ButtonProps extends Look, Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  children: ReactNode;
  /** Icon after the words: « Suivant → ». */
  iconAfter?: IconName;
  /** Takes the whole width of its column. */
  wide?: boolean;
}

/** A button. `type` is `button` unless said; `isPending` keeps its place, its name and its focus while the work runs. */
export function Button({ variant = 'secondary', size = 'm', icon, iconAfter, wide, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={classes(styles.button, styles[variant], styles[size], wide && styles.wide)}>
      {rest.isPending ? <span className={styles.spinner} aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span className={styles.words}>{children}</span>
      {iconAfter && <Icon name={iconAfter} />}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<Look, 'icon'>, Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  icon: IconName;
  /** What it does, said to screen readers and shown on hover and focus. */
  label: string;
  /** Keys that do the same, shown with the label: « Ctrl B ». */
  shortcut?: string;
  /** A toggle's state; leave out for what is not one. */
  isPressed?: boolean;
}

/** A square button with an icon alone. Its label is its name and its tooltip. */
export function IconButton(props: IconButtonProps) {
  const { variant = 'quiet', size = 'm', icon, label, shortcut, isPressed, ...rest } = props;
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <AriaButton
        {...rest}
        aria-label={label}
        aria-pressed={isPressed}
        className={classes(styles.button, styles[variant], styles[size], styles.square)}
      >
        <Icon name={icon} />
      </AriaButton>
    </Tooltip>
  );
}

export interface LinkButtonProps extends Look, Omit<LinkProps, 'className' | 'style'> {
  iconAfter?: IconName;
  wide?: boolean;
}

/** A link that looks like a button: it goes to `to` and changes nothing. Works without JavaScript. */
export function LinkButton(props: LinkButtonProps) {
  const { variant = 'secondary', size = 'm', icon, iconAfter, wide, children, ...rest } = props;
  return (
    <Link {...rest} className={classes(styles.button, styles[variant], styles[size], wide && styles.wide)}>
      {icon && <Icon name={icon} />}
      <span className={styles.words}>{children}</span>
      {iconAfter && <Icon name={iconAfter} />}
    </Link>
  );
}

/** Buttons side by side, the main one first; they stack on a narrow page. */
export function ButtonRow({ children, align = 'start' }: { children: ReactNode; align?: 'start' | 'end' }) {
  return <div className={classes(styles.row, align === 'end' && styles.end)}>{children}</div>;
}
