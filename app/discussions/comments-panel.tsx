// The comments beside a text: what is being started, then the threads in reading order. Shown in the end panel of the
// editor and of the reading page; a sheet on narrow screens. See panel-types.ts for what it asks of them.
import { useCallback, useId, useState } from 'react';
import { sentences } from '../french.ts';
import { count } from '../french-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { choicesOf, isChosen, type ThreadChoice } from './choose-threads.ts';
import styles from './comments-panel.module.css';
import { Composer } from './composer.tsx';
import type { CommentsPanelProps, DiscussionThread } from './panel-types.ts';
import { ThreadCard } from './thread-card.tsx';

/** The panel. */
export function CommentsPanel(props: CommentsPanelProps) {
  const { discussion, draftAnchor, onDraftDone, activeThreadId, onActivate } = props;
  const [choice, setChoice] = useState<ThreadChoice>('open');
  const [newId, setNewId] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const announce = useCallback((words: string) => {
    // The same words twice in a row are two messages.
    setSaid('');
    requestAnimationFrame(() => setSaid(words));
  }, []);
  const { status, threads, conventionId } = discussion;
  // The thread that somebody has just pressed in the text is shown, whatever was chosen before.
  const shown = threads.filter((thread) => isChosen(thread, choice) || thread.id === activeThreadId);
  return (
    <div className={styles.panel}>
      <p role="status" className="visually-hidden">
        {said}
      </p>
      {draftAnchor && (
        <Draft
          key={`${draftAnchor.blockId} ${draftAnchor.quotation}`}
          {...{ discussion, draftAnchor, onDraftDone, onActivate, announce }}
          onOpened={setNewId}
        />
      )}
      {status === 'loading' && <p className={styles.quiet}>{sentences.loading}</p>}
      {status === 'failed' && (
        <Notice
          tone="warning"
          isLive
          actions={
            <Button size="s" onPress={discussion.refresh}>
              Réessayer
            </Button>
          }
        >
          Les commentaires n’ont pas pu être chargés.
        </Notice>
      )}
      {status === 'ready' && threads.length > 0 && (
        <Chooser threads={threads} choice={choice} shown={shown.length} onChoose={setChoice} />
      )}
      {status === 'ready' && shown.length === 0 && !draftAnchor && (
        <NothingHere isEmpty={threads.length === 0} mayOpen={discussion.mayOpen} />
      )}
      <ol className={styles.threads}>
        {shown.map((thread) => (
          <li key={thread.id}>
            <ThreadCard
              thread={thread}
              discussion={discussion}
              isActive={thread.id === activeThreadId}
              isNew={thread.id === newId}
              onActivate={onActivate}
              announce={announce}
            />
          </li>
        ))}
      </ol>
      <noscript>
        <a href={`/conventions/${conventionId}/commentaires`}>Lire les commentaires sur leur page</a>
      </noscript>
    </div>
  );
}

/** The thread that is being started. */
function Draft({
  discussion,
  draftAnchor,
  onDraftDone,
  onActivate,
  onOpened,
  announce,
}: Omit<CommentsPanelProps, 'activeThreadId'> & {
  onOpened(threadId: string | null): void;
  announce(words: string): void;
}) {
  const titleId = useId();
  if (!draftAnchor) return null;
  const open = async (body: string) => {
    const outcome = await discussion.perform({ intent: 'open', ...draftAnchor, body });
    if (outcome.ok) {
      announce('Commentaire publié');
      onDraftDone(outcome.threadId);
      onActivate(outcome.threadId);
      onOpened(outcome.threadId);
    }
    return outcome;
  };
  return (
    <section className={styles.draft} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.draftTitle}>
        Nouveau commentaire
      </h3>
      {draftAnchor.quotation === '' ? (
        <p className={styles.quiet}>Sur tout le passage</p>
      ) : (
        <blockquote className={styles.quotation}>{draftAnchor.quotation}</blockquote>
      )}
      <Composer
        conventionId={discussion.conventionId}
        label="Votre commentaire"
        sendLabel="Publier"
        autoFocus
        onSend={open}
        onCancel={() => onDraftDone(null)}
      />
    </section>
  );
}

interface ChooserProps {
  threads: readonly DiscussionThread[];
  choice: ThreadChoice;
  shown: number;
  onChoose(choice: ThreadChoice): void;
}

function Chooser({ threads, choice, shown, onChoose }: ChooserProps) {
  const choices = choicesOf(threads);
  return (
    <div className={styles.chooser}>
      <SelectField
        label="Fils affichés"
        hideLabel
        options={choices}
        value={choice}
        onChange={(event) => {
          const chosen = choices.find(({ value }) => value === event.target.value);
          if (chosen) onChoose(chosen.value);
        }}
      />
      <span role="status" className={styles.quiet}>
        {count(shown, 'fil')}
      </span>
    </div>
  );
}

function NothingHere({ isEmpty, mayOpen }: { isEmpty: boolean; mayOpen: boolean }) {
  if (!isEmpty) return <p className={styles.quiet}>Aucun fil ne correspond à ce choix.</p>;
  return (
    <EmptyState icon="comment" title="Pas encore de commentaire">
      {mayOpen && 'Sélectionnez un passage du texte, puis « Commenter » (Ctrl + Alt + M).'}
    </EmptyState>
  );
}
