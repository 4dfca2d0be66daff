// « 1 passage n’a plus sa place »: the words, where they were, who took that passage out; to copy, insert or set aside.
import { useState } from 'react';
import { Button, ButtonRow } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { showToast } from '../ui/toast.ts';
import styles from './passages-notice.module.css';
import type { PassageEntry, Passages } from './use-passages.ts';

const countOf = (count: number) =>
  count === 1 ? '1 passage n’a plus sa place' : `${count} passages n’ont plus leur place`;

/** Where the words were, as far as it is known. */
function whereOf({ block, isRefused }: PassageEntry): string {
  if (isRefused)
    return 'Votre rôle permet de proposer, pas de rédiger\u00a0: ces mots n’ont pas été pris dans le texte. Vous pouvez les insérer\u00a0; ils seront proposés.';
  if (!block) return 'Le passage où vous écriviez a été retiré du texte par quelqu’un d’autre.';
  const by = block.by.length > 0 ? ` par ${block.by.join(', ')}` : '';
  return block.words === ''
    ? `Le passage où vous écriviez a été retiré du texte${by}.`
    : `Vous écriviez dans «\u00a0${block.words}\u00a0», retiré du texte${by}.`;
}

async function copy(words: string) {
  try {
    await navigator.clipboard.writeText(words);
    showToast({ text: 'Les mots sont copiés.' });
  } catch {
    showToast({ text: 'Le navigateur refuse la copie\u00a0: sélectionnez les mots et copiez-les.', tone: 'error' });
  }
}

/** The notice and its window; nothing while every word has its place. */
export function PassagesNotice({ passages, mayWrite }: { passages: Passages; mayWrite: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const { entries } = passages;
  if (entries.length === 0) return null;
  return (
    <div role="status">
      <Button size="s" variant="secondary" icon="warning" onPress={() => setOpen(true)}>
        {countOf(entries.length)}
      </Button>
      <Dialog title={countOf(entries.length)} isOpen={isOpen} onOpenChange={setOpen}>
        <p>Ces mots sont de vous. Ils restent ici jusqu’à ce que vous en décidiez.</p>
        <ul className={styles.list}>
          {entries.map((entry, index) => (
            <li key={entry.key}>
              <blockquote className={styles.words}>{entry.words}</blockquote>
              <p className={styles.where}>{whereOf(entry)}</p>
              <ButtonRow>
                <Button
                  size="s"
                  variant="secondary"
                  aria-label={`Copier le passage ${index + 1}`}
                  onPress={() => copy(entry.words)}
                >
                  Copier
                </Button>
                {mayWrite && (
                  <Button
                    size="s"
                    aria-label={`Insérer ici le passage ${index + 1}`}
                    onPress={() => {
                      setOpen(false);
                      passages.insert(entry);
                    }}
                  >
                    Insérer ici
                  </Button>
                )}
                <Button
                  size="s"
                  variant="quiet"
                  aria-label={`Écarter le passage ${index + 1}`}
                  onPress={() => passages.dismiss(entry)}
                >
                  Écarter
                </Button>
              </ButtonRow>
            </li>
          ))}
        </ul>
      </Dialog>
    </div>
  );
}
