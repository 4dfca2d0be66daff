// The threads of a convention one under the other, with plain forms to answer, change and resolve.

import { Form, useLoaderData, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { placePath } from '#domain/notifications/places.ts';
import { ConventionFrame } from '../../conventions/convention-frame.tsx';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { CommentBody } from '../../discussions/comment-body.tsx';
import { concernsDiscussion } from '../../discussions/concerns.ts';
import { nameOfComment, nameOfThread } from '../../discussions/names.ts';
import type { DiscussionComment, DiscussionThread } from '../../discussions/panel-types.ts';
import { useAnswer } from '../../forms/answer.ts';
import { count } from '../../french-format.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Card, Narrow, Stack } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import styles from './discussion-page.module.css';
import type { loader } from './loader.ts';
import { useThreadsInHand } from './threads-in-hand.ts';

/** The page. */
export function DiscussionPage() {
  const { convention, choices, choice, threads, chosen, total, more, viewerPersonId } = useLoaderData<typeof loader>();
  const { shown, take, leave } = useThreadsInHand(convention.id, threads);
  useFreshConvention(convention.id, (nudge) => concernsDiscussion(nudge, shown));
  return (
    <ConventionFrame convention={convention} current="commentaires">
      <Narrow>
        <Stack gap="l">
          <Form method="get" className={styles.choose}>
            <SelectField label="Fils affichés" name="choix" options={choices} defaultValue={choice} isRequired />
            <Button type="submit" icon="filter">
              Afficher
            </Button>
            <p role="status">
              {count(chosen, 'fil')} sur {total}
            </p>
          </Form>
          {shown.length === 0 && (
            <EmptyState icon="comment" title={total === 0 ? 'Pas encore de commentaire' : 'Aucun fil dans ce choix'}>
              {total === 0 && 'Un commentaire se pose depuis le texte, sur un passage choisi.'}
            </EmptyState>
          )}
          {shown.map((thread) => (
            <Thread
              key={thread.id}
              thread={thread}
              conventionId={convention.id}
              viewerPersonId={viewerPersonId}
              hasLeft={!threads.includes(thread)}
              onWrite={take}
              onPosted={leave}
            />
          ))}
          {more && <More to={more} shown={threads.length} total={chosen} />}
        </Stack>
      </Narrow>
    </ConventionFrame>
  );
}

interface ThreadProps {
  thread: DiscussionThread;
  conventionId: string;
  viewerPersonId: string | null;
  /** It is no more among those that are shown, and stays for the words that somebody is writing in it. */
  hasLeft: boolean;
  onWrite: (threadId: string) => void;
  /** An answer that was written in it was posted. */
  onPosted: (threadId: string) => void;
}

function Thread({ thread, conventionId, viewerPersonId, hasLeft, onWrite, onPosted }: ThreadProps) {
  const { id, location, quotation, isWholeBlock, place, resolvedAt, resolvedBy, comments } = thread;
  return (
    <Card as="article">
      <div id={`fil-${id}`} className={styles.thread} onInput={() => onWrite(id)}>
        <h2 className={styles.title}>{location ?? 'Hors article'}</h2>
        <blockquote className={styles.quotation}>{isWholeBlock ? quotation : `« ${quotation} »`}</blockquote>
        <p className={styles.badges}>
          {place === 'DELETED' && <Badge icon="delete">Texte supprimé</Badge>}
          {resolvedAt && (
            <Badge tone="success" icon="resolve">
              {resolvedBy ? `Résolu par ${resolvedBy}` : 'Résolu'}
            </Badge>
          )}
          <LinkButton size="s" variant="quiet" icon="document" to={placePath({ conventionId, threadId: id })}>
            Voir<span className="visually-hidden"> {nameOfThread(thread)}</span> dans le texte
          </LinkButton>
        </p>
        <ol className={styles.comments}>
          {comments.map((comment) => (
            <li key={comment.id}>
              <Comment comment={comment} thread={thread} viewerPersonId={viewerPersonId} />
            </li>
          ))}
        </ol>
        {hasLeft && (
          <Notice tone="info">
            Ce fil n’est plus parmi les fils affichés : il a changé entre-temps. Il reste ici tant que vous y écrivez.
          </Notice>
        )}
        <Answer thread={thread} onPosted={onPosted} />
      </div>
    </Card>
  );
}

/** What was refused, when it was this form. */
function useRefusal(place: { threadId?: string; commentId?: string }) {
  const answer = useAnswer<typeof action>();
  if (!answer || !('message' in answer)) return null;
  const isHere = place.commentId ? answer.commentId === place.commentId : answer.threadId === place.threadId;
  return isHere && (place.commentId !== undefined || answer.commentId === '') ? answer : null;
}

type Refusal = NonNullable<ReturnType<typeof useRefusal>>;

const errorsOf = (refusal: Refusal | null) => (refusal ? [refusal.fields.body ?? refusal.message] : []);

function Comment({
  comment,
  thread,
  viewerPersonId,
}: Pick<ThreadProps, 'thread' | 'viewerPersonId'> & { comment: DiscussionComment }) {
  const { id, author, body, mentions, createdAt, editedAt, deletedAt, mayEdit, mayDelete } = comment;
  const refusal = useRefusal({ commentId: id });
  if (deletedAt) return <p className={styles.deleted}>Commentaire supprimé</p>;
  return (
    <div className={styles.comment}>
      <Avatar id={author.id} name={author.name} size="s" />
      <div className={styles.content}>
        <p className={styles.who}>
          <strong>{author.name}</strong> {author.affiliation} · <RelativeTime at={createdAt} />
          {editedAt && ' · modifié'}
        </p>
        <CommentBody body={body} mentions={mentions} viewerPersonId={viewerPersonId} />
        {(mayEdit || mayDelete) && (
          <div className={styles.change}>
            <Disclosure
              isQuiet
              isOpenAtFirst={refusal !== null}
              title={
                <span>
                  {mayEdit ? 'Modifier ou supprimer' : 'Supprimer'}
                  <span className="visually-hidden"> le commentaire de {nameOfComment(comment)}</span>
                </span>
              }
            >
              <ChangeForm comment={comment} threadId={thread.id} refusal={refusal} />
            </Disclosure>
          </div>
        )}
      </div>
    </div>
  );
}

function ChangeForm({
  comment,
  threadId,
  refusal,
}: {
  comment: DiscussionComment;
  threadId: string;
  refusal: Refusal | null;
}) {
  const { id, body, mayEdit, mayDelete } = comment;
  return (
    <Form method="post" className={styles.form}>
      <input type="hidden" name="commentId" value={id} />
      <input type="hidden" name="threadId" value={threadId} />
      {mayEdit && (
        <TextArea
          label="Commentaire"
          name="body"
          description="Les mentions y sont écrites @[identifiant] : gardez-les telles quelles."
          defaultValue={refusal?.body ?? body}
          errors={errorsOf(refusal)}
          isRequired
        />
      )}
      <p className={styles.buttons}>
        {mayEdit && (
          <Button type="submit" name="intent" value="edit" size="s" variant="primary">
            Enregistrer <span className="visually-hidden">le commentaire de {nameOfComment(comment)}</span>
          </Button>
        )}
        {mayDelete && (
          <Button type="submit" name="intent" value="delete" size="s" variant="danger">
            Supprimer <span className="visually-hidden">le commentaire de {nameOfComment(comment)}</span>
          </Button>
        )}
      </p>
    </Form>
  );
}

/** How often the answer of this thread's form was posted; each time, `onPosted` hears it. */
function useTimesPosted(threadId: string, onPosted: (threadId: string) => void): number {
  const { formData } = useNavigation();
  const answer = useAnswer<typeof action>();
  // By the action, or because no answer came.
  const isRefused = answer !== undefined && 'message' in answer;
  const isSending = formData?.get('threadId') === threadId && formData.get('intent') === 'reply';
  const wasSending = useRef(false);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const isOver = wasSending.current && !isSending;
    wasSending.current = isSending;
    if (!isOver || isRefused) return;
    setTimes((before) => before + 1);
    onPosted(threadId);
  }, [isSending, isRefused, onPosted, threadId]);
  return times;
}

