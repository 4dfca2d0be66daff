// The link dialog and the editor: what it starts from, and what it leaves in the text.
import type { Editor } from '@tiptap/core';
import { useCallback, useState } from 'react';
import type { LinkDialogProps, LinkDraft } from './link-dialog.tsx';
import { startUndoStep } from './perform.ts';

/** Puts a link on the selection, or inserts its words with it. */
function saveLink(editor: Editor, { href, words }: LinkDraft) {
  startUndoStep(editor);
  const chain = editor.chain().focus().extendMarkRange('link');
  if (editor.state.selection.empty && !editor.isActive('link'))
    chain
      .insertContent({ type: 'text', text: words, marks: [{ type: 'link', attrs: { href } }] })
      .unsetMark('link')
      .run();
  else chain.setLink({ href }).run();
  startUndoStep(editor);
}

/** Props of the dialog, and what opens it. */
export function useLink(editor: Editor | null): { edit(): void; dialog: LinkDialogProps } {
  const [draft, setDraft] = useState<LinkDraft | null>(null);
  const edit = useCallback(() => {
    if (!editor?.isEditable) return;
    const { from, to } = editor.state.selection;
    const href: unknown = editor.getAttributes('link').href;
    const words = editor.isActive('link') ? '…' : editor.state.doc.textBetween(from, to, ' ');
    setDraft({ href: typeof href === 'string' ? href : '', words });
  }, [editor]);
  const close = () => {
    setDraft(null);
    editor?.view.focus();
  };
  return {
    edit,
    dialog: {
      draft,
      onClose: close,
      onSave(link) {
        setDraft(null);
        if (editor) saveLink(editor, link);
      },
      onRemove() {
        setDraft(null);
        editor?.chain().focus().extendMarkRange('link').unsetLink().run();
      },
    },
  };
}
