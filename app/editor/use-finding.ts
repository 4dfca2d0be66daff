// The search in the text of the editor, for its bar: opened by a button or Ctrl + Alt + F (Ctrl + F stays the browser's).
import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useState } from 'react';
import { count } from '../french-format.ts';
import type { Finder } from '../texts/find-bar.tsx';
import { showToast } from '../ui/toast.tsx';
import { endFinding, find, moveFinding, readFinding, replaceFound } from './finding.ts';
import { useEditorValue } from './use-editor.ts';

const readPlace = ({ state }: Editor) => {
  const { places, current } = readFinding(state);
  return { count: places.length, current };
};

/** Whether the bar is open, what opens it, and what it asks. */
export function useFinding(editor: Editor | null, mayWrite: boolean) {
  const [isOpen, setOpen] = useState(false);
  const place = useEditorValue(editor, readPlace, { count: 0, current: -1 });
  const open = useCallback(() => setOpen(true), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      open();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [open]);
  const finder: Finder | null = editor && {
    ...place,
    find: (words) => find(editor, words),
    move: (step) => moveFinding(editor, step),
    replace: mayWrite
      ? (instead, every) => {
          const done = replaceFound(editor, instead, every);
          if (every && done > 0)
            showToast({
              text: `${count(done, 'passage remplacé', 'passages remplacés')}.`,
              action: { label: 'Annuler', onPress: () => editor.commands.undo() },
            });
        }
      : null,
    close() {
      setOpen(false);
      endFinding(editor);
    },
  };
  return { finder: isOpen ? finder : null, open };
}
