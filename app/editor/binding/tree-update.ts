// The least replacement that makes one tree of another: what did not change stays in the editor as it is drawn, with
// whatever a person is doing in it.
import type { Node as TextNode } from '@tiptap/pm/model';
import { Slice } from '@tiptap/pm/model';
import { ReplaceStep } from '@tiptap/pm/transform';

const same = (one: TextNode, other: TextNode) => one === other || one.eq(other);

/** Within one textblock: from the first place that differs to the last. */
function inlineStep(old: TextNode, next: TextNode, start: number): ReplaceStep | null {
  const from = old.content.findDiffStart(next.content);
  const ends = old.content.findDiffEnd(next.content);
  if (from === null || ends === null) return null;
  // Equal neighbours (« aa » → « aaa ») make the two ends run past the start.
  const overlap = Math.max(0, from - Math.min(ends.a, ends.b));
  return new ReplaceStep(start + from, start + ends.a + overlap, next.slice(from, ends.b + overlap));
}

/** The step that makes `next` of `old`, whose content starts at `start`; null when they are equal. */
export function updateStep(old: TextNode, next: TextNode, start = 0): ReplaceStep | null {
  if (old.inlineContent) return inlineStep(old, next, start);
  const least = Math.min(old.childCount, next.childCount);
  let first = 0;
  let pos = start;
  while (first < least && same(old.child(first), next.child(first))) {
    pos += old.child(first).nodeSize;
    first += 1;
  }
  let last = 0;
  while (last < least - first && same(old.child(old.childCount - 1 - last), next.child(next.childCount - 1 - last)))
    last += 1;
  const [before, after] = [old.childCount - last, next.childCount - last];
  if (first === before && first === after) return null;
  const [oldChild, nextChild] = [old.maybeChild(first), next.maybeChild(first)];
  if (before === first + 1 && after === first + 1 && oldChild && nextChild && oldChild.sameMarkup(nextChild))
    return updateStep(oldChild, nextChild, pos + 1);
  let end = pos;
  for (let index = first; index < before; index += 1) end += old.child(index).nodeSize;
  const fresh = next.content.cut(sizeUpTo(next, first), sizeUpTo(next, after));
  return new ReplaceStep(pos, end, new Slice(fresh, 0, 0));
}

/** Size of the first `count` children. */
function sizeUpTo(node: TextNode, count: number): number {
  let size = 0;
  for (let index = 0; index < count; index += 1) size += node.child(index).nodeSize;
  return size;
}
