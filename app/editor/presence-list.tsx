// Who is in the text now: faces in the header, and names with organisations behind them.
import { Button } from 'react-aria-components';
import type { DocumentConnection } from '#realtime/client/document-connection.ts';
import { count } from '../french-format.ts';
import { Avatar, AvatarStack } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { Popover } from '../ui/popover.tsx';
import styles from './presence-list.module.css';
import { usePeople } from './use-document.ts';

export interface PresenceListProps {
  connection: DocumentConnection;
  viewerId: string;
}

/** The people present, the viewer last: one knows that one is here. */
export function PresenceList({ connection, viewerId }: PresenceListProps) {
  const people = usePeople(connection);
  if (people.length === 0) return null;
  const sorted = [...people].sort(
    (one, other) =>
      Number(one.personId === viewerId) - Number(other.personId === viewerId) ||
      one.name.localeCompare(other.name, 'fr'),
  );
  const label = `${count(people.length, 'personne')} dans ce texte`;
  return (
    <Popover
      label="Personnes présentes"
      placement="bottom end"
      trigger={
        <Button className={styles.button}>
          <span className="visually-hidden">{label}</span>
          <span aria-hidden="true" className={styles.faces}>
            <AvatarStack people={sorted.map(({ personId, name }) => ({ id: personId, name }))} max={4} />
          </span>
          <span aria-hidden="true" className={styles.number}>
            <Icon name="people" />
            {people.length}
          </span>
        </Button>
      }
    >
      <p className={styles.title}>{label}</p>
      <ul className={styles.people}>
        {sorted.map(({ personId, name, organisation }) => (
          <li key={personId} className={styles.person}>
            <Avatar id={personId} name={name} size="s" />
            <span className={styles.words}>
              <span className={styles.name}>
                {name}
                {personId === viewerId && <span className={styles.you}> (vous)</span>}
              </span>
              <span className={styles.organisation}>{organisation}</span>
            </span>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
