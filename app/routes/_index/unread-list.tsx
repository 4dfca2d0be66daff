import { Link } from '@remix-run/react';
import { affiliationOf } from '#domain/identity.ts';
import { placePath } from '#domain/notifications/places.ts';
import { conventionOf } from '../../french.ts';
import { notificationDeeds } from '../../notifications/words.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './home-page.module.css';
import type { UnreadLine } from './queries.ts';

/** The latest things one was told and has not read, each with the way to its place. */
export function UnreadList({ lines }: { lines: readonly UnreadLine[] }) {
  return (
    <ul className={styles.unread}>
      {lines.map((line) => (
        <li key={line.id}>
          <Link to={placePath(line)}>
            {line.words ?? (
              <>
                <strong>{line.actor ? `${line.actor.name} (${affiliationOf(line.actor)})` : 'La plate-forme'}</strong>{' '}
                {notificationDeeds[line.kind]} {conventionOf(line)}
              </>
            )}
          </Link>
          <span className={styles.when}>
            <RelativeTime at={line.createdAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
