// One comment of a thread: who, when, what, and for those who may, changing or deleting it.
import { useState } from 'react';
import { formatDateTime } from '../french-format.ts';
import { Avatar } from '../ui/avatar.tsx';
import { ConfirmDialog } from '../ui/dialog.tsx';
import { Menu } from '../ui/menu.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { CommentBody } from './comment-body.tsx';
import styles from './comment-item.module.css';
import { Composer } from './composer.tsx';
import { nameOfComment } from './names.ts';
import type { Discussion, DiscussionComment } from './panel-types.ts';
import { textOfBody } from './written-mentions.ts';

export interface CommentItemProps {
  comment: DiscussionComment;
  discussion: Discussion;
  /** Says to screen readers what was done. */
  announce(words: string): void;
}

/** A comment; a deleted one keeps its place. */
export function CommentItem({ comment, discussion, announce }: CommentItemProps) {
  const { id, author, body, mentions, createdAt, editedAt, deletedAt } = comment;
  const [isEdited, setEdited] = useState(false);
  if (deletedAt) return <p className={styles.deleted}>Commentaire supprimé</p>;
  const edit = async (next: string) => {
    const outcome = await discussion.perform({ intent: 'edit', commentId: id, body: next });
    if (outcome.ok) {
      setEdited(false);
      announce('Commentaire modifié');
    }
    return outcome;
  };
  return (
    <div className={styles.comment}>
      <Avatar id={author.id} name={author.name} size="s" />
      <div className={styles.content}>
        <div className={styles.head}>
          <span className={styles.who}>
            <span className={styles.name}>{author.name}</span>{' '}
            <span className={styles.organisation}>{author.affiliation}</span>
          </span>
          <CommentMenu comment={comment} discussion={discussion} announce={announce} onEdit={() => setEdited(true)} />
        </div>
        <div className={styles.when}>
          <RelativeTime at={createdAt} />
          {editedAt && ' · modifié'}
        </div>
        {isEdited ? (
          <Composer
            conventionId={discussion.conventionId}
            label="Modifier le commentaire"
            sendLabel="Enregistrer"
            first={textOfBody(body, mentions)}
            autoFocus
            onSend={edit}
            onCancel={() => setEdited(false)}
          />
        ) : (
          <CommentBody body={body} mentions={mentions} viewerPersonId={discussion.viewerPersonId} />
        )}
      </div>
    </div>
  );
}

/** What may be done with a comment, behind one button; nothing when nothing may. */
function CommentMenu({ comment, discussion, announce, onEdit }: CommentItemProps & { onEdit(): void }) {
  const [isAsking, setAsking] = useState(false);
  const { mayEdit, mayDelete, id, createdAt } = comment;
  if (!mayEdit && !mayDelete) return null;
  const remove = async () => {
    const outcome = await discussion.perform({ intent: 'delete', commentId: id });
    announce(outcome.ok ? 'Commentaire supprimé' : outcome.message);
  };
  return (
    <>
      <Menu
        label={`Actions sur le commentaire du ${formatDateTime(createdAt)} de ${nameOfComment(comment)}`}
        entries={[
          ...(mayEdit ? [{ id: 'edit', label: 'Modifier', icon: 'edit' as const, onAction: onEdit }] : []),
          ...(mayDelete
            ? [
                {
                  id: 'delete',
                  label: 'Supprimer',
                  icon: 'delete' as const,
                  isDangerous: true,
                  onAction: () => setAsking(true),
                },
              ]
            : []),
        ]}
      />
      <ConfirmDialog
        title="Supprimer ce commentaire ?"
        confirmLabel="Supprimer"
        isDangerous
        isOpen={isAsking}
        onOpenChange={setAsking}
        onConfirm={() => void remove()}
      >
        Son texte disparaît pour tous les participants. La mention « commentaire supprimé » reste dans le fil.
      </ConfirmDialog>
    </>
  );
}
