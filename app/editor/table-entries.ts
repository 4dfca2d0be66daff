// What one may do with the table around the cursor.
import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  mergeCells,
  splitCell,
  toggleHeaderRow,
} from '@tiptap/pm/tables';
import type { MenuEntry } from '../ui/menu.tsx';
import { applies, perform } from './perform.ts';

/** The entries of the table's menu; a line parts what destroys. */
export function tableEntries(editor: Editor): (MenuEntry | null)[] {
  const entry = (id: string, label: string, command: Command, isDangerous = false): MenuEntry => ({
    id,
    label,
    isDangerous,
    isDisabled: !applies(editor, command),
    onAction: () => perform(editor, command),
  });
  return [
    entry('row-before', 'Ajouter une ligne au-dessus', addRowBefore),
    entry('row-after', 'Ajouter une ligne au-dessous', addRowAfter),
    entry('column-before', 'Ajouter une colonne à gauche', addColumnBefore),
    entry('column-after', 'Ajouter une colonne à droite', addColumnAfter),
    entry('header-row', 'Ligne d’en-tête', toggleHeaderRow),
    entry('merge', 'Fusionner les cellules choisies', mergeCells),
    entry('split', 'Scinder la cellule', splitCell),
    null,
    entry('delete-row', 'Supprimer la ligne', deleteRow, true),
    entry('delete-column', 'Supprimer la colonne', deleteColumn, true),
    entry('delete-table', 'Supprimer le tableau', deleteTable, true),
  ];
}
