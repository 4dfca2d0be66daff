// When repair-ids.ts is applied: once the shared text is quiet, by the client that wrote the repeated block, or by
// whoever edits next when that client is gone.
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { REPAIR, repairIds } from './repair-ids.ts';

/** Long enough for what others are sending to arrive, ms. */
const QUIET_MS = 800;

/** The plugin. A text that may only be read is never mended from here. */
export function createRepair(text: Y.XmlFragment, mayWrite: () => boolean): Plugin {
  return new Plugin({
    key: new PluginKey('repair'),
    view() {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let edited = false;
      const schedule = (_events: unknown, transaction: Y.Transaction) => {
        if (transaction.origin === REPAIR) return;
        edited ||= transaction.local;
        clearTimeout(timer);
        timer = setTimeout(() => {
          if (mayWrite()) repairIds(text, edited ? undefined : text.doc?.clientID);
          edited = false;
        }, QUIET_MS);
      };
      text.observeDeep(schedule);
      return {
        destroy() {
          clearTimeout(timer);
          text.unobserveDeep(schedule);
        },
      };
    },
  });
}
