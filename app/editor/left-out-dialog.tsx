// What a paste left out of the text: the window that use-paste-notice.ts opens.
import type { LeftOut, QuotedKind } from '#domain/written/written-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './left-out-dialog.module.css';

const quoted: readonly (readonly [QuotedKind, string, string])[] = [
  ['deletions', 'Passage supprimé en suivi des modifications', 'Passages supprimés en suivi des modifications'],
  ['struck', 'Passage barré', 'Passages barrés'],
  ['hidden', 'Passage masqué', 'Passages masqués'],
];

const counted: readonly (readonly ['comments' | 'pictures' | 'formulas' | 'nestedTables', string, string])[] = [
  ['comments', 'commentaire', 'commentaires'],
  ['pictures', 'image ou dessin', 'images ou dessins'],
  [
    'formulas',
    'formule\u00a0: ses signes sont restés, sans leur mise en forme',
    'formules\u00a0: leurs signes sont restés, sans leur mise en forme',
  ],
  [
    'nestedTables',
    'tableau dans un tableau\u00a0: ses mots sont restés, en alinéas de la cellule',
    'tableaux dans un tableau\u00a0: leurs mots sont restés, en alinéas de la cellule',
  ],
];

/** The window's words: what was left out, with the words themselves where there were some. */
export function LeftOutList({ omissions }: { omissions: LeftOut }) {
  return (
    <>
      {quoted.map(([what, one, many]) => {
        const passages = omissions.quotes[what];
        if (passages.length === 0) return null;
        return (
          <section key={what} className={styles.kind}>
            <h3 className={styles.title}>{passages.length === 1 ? one : many}</h3>
            <ul className={styles.list}>
              {passages.map((words, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and the same words may come twice.
                <li key={index}>«&#160;{words.trim()}&#160;»</li>
              ))}
            </ul>
          </section>
        );
      })}
      <ul className={styles.list}>
        {counted.map(([what, one, many]) => {
          const count = omissions[what];
          return count === 0 ? null : <li key={what}>{`${count} ${count === 1 ? one : many}`}</li>;
        })}
      </ul>
    </>
  );
}

export interface LeftOutDialogProps {
  /** Null: closed. */
  omissions: LeftOut | null;
  onClose(): void;
}

/** The window. */
export function LeftOutDialog({ omissions, onClose }: LeftOutDialogProps) {
  return (
    <Dialog
      title="Laissé de côté par le collage"
      isOpen={omissions !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      actions={(close) => <Button onPress={close}>Fermer</Button>}
    >
      {omissions && <LeftOutList omissions={omissions} />}
    </Dialog>
  );
}
