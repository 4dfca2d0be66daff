// Somebody in small: initials on their colour. Beside a name it is ornament; alone it says the name.

import { identityRank } from '#domain/identity.ts';
import { formatNumber } from '../french-format.ts';
import styles from './avatar.module.css';
import { classes } from './classes.ts';
import { initials } from './identity.ts';

export interface AvatarProps {
  /** What the colour is drawn from: the person's or organisation's id. */
  id: string;
  name: string;
  size?: 's' | 'm' | 'l';
  /** Says the name to screen readers: only where it is not written beside it. */
  isAlone?: boolean;
}

/** A round for a person. */
export function Avatar({ id, name, size = 'm', isAlone }: AvatarProps) {
  const spoken = isAlone ? { role: 'img', 'aria-label': name, title: name } : { 'aria-hidden': true };
  return (
    <span {...spoken} className={classes(styles.avatar, styles[size])} data-identity={identityRank(id)}>
      {initials(name)}
    </span>
  );
}

/** People side by side; beyond `max` (5 unless said), how many more. */
export function AvatarStack({ people, max = 5 }: { people: readonly { id: string; name: string }[]; max?: number }) {
  const shown = people.slice(0, max);
  const others = people.slice(max);
  return (
    <ul className={styles.stack}>
      {shown.map(({ id, name }) => (
        <li key={id}>
          <Avatar id={id} name={name} size="s" isAlone />
        </li>
      ))}
      {others.length > 0 && (
        <li>
          <span
            className={classes(styles.avatar, styles.s, styles.others)}
            title={others.map((p) => p.name).join(', ')}
          >
            <span aria-hidden="true">+{formatNumber(others.length)}</span>
            <span className="visually-hidden">et aussi {others.map((person) => person.name).join(', ')}</span>
          </span>
        </li>
      )}
    </ul>
  );
}
