// One thread beside the text: the words it is about, what was said, and answering or resolving. Closed, it shows its
// first comment and how many answers; open, all of it.
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { count } from '../french-format.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { CommentItem } from './comment-item.tsx';
import { Composer } from './composer.tsx';
import { nameOfThread } from './names.ts';
import type { Discussion, DiscussionThread } from './panel-types.ts';
import styles from './thread-card.module.css';

export interface ThreadCardProps {
  thread: DiscussionThread;
  discussion: Discussion;
  isActive: boolean;
  /** It has just been started: it takes the focus, which the field it was written in had. */
  isNew?: boolean;
  onActivate(threadId: string | null): void;
  announce(words: string): void;
}

/** When a card leaves the list by an act done on it, the focus goes to the next one, or to what chooses the cards. */
function useFocusOnLeaving(card: RefObject<HTMLElement>) {
  const heir = useRef<HTMLElement | null>(null);
  useEffect(
    () => () => {
      // Whoever has gone elsewhere meanwhile stays there.
      if (document.activeElement === document.body) heir.current?.focus();
    },
    [],
  );
  return {
    willLeave() {
      const item = card.current?.closest('li');
      const neighbour = item?.nextElementSibling ?? item?.previousElementSibling;
      heir.current =
        neighbour?.querySelector<HTMLElement>('button') ??
        item?.parentElement?.parentElement?.querySelector<HTMLElement>('select') ??
        null;
    },
    stays() {
      heir.current = null;
    },
  };
}

/** A thread. The active one is open, marked, and in view. */
export function ThreadCard({ thread, discussion, isActive, isNew, onActivate, announce }: ThreadCardProps) {
  const card = useRef<HTMLElement>(null);
  const labelId = useId();
  const { id, comments, isUnread } = thread;
  const { perform } = discussion;
  const [isAnswering, setAnswering] = useState(false);
  const leaving = useFocusOnLeaving(card);
  // Closed, it is no longer being answered: opened again by its quotation, it leaves the focus where it is.
  if (isAnswering && !isActive) setAnswering(false);
  const answer = () => {
    onActivate(id);
    setAnswering(true);
  };
  useEffect(() => {
    if (isNew) card.current?.querySelector('button')?.focus();
  }, [isNew]);
  useEffect(() => {
    if (isActive) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  useEffect(() => {
    // It is before the reader's eyes: what was told of it has been seen.
    if (isActive && isUnread) void perform({ intent: 'read', threadId: id });
  }, [isActive, isUnread, id, perform]);
  const shown = isActive ? comments : comments.slice(0, 1);
  const answers = comments.length - shown.length;
  return (
    <article
      ref={card}
      className={styles.thread}
      aria-labelledby={labelId}
      aria-current={isActive || undefined}
      data-resolved={thread.resolvedAt !== null || undefined}
    >
      <ThreadHead thread={thread} labelId={labelId} isActive={isActive} onActivate={onActivate} />
      <ul className={styles.comments}>
        {shown.map((comment) => (
          <li key={comment.id}>
            <CommentItem comment={comment} discussion={discussion} announce={announce} />
          </li>
        ))}
      </ul>
      {answers > 0 && (
        <Button size="s" variant="quiet" icon="reply" onPress={() => onActivate(id)}>
          {count(answers, 'réponse')}
        </Button>
      )}
      <ThreadFoot {...{ thread, discussion, announce, isActive, isAnswering, leaving }} onAnswer={answer} />
    </article>
  );
}

/** Where it is and what it is about: one button that shows it in the text. */
function ThreadHead({
  thread,
  labelId,
  isActive,
  onActivate,
}: Pick<ThreadCardProps, 'thread' | 'isActive' | 'onActivate'> & { labelId: string }) {
  const { id, location, quotation, place, isWholeBlock, isUnread, resolvedAt, resolvedBy } = thread;
  return (
    <header>
      <button
        type="button"
        id={labelId}
        className={styles.about}
        aria-expanded={isActive}
        onClick={() => onActivate(isActive ? null : id)}
      >
        {location && <span className={styles.location}>{location}</span>}
        <span className={styles.quotation} data-whole={isWholeBlock || undefined}>
          {place === 'DELETED' && <span className="visually-hidden">Texte supprimé : </span>}
          {quotation}
        </span>
      </button>
      <span className={styles.badges}>
        {isUnread && (
          <Badge tone="ochre" icon="bell">
            Nouveau
          </Badge>
        )}
        {place === 'DELETED' && <Badge icon="delete">Texte supprimé</Badge>}
        {resolvedAt && (
          <Badge tone="success" icon="resolve">
            {resolvedBy ? `Résolu par ${resolvedBy}` : 'Résolu'}
          </Badge>
        )}
      </span>
    </header>
  );
}

interface ThreadFootProps extends Pick<ThreadCardProps, 'thread' | 'discussion' | 'announce' | 'isActive'> {
  /** « Répondre » was pressed: the field takes the focus. */
  isAnswering: boolean;
  leaving: ReturnType<typeof useFocusOnLeaving>;
  onAnswer(): void;
}

/** Answering and resolving, on every card; the field for an answer on the one that is open. */
function ThreadFoot({ thread, discussion, announce, isActive, isAnswering, leaving, onAnswer }: ThreadFootProps) {
  const { id, resolvedAt, mayReply, mayResolve } = thread;
  const settleWords = resolvedAt ? 'Rouvrir' : 'Marquer comme résolu';
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const reply = async (body: string) => {
    const outcome = await discussion.perform({ intent: 'reply', threadId: id, body });
    if (outcome.ok) announce('Réponse publiée');
    return outcome;
  };
  const settle = async () => {
    setPending(true);
    leaving.willLeave();
    const outcome = await discussion.perform({ intent: resolvedAt ? 'reopen' : 'resolve', threadId: id });
    setPending(false);
    setRefusal(outcome.ok ? null : outcome.message);
    if (!outcome.ok) leaving.stays();
    if (outcome.ok) announce(resolvedAt ? 'Fil rouvert' : 'Fil résolu');
  };
  if (!mayReply && !mayResolve) return null;
  return (
    <div className={styles.foot}>
      {mayReply && isActive && (
        <Composer
          key={isAnswering ? 'answering' : 'open'}
          autoFocus={isAnswering}
          conventionId={discussion.conventionId}
          label={resolvedAt ? 'Répondre et rouvrir' : 'Répondre'}
          sendLabel="Répondre"
          onSend={reply}
        />
      )}
      <div className={styles.acts}>
        {mayReply && !isActive && (
          <Button
            size="s"
            variant="quiet"
            icon="reply"
            aria-label={`Répondre à ${nameOfThread(thread)}`}
            onPress={onAnswer}
          >
            Répondre
          </Button>
        )}
        {mayResolve && (
          <Button
            size="s"
            variant={isActive ? 'secondary' : 'quiet'}
            icon={resolvedAt ? 'reopen' : 'resolve'}
            aria-label={`${settleWords}\u00a0: ${nameOfThread(thread)}`}
            isPending={isPending}
            onPress={settle}
          >
            {settleWords}
          </Button>
        )}
      </div>
      {refusal && (
        <p role="alert" className={styles.refusal}>
          <Icon name="error" size="s" /> {refusal}
        </p>
      )}
    </div>
  );
}
