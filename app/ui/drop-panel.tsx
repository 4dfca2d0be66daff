// A panel that opens under its button: the account menu, the navigation of a narrow page. A native <details>, so that
// it also opens without JavaScript; with it, Escape, a click outside and a change of page close it.
import { type ReactNode, useEffect, useRef } from 'react';
import { classes } from './classes.ts';
import styles from './drop-panel.module.css';

export interface DropPanelProps {
  /** What the button shows. */
  summary: ReactNode;
  /** The button's name, when `summary` is not words. */
  label?: string;
  /** Changes close the panel: give the current address. */
  closeOn?: string;
  align?: 'start' | 'end';
  /** Spreads the panel over the width of the page. */
  isWide?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** A button and the panel it opens. What is inside are ordinary links and buttons, reached with Tab. */
export function DropPanel({ summary, label, closeOn, align = 'start', isWide, className, children }: DropPanelProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const veil = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when the address changes
  useEffect(() => {
    details.current?.removeAttribute('open');
  }, [closeOn]);
  useEffect(() => {
    const close = (event: Event) => {
      const element = details.current;
      if (!element?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        if (element.contains(document.activeElement)) element.querySelector('summary')?.focus();
      } else if (element.contains(event.target as Node) && event.target !== veil.current) return;
      element.removeAttribute('open');
    };
    const events = ['pointerdown', 'keydown', 'focusin'] as const;
    for (const name of events) document.addEventListener(name, close);
    return () => {
      for (const name of events) document.removeEventListener(name, close);
    };
  }, []);
  return (
    <details ref={details} className={classes(styles.details, isWide && styles.isWide, className)}>
      <summary className={styles.summary} aria-label={label}>
        {summary}
      </summary>
      <div ref={veil} className={styles.veil} />
      <div className={classes(styles.panel, align === 'end' && styles.end)}>{children}</div>
    </details>
  );
}