function Answer({ thread, onPosted }: Pick<ThreadProps, 'thread' | 'onPosted'>) {
  const { id, mayReply, mayResolve, resolvedAt } = thread;
  const refusal = useRefusal({ threadId: id });
  const timesPosted = useTimesPosted(id, onPosted);
  if (!mayReply && !mayResolve) return null;
  return (
    <Form method="post" className={styles.form}>
      <input type="hidden" name="threadId" value={id} />
      {mayReply && (
        <TextArea
          // Empty again once what it says was posted; what anybody else writes meanwhile leaves the words alone.
          key={timesPosted}
          label={resolvedAt ? 'Répondre et rouvrir' : 'Répondre'}
          name="body"
          rows={2}
          defaultValue={refusal?.body}
          errors={errorsOf(refusal)}
          isRequired
        />
      )}
      <p className={styles.buttons}>
        {mayReply && (
          <Button type="submit" name="intent" value="reply" size="s" variant="primary" icon="send">
            Répondre<span className="visually-hidden"> à {nameOfThread(thread)}</span>
          </Button>
        )}
        {mayResolve && (
          <Button
            type="submit"
            name="intent"
            value={resolvedAt ? 'reopen' : 'resolve'}
            size="s"
            icon={resolvedAt ? 'reopen' : 'resolve'}
          >
            {resolvedAt ? 'Rouvrir' : 'Marquer comme résolu'}
            <span className="visually-hidden"> : {nameOfThread(thread)}</span>
          </Button>
        )}
      </p>
    </Form>
  );
}
