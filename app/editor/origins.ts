// Where a transaction comes from: this person's hands, or the shared text (others, and one's own undo). Plugins that
// append changes ask here, so that no two clients ever mend the same thing at once.
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/** Whether the shared text made this transaction, and not this person's typing. */
export const isFromOutside = (tr: Transaction): boolean => Boolean(tr.getMeta(ySyncPluginKey)?.isChangeOrigin);

/** The transaction that this one was appended to, or itself. */
export const rootOf = (tr: Transaction): Transaction => tr.getMeta('appendedTransaction') ?? tr;

/**
 * Lets no plugin add to what came from outside (autolink, ragged tables: each open page would add the same again), and
 * lets nothing change a text that `mayWrite` says is only to be read.
 */
export function createWriteGuard(mayWrite: () => boolean): Plugin {
  return new Plugin({
    key: new PluginKey('writeGuard'),
    filterTransaction(tr) {
      if (!tr.docChanged || isFromOutside(tr)) return true;
      return mayWrite() && !isFromOutside(rootOf(tr));
    },
  });
}
