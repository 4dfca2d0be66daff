// Writing a comment: the field, the button that sends it, and why it was refused. What is written stays until it is sent.
import { useId, useRef, useState } from 'react';
import { paths } from '../frame/navigation.ts';
import { sentences } from '../french.ts';
import { Button } from '../ui/button.tsx';
import styles from './composer.module.css';
import { MentionInput, type Written } from './mention-input.tsx';
import type { ActOutcome } from './panel-types.ts';
import { bodyOf } from './written-mentions.ts';

export interface ComposerProps {
  conventionId: string;
  /** What is written here: « Répondre ». */
  label: string;
  sendLabel: string;
  first?: Written;
  autoFocus?: boolean;
  /** Sends; the composer empties itself when it went well. */
  onSend(body: string): Promise<ActOutcome>;
  /** Gives up; without it there is no button for that. */
  onCancel?: () => void;
}

type Refusal = Extract<ActOutcome, { ok: false }>;

const empty: Written = { text: '', known: new Map() };

/** A field, a button, and in between what went wrong. */
export function Composer({
  conventionId,
  label,
  sendLabel,
  first = empty,
  autoFocus,
  onSend,
  onCancel,
}: ComposerProps) {
  const [written, setWritten] = useState(first);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, setPending] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const errorId = useId();
  const send = async () => {
    if (isPending) return;
    setPending(true);
    const outcome = await onSend(bodyOf(written.text, written.known));
    setPending(false);
    setRefusal(outcome.ok ? null : outcome);
    if (outcome.ok) setWritten(empty);
    // The button that was pressed goes: one goes on in the field, where it is still there.
    input.current?.focus();
  };
  const isWorthShowing = written.text !== '' || onCancel !== undefined;
  return (
    <div className={styles.composer}>
      <MentionInput
        conventionId={conventionId}
        label={label}
        written={written}
        onWrite={setWritten}
        onSend={send}
        onLeave={onCancel}
        input={input}
        errorId={errorId}
        isInvalid={refusal !== null}
        autoFocus={autoFocus}
      />
      <div id={errorId} role="alert" className={styles.error}>
        {refusal && <Reason refusal={refusal} />}
      </div>
      {isWorthShowing && (
        <div className={styles.buttons}>
          <span className={styles.hint}>@ pour mentionner</span>
          {onCancel && (
            <Button size="s" variant="quiet" onPress={onCancel}>
              {sentences.cancel}
            </Button>
          )}
          <Button size="s" variant="primary" icon="send" isPending={isPending} onPress={send}>
            {sendLabel}
          </Button>
        </div>
      )}
    </div>
  );
}

function Reason({ refusal: { code, message, fields } }: { refusal: Refusal }) {
  const sentencesAtFault = Object.values(fields);
  return (
    <>
      {(sentencesAtFault.length > 0 ? sentencesAtFault : [message]).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {code === 'UNAUTHENTICATED' && (
        <p>
          <a href={paths.signIn} target="_blank" rel="noreferrer">
            Se reconnecter dans un nouvel onglet
          </a>
        </p>
      )}
    </>
  );
}
