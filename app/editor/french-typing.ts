// French typography while one types: « and » for the straight quotation mark, no-break spaces inside them and before
// : ; ? ! ». What was typed comes first and is mended after it, as a step of undo of its own: one undo gives it back.
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { undoManagerOf } from './binding/undo.ts';

const FIXED = '\u00a0';

/** What stands for a typed character: `drop` characters before it go as well. */
export interface Mended {
  drop: number;
  text: string;
}

/** What is typed here is an address, where no sign takes a space. */
const ADDRESS = /(?:^|[\s(«\u00a0])(?:https?|mailto|ftp|tel)$|(?:\/\/|www\.)\S*$|\S@\S*$/i;

/** Nothing to part the sign from: the start of a block, an opening sign, another of the same. */
const NO_SPACE = /(?:^|[\s\u00a0\u202f\ufffc([{«:;?!])$/;

function quotationMark(before: string): Mended {
  const opened = (before.match(/«/g)?.length ?? 0) > (before.match(/»/g)?.length ?? 0);
  const blank = /[ \u00a0\u202f]$/.test(before) ? 1 : 0;
  const opens = blank === 0 ? /(?:^|[\s\ufffc([{'’–—-])$/.test(before) : !opened;
  if (opens) return { drop: 0, text: `«${FIXED}` };
  // « "mot " »: the blank that was typed becomes the one that does not break.
  return { drop: blank, text: `${FIXED}»` };
}

/** What French wants instead of `typed` after `before`, the words of the block so far; null: as it was typed. */
export function mendedTyping(before: string, typed: string): Mended | null {
  if (typed === '"') return quotationMark(before);
  if (typed === '«') return { drop: 0, text: `«${FIXED}` };
  if (/^[:;?!»]$/.test(typed)) {
    if (/\S $/.test(before)) return NO_SPACE.test(before.slice(0, -1)) ? null : { drop: 1, text: `${FIXED}${typed}` };
    if (NO_SPACE.test(before) || (typed !== '»' && ADDRESS.test(before))) return null;
    return { drop: 0, text: `${FIXED}${typed}` };
  }
  // « 10 :30 » was an hour.
  const hour = /^\d$/.test(typed) && /\d\u00a0:$/.test(before);
  return hour ? { drop: 2, text: `:${typed}` } : null;
}

/** The plugin; `isOn` asks the person's preference at each key. */
export function createFrenchTyping(isOn: () => boolean): Plugin {
  return new Plugin({
    key: new PluginKey('frenchTyping'),
    props: {
      handleTextInput(view, from, to, typed) {
        // A composition under way is nobody else's to redraw.
        if (!isOn() || view.composing || typed.length !== 1) return false;
        const $from = view.state.doc.resolve(from);
        if (!$from.parent.isTextblock) return false;
        const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
        // The blank after « is there already.
        if (typed === ' ' && from === to && before.endsWith(`«${FIXED}`)) return true;
        const mended = mendedTyping(before, typed);
        if (!mended) return false;
        const undo = undoManagerOf(view.state);
        view.dispatch(view.state.tr.insertText(typed, from, to).scrollIntoView());
        undo?.stopCapturing();
        view.dispatch(view.state.tr.insertText(mended.text, from - mended.drop, from + typed.length).scrollIntoView());
        undo?.stopCapturing();
        return true;
      },
    },
  });
}
