// Who wrote what is selected, and when.
import { Fragment } from 'react';
import { formatDateTime } from '../french-format.ts';
import { Dialog } from '../ui/dialog.tsx';
import styles from './dialogs.module.css';

/** Words of one hand, as the address that answers has them. */
export interface WrittenWords {
  text: string;
  writer: { name: string } | null;
  writtenAt: string | null;
}

export interface WritersDialogProps {
  /** Null: closed. `loading` and `failed`: nothing is known yet, or could be. */
  words: readonly WrittenWords[] | 'loading' | 'failed' | null;
  onClose(): void;
}

/** Letters of a stretch that are quoted. */
const QUOTED = 160;

const quoted = (text: string) => (text.length > QUOTED ? `${text.slice(0, QUOTED).trimEnd()}…` : text);

/** With where each begins: what tells two equal ones apart. */
function placed(words: readonly WrittenWords[]) {
  let end = 0;
  return words.map((word) => {
    const start = end;
    end += word.text.length;
    return { ...word, start };
  });
}

function Answer({ words }: { words: Exclude<WritersDialogProps['words'], null> }) {
  if (words === 'loading') return <p role="status">Recherche en cours…</p>;
  if (words === 'failed')
    return <p role="alert">La réponse n’est pas arrivée. Vérifiez la connexion, puis recommencez.</p>;
  if (words.length === 0) return <p>Rien de ce passage n’est encore enregistré.</p>;
  return (
    <dl className={styles.shortcuts}>
      {placed(words).map(({ text, writer, writtenAt, start }) => (
        <Fragment key={`${start} ${text.slice(0, 20)}`}>
          <dt>
            <strong>{writer?.name ?? 'La plate-forme (import, reprise ou rétablissement)'}</strong>
            {writtenAt ? `, le ${formatDateTime(writtenAt)}` : ', à une date qui n’a pas été relevée'}
          </dt>
          <dd>« {quoted(text)} »</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** The dialog. */
export function WritersDialog({ words, onClose }: WritersDialogProps) {
  return (
    <Dialog title="Qui a écrit ce passage" isOpen={words !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {words !== null && <Answer words={words} />}
    </Dialog>
  );
}
