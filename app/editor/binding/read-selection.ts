// A click or a key moves the browser's selection at once, and ProseMirror hears of it a moment later.
import type { EditorView } from '@tiptap/pm/view';

/** Has ProseMirror take over a selection that it has not heard of yet. */
export function readSelection(view: EditorView): void {
  // Words that are being composed are the input method's; its end is read with them.
  if (view.composing) return;
  (view as unknown as { domObserver: { flush(): void } }).domObserver.flush();
}
