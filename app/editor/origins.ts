// Lets the text change by this person's hands alone: nothing is added to what came from others, and who may only read
// changes nothing.
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { isFromOutside } from './binding/binding-key.ts';

/** The transaction that this one was appended to, or itself. */
const rootOf = (tr: Transaction): Transaction => tr.getMeta('appendedTransaction') ?? tr;

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
