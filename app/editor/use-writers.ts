// Asks who wrote what is selected, for the dialog.
import type { Editor } from '@tiptap/core';
import { useCallback, useState } from 'react';
import { selectedStretches } from './selected-stretches.ts';
import type { WritersDialogProps, WrittenWords } from './writers-dialog.tsx';

/** Stretches that one may ask about at once; of a longer selection, the first ones are told. */
const MOST = 100;

/** Props of the dialog, and what opens it. */
export function useWriters(editor: Editor | null, documentId: string): { ask(): void; dialog: WritersDialogProps } {
  const [words, setWords] = useState<WritersDialogProps['words']>(null);
  const ask = useCallback(() => {
    if (!editor) return;
    const stretches = selectedStretches(editor.state).slice(0, MOST);
    if (stretches.length === 0) return setWords([]);
    setWords('loading');
    const address = `/textes/${documentId}/auteurs?${new URLSearchParams({ passages: JSON.stringify(stretches) })}`;
    fetch(address)
      .then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        setWords((await answer.json()) as WrittenWords[]);
      })
      .catch(() => setWords('failed'));
  }, [editor, documentId]);
  const onClose = () => {
    setWords(null);
    editor?.view.focus();
  };
  return { ask, dialog: { words, onClose } };
}
