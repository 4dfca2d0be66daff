// Further paragraphs of an item, which Word says by a style alone: « Liste continue », « Liste continue 2 »… Writer keeps the names
// when it opens such a file. Called by the readers.
import type { ListPlace, WrittenBlock } from '#domain/written/written-text.ts';

const NAME = /^list continue(?: (\d))?$/i;

/** The depth of the item that a paragraph of these styles goes on with, 0 the outermost; null when none of them says so. */
export function continuedDepthOf(styles: readonly string[]): number | null {
  const said = styles.map((name) => NAME.exec(name)).find((found) => found !== null);
  return said ? Number(said[1] ?? 1) - 1 : null;
}

/** The place of a paragraph that goes on with the last item at `depth`; null when there is none before it. */
export function continuedPlace(blocks: readonly WrittenBlock[], depth: number | null): ListPlace | null {
  if (depth === null) return null;
  for (let at = blocks.length - 1; at >= 0; at -= 1) {
    const before = blocks[at];
    if (before?.kind !== 'paragraph' || before.list === null) return null;
    if (before.list.depth === depth) return { ...before.list, continues: true };
  }
  return null;
}
