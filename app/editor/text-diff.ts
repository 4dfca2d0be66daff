// Where two states of a text differ. What comes from outside replaces the whole text in ProseMirror's eyes; plugins that
// keep places ask here for what really changed.
import type { Node as TextNode } from '@tiptap/pm/model';
import { Mapping, StepMap } from '@tiptap/pm/transform';

const sameNode = (one: TextNode, other: TextNode) => one === other || one.eq(other);

/** The top-level nodes that differ: from index `from`, `before` of the old text became `after` of the new one. */
export function changedNodes(oldDoc: TextNode, newDoc: TextNode) {
  const least = Math.min(oldDoc.childCount, newDoc.childCount);
  let from = 0;
  while (from < least && sameNode(oldDoc.child(from), newDoc.child(from))) from += 1;
  let end = 0;
  while (
    end < least - from &&
    sameNode(oldDoc.child(oldDoc.childCount - 1 - end), newDoc.child(newDoc.childCount - 1 - end))
  )
    end += 1;
  return { from, before: oldDoc.childCount - from - end, after: newDoc.childCount - from - end };
}

/** The one replacement that makes `newDoc` of `oldDoc`. */
export function leastMapping(oldDoc: TextNode, newDoc: TextNode): Mapping {
  const start = oldDoc.content.findDiffStart(newDoc.content);
  const ends = oldDoc.content.findDiffEnd(newDoc.content);
  if (start === null || ends === null) return new Mapping();
  // Equal neighbours (« aa » → « aaa ») make the two ends run past the start.
  const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
  return new Mapping([new StepMap([start, ends.a + overlap - start, ends.b + overlap - start])]);
}
