// One thing that one was told, with the way to its place.
import { Link, useFetcher } from '@remix-run/react';
import { bodyAsText } from '#domain/discussions/bodies.ts';
import { affiliationOf } from '#domain/identity.ts';
import { placePath } from '#domain/notifications/places.ts';
import { conventionOf } from '../../french.ts';
import { formatDate } from '../../french-format.ts';
import { notificationDeeds } from '../../notifications/words.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { NotificationLine } from './loader.ts';
import styles from './notifications-page.module.css';

/** The words of a comment with the names it mentions; null when there are none, or none any more. */
function wordsOf({ comment, kind }: NotificationLine): string | null {
  if (!comment) return kind === 'MENTION' || kind === 'REPLY' ? 'Commentaire supprimé' : null;
  const names = comment.mentions.map(({ person, organisation }) => ({
    id: person?.id ?? organisation?.id,
    name: person?.name ?? organisation?.shortName ?? null,
  }));
  return bodyAsText(comment.body, (id) => names.find((named) => named.id === id)?.name ?? null);
}

/** What happened: a sentence of its own, or who did what in which convention. */
function What({ line: { kind, actor, words, ...line } }: { line: NotificationLine }) {
  if (words) return words;
  return (
    <>
      <strong>{actor ? `${actor.name} (${affiliationOf(actor)})` : 'La plate-forme'}</strong> {notificationDeeds[kind]}{' '}
      {conventionOf(line)}
    </>
  );
}

/** A line of the list. Following it marks it as read. */
export function NotificationRow({ line }: { line: NotificationLine }) {
  const { id, actor, occurrence, quotation, createdAt, readAt } = line;
  const fetcher = useFetcher();
  const isUnread = readAt === null;
  const words = wordsOf(line);
  const markRead = () => fetcher.submit({ intent: 'read', id }, { method: 'post' });
  return (
    <li className={styles.line} data-unread={isUnread || undefined}>
      {actor && <Avatar id={actor.id} name={actor.name} />}
      <div className={styles.words}>
        <Link
          id={`avis-${id}`}
          to={placePath(line)}
          className={styles.what}
          data-cover
          onClick={isUnread ? markRead : undefined}
        >
          {isUnread && <span className="visually-hidden">Non lue : </span>}
          <What line={line} />
        </Link>
        {line.words && line.conventionId && <p className={styles.said}>{conventionOf(line)}</p>}
        {occurrence && (
          <p className={styles.said}>
            {occurrence.title}, échéance {formatDate(occurrence.dueOn)}
          </p>
        )}
        {quotation && <p className={styles.quotation}>« {quotation} »</p>}
        {words && <p className={styles.said}>{words}</p>}
        <p className={styles.when}>
          <RelativeTime at={createdAt} />
        </p>
      </div>
      {isUnread && (
        <fetcher.Form method="post" className={styles.mark}>
          <input type="hidden" name="id" value={id} />
          <IconButton
            id={`lue-${id}`}
            aria-labelledby={`lue-${id} avis-${id}`}
            type="submit"
            name="intent"
            value="read"
            icon="check"
            label="Marquer comme lue"
            size="s"
          />
        </fetcher.Form>
      )}
    </li>
  );
}
