// The keys of the editor, for whoever writes without a mouse. keyboard.ts and Tiptap's extensions hold what they do.
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/keys.tsx';
import styles from './dialogs.module.css';

const groups: readonly { title: string; shortcuts: readonly (readonly [words: string, keys: string])[] }[] = [
  {
    title: 'Se déplacer',
    shortcuts: [
      ['Aller aux outils, puis revenir au texte', 'Échap'],
      ['Menu du passage', 'Alt Entrée'],
      ['Sortir du texte', 'Tab'],
      ['Cellule suivante, précédente (tableau)', 'Tab ou Maj Tab'],
      ['Afficher ces raccourcis', 'Alt F1'],
    ],
  },
  {
    title: 'Nature du passage',
    shortcuts: [
      ['Article', 'Alt Maj 1'],
      ['Objectif stratégique', 'Alt Maj 2'],
      ['Objectif', 'Alt Maj 3'],
      ['Intertitre', 'Alt Maj 4'],
      ['Paragraphe', 'Alt Maj 0'],
      ['Liste à puces', 'Ctrl Maj 8'],
      ['Liste numérotée', 'Ctrl Maj 7'],
    ],
  },
  {
    title: 'Écrire',
    shortcuts: [
      ['Gras', 'Ctrl B'],
      ['Italique', 'Ctrl I'],
      ['Souligné', 'Ctrl U'],
      ['Lien', 'Ctrl K'],
      ['Aller à la ligne dans le passage', 'Maj Entrée'],
      ['Abaisser, remonter un élément de liste', 'Tab ou Maj Tab'],
      ['Annuler ma dernière modification', 'Ctrl Z'],
      ['Rétablir', 'Ctrl Y'],
    ],
  },
  {
    title: 'Relire',
    shortcuts: [
      ['Commenter la sélection ou le passage', 'Ctrl Alt M'],
      ['Monter le passage', 'Alt Maj ↑'],
      ['Descendre le passage', 'Alt Maj ↓'],
    ],
  },
];

export interface ShortcutsDialogProps {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** The list of keys. */
export function ShortcutsDialog(props: ShortcutsDialogProps) {
  return (
    <Dialog title="Raccourcis du clavier" size="l" {...props}>
      <div className={styles.groups}>
        {groups.map(({ title, shortcuts }) => (
          <section key={title} className={styles.group}>
            <h3>{title}</h3>
            <dl className={styles.shortcuts}>
              {shortcuts.map(([words, keys]) => (
                <div key={words} className={styles.shortcut}>
                  <dt>{words}</dt>
                  <dd>
                    <ShortcutKeys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.note}>
        Tab ne décale le texte que dans une liste ou un tableau ; ailleurs il passe à l’élément suivant de la page. Sur
        un Mac, Ctrl est la touche ⌘.
      </p>
    </Dialog>
  );
}

/** « Tab ou Maj Tab »: alternatives are words between keys. */
function ShortcutKeys({ keys }: { keys: string }) {
  const [first = '', second] = keys.split(' ou ');
  return (
    <>
      <Keys keys={first} />
      {second && (
        <>
          {' ou '}
          <Keys keys={second} />
        </>
      )}
    </>
  );
}
