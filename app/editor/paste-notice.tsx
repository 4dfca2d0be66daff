// « Le collage a laissé de côté 2 passages barrés et 1 image »: a message, and the window that it opens.
import { type ReactNode, useCallback, useState } from 'react';
import type { LeftOut, QuotedKind } from '#domain/written/written-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { showToast } from '../ui/toast.ts';
import styles from './paste-notice.module.css';

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
export function PasteOmissionsList({ omissions }: { omissions: LeftOut }) {
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

/** Tells of a paste that left something out; `dialog` stands once in the page. */
export function usePasteNotice(): { tell(omissions: LeftOut): void; dialog: ReactNode } {
  const [shown, setShown] = useState<LeftOut | null>(null);
  const tell = useCallback((omissions: LeftOut) => {
    showToast({
      text: 'Une partie de ce que vous avez collé n’est pas entrée dans le texte.',
      tone: 'info',
      action: { label: 'Voir laquelle', onPress: () => setShown(omissions) },
    });
  }, []);
  const dialog = (
    <Dialog
      title="Laissé de côté par le collage"
      isOpen={shown !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) setShown(null);
      }}
      actions={(close) => <Button onPress={close}>Fermer</Button>}
    >
      {shown && <PasteOmissionsList omissions={shown} />}
    </Dialog>
  );
  return { tell, dialog };
}
