// One thread beside the text: the words it is about, what was said, and answering or resolving. Closed, it shows its
// first comment and how many answers; open, all of it.
import { useEffect, useId, useRef, useState } from 'react';
import { count } from '../french-format.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { CommentItem } from './comment-item.tsx';
import { Composer } from './composer.tsx';
import type { Discussion, DiscussionThread } from './contract.ts';
import styles from './thread-card.module.css';

export interface ThreadCardProps {
  thread: DiscussionThread;
  discussion: Discussion;
  isActive: boolean;
  onActivate(threadId: string | null): void;
  announce(words: string): void;
}

/** A thread. The active one is open, marked, and in view. */
export function ThreadCard({ thread, discussion, isActive, onActivate, announce }: ThreadCardProps) {
  const card = useRef<HTMLElement>(null);
  const labelId = useId();
  const { id, comments, isUnread } = thread;
  const { perform } = discussion;
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
      {isActive && <ThreadFoot thread={thread} discussion={discussion} announce={announce} />}
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
          {place === 'DELETED' && <span className="visually-hidden">Texte supprimé : </span>}
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

function ThreadFoot({ thread, discussion, announce }: Pick<ThreadCardProps, 'thread' | 'discussion' | 'announce'>) {
  const { id, resolvedAt, mayReply, mayResolve } = thread;
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const reply = async (body: string) => {
    const outcome = await discussion.perform({ intent: 'reply', threadId: id, body });
    if (outcome.ok) announce('Réponse publiée');
    return outcome;
  };
  const settle = async () => {
    setPending(true);
    const outcome = await discussion.perform({ intent: resolvedAt ? 'reopen' : 'resolve', threadId: id });
    setPending(false);
    setRefusal(outcome.ok ? null : outcome.message);
    if (outcome.ok) announce(resolvedAt ? 'Fil rouvert' : 'Fil résolu');
  };
  return (
    <div className={styles.foot}>
      {mayReply && (
        <Composer
          conventionId={discussion.conventionId}
          label={resolvedAt ? 'Répondre et rouvrir' : 'Répondre'}
          sendLabel="Répondre"
          onSend={reply}
        />
      )}
      {mayResolve && (
        <Button size="s" icon={resolvedAt ? 'reopen' : 'resolve'} isPending={isPending} onPress={settle}>
          {resolvedAt ? 'Rouvrir' : 'Marquer comme résolu'}
        </Button>
      )}
      {refusal && (
        <p role="alert" className={styles.refusal}>
          <Icon name="error" size="s" /> {refusal}
        </p>
      )}
    </div>
  );
}
