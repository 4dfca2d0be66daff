// Waiting, shown: Skeleton where content will come, ProgressBar for a measured work, Spinner for the rest.
import { sentences } from '../french.ts';
import { formatNumber } from '../french-format.ts';
import { classes } from './classes.ts';
import styles from './progress.module.css';

/** Grey lines in the place of words to come. `lines` 3 unless said. */
export function Skeleton({ lines = 3, label = sentences.loading }: { lines?: number; label?: string }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, rank) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span key={rank} className={classes(styles.line, rank === lines - 1 && lines > 1 && styles.last)} />
      ))}
    </div>
  );
}

export interface ProgressBarProps {
  label: string;
  value: number;
  max: number;
  /** Words at the end; « 12 sur 35 » unless given. */
  words?: string;
}

/** How far a work has come. */
export function ProgressBar({ label, value, max, words }: ProgressBarProps) {
  return (
    <label className={styles.measure}>
      <span className={styles.label}>
        {label}
        <span className={styles.words}>{words ?? `${formatNumber(value)} sur ${formatNumber(max)}`}</span>
      </span>
      <progress className={styles.bar} value={value} max={max} />
    </label>
  );
}

/** Something is on its way; `label` is said and shown. */
export function Spinner({ label = sentences.loading }: { label?: string }) {
  return (
    <span className={styles.spinner} role="status">
      <span className={styles.wheel} aria-hidden="true" />
      {label}
    </span>
  );
}
