// The search in the text of the editor, for its bar: opened by a button or Ctrl + Alt + F (Ctrl + F stays the browser's).
import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useState } from 'react';
import { type Mode, mayEdit } from '#realtime/protocol.ts';
import { count } from '../french-format.ts';
import type { Finder } from '../texts/find-bar.tsx';
import { showToast } from '../ui/toast.ts';
import { endFinding, find, moveFinding, readFinding, replaceFound } from './finding.ts';
import { useEditorValue } from './use-editor.ts';

const readPlace = ({ state }: Editor) => {
  const { places, current } = readFinding(state);
  return { count: places.length, current };
};

/** How long replacing waits for the version before it, ms: a line that answers nothing must not hold it for ever. */
const KEEPING_MS = 5_000;

/** Has the text kept as a version; without the server it is replaced all the same, and undone like any edit. */
const keepText = (documentId: string) =>
  fetch(`/textes/${documentId}/garder`, {
    method: 'POST',
    body: new URLSearchParams(),
    signal: AbortSignal.timeout(KEEPING_MS),
  }).catch(() => null);

/** Whether the bar is open, what opens it, and what it asks. */
export function useFinding(editor: Editor | null, mode: Mode, documentId: string) {
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
    replace: mayEdit(mode)
      ? async (instead, every) => {
          // What is only suggested is refused as easily as it is undone.
          if (every && mode === 'write') await keepText(documentId);
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
