// « Une partie de ce que vous avez collé n’est pas entrée dans le texte »: a message, and what its window shows.
import { useCallback, useState } from 'react';
import type { LeftOut } from '#domain/written/written-text.ts';
import { showToast } from '../ui/toast.ts';
import type { LeftOutDialogProps } from './left-out-dialog.tsx';

/** Tells of a paste that left something out; `dialog` is for the one window of the page. */
export function usePasteNotice(): { tell(omissions: LeftOut): void; dialog: LeftOutDialogProps } {
  const [omissions, show] = useState<LeftOut | null>(null);
  const tell = useCallback((leftOut: LeftOut) => {
    showToast({
      text: 'Une partie de ce que vous avez collé n’est pas entrée dans le texte.',
      tone: 'info',
      action: { label: 'Voir laquelle', onPress: () => show(leftOut) },
    });
  }, []);
  return { tell, dialog: { omissions, onClose: () => show(null) } };
}
