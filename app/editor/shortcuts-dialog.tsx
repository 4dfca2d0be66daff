// The keys of the editor, for whoever writes without a mouse. keyboard.ts and Tiptap's extensions hold what they do.
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/keys.tsx';
import styles from './dialogs.module.css';
import { type TextHabits, type TextKind, textHabits } from './text-kinds.ts';
import { formChoices, outcomeChoices } from './words.ts';

type Shortcut = readonly [words: string, keys: string];

const groupsOf = ({ forms, marks }: TextHabits): { title: string; shortcuts: readonly Shortcut[] }[] => [
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
    shortcuts: [...formChoices({ forms, marks }).map(({ label, shortcut }): Shortcut => [label, shortcut])],
  },
  {
    title: 'Écrire',
    shortcuts: [
      ['Gras', 'Ctrl B'],
      ['Italique', 'Ctrl I'],
      ['Souligné', 'Ctrl U'],
      ['Exposant (m²)', 'Ctrl .'],
      ['Indice (CO₂)', 'Ctrl ,'],
      ['Lien', 'Ctrl K'],
      ['Aller à la ligne dans le passage', 'Maj Entrée'],
      ['Abaisser, remonter un élément de liste', 'Tab ou Maj Tab'],
      ['Annuler ma dernière modification', 'Ctrl Z'],
      ['Rétablir', 'Ctrl Y'],
    ],
  },
  {
    title: marks === 'outcomes' ? 'Décider et ranger' : 'Relire',
    shortcuts: [
      ...(marks === 'outcomes'
        ? outcomeChoices.map(({ label, shortcut }): Shortcut => [`Marquer\u00a0: ${label.toLowerCase()}`, shortcut])
        : [['Commenter la sélection ou le passage', 'Ctrl Alt M'] as const]),
      ['Rechercher dans le texte', 'Ctrl Alt F'],
      ['Savoir qui a écrit la sélection ou le passage', 'Ctrl Alt Q'],
      ['Proposer au lieu de rédiger, et y revenir', 'Ctrl Alt P'],
      ['Monter le passage', 'Alt Maj ↑'],
      ['Descendre le passage', 'Alt Maj ↓'],
    ],
  },
];

export interface ShortcutsDialogProps {
  kind: TextKind;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** The list of keys. */
export function ShortcutsDialog({ kind, ...props }: ShortcutsDialogProps) {
  return (
    <Dialog title="Raccourcis du clavier" size="l" {...props}>
      <div className={styles.groups}>
        {groupsOf(textHabits[kind]).map(({ title, shortcuts }) => (
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
        Tab ne décale le texte que dans une liste ou un tableau ; ailleurs il passe à l’élément suivant de la page. Sur
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
