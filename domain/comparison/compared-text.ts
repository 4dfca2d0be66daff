// A text as it is compared: its blocks in reading order, each with what one sees of it beside its words. Pure.
import type { Node as TextNode } from '@tiptap/pm/model';
import { type Block, blocksOf } from '../texts/text-schema.ts';

/** A block with how it looks: formats, links, the list that it is in, the cells of its table. Ids of people's comments are no look. */
export interface ComparedBlock extends Block {
  look: string;
}

const lists: readonly string[] = ['bulletList', 'orderedList'];

/** The looks of what is in a node, without the items nested in an item: those are blocks of their own. */
function lookOf(node: TextNode, parent: TextNode | null): string {
  const looks: string[] = [];
  if (node.type.name === 'listItem' && parent) looks.push(`${parent.type.name} ${parent.attrs.type ?? ''}`);
  let length = 0;
  node.descendants((child) => {
    const type = child.type.name;
    if (type === 'listItem' && node.type.name === 'listItem') return false;
    if (type === 'tableRow') looks.push('row');
    if (type === 'tableCell' || type === 'tableHeader') {
      const { colspan, rowspan, align } = child.attrs;
      looks.push(`${type} ${colspan} ${rowspan} ${align ?? ''}`);
    }
    if (lists.includes(type)) looks.push(type);
    if (!child.isInline) return true;
    const formats = child.marks.filter((mark) => mark.type.name !== 'comment');
    const [start, end] = [length, length + child.nodeSize];
    length = end;
    for (const { type: format, attrs } of formats) looks.push(`${start}-${end} ${format.name} ${attrs.href ?? ''}`);
    return false;
  });
  return joined(looks).join('\n');
}

/** Looks of stretches that follow one another are one: a comment that begins in the middle of bold words divides nothing. */
function joined(looks: readonly string[]): string[] {
  const open = new Map<string, number>();
  const said: (string | null)[] = [];
  for (const look of looks) {
    const [, start, end, format] = /^(\d+)-(\d+) (.*)$/.exec(look) ?? [];
    const before = format === undefined ? undefined : open.get(`${format} ${start}`);
    if (before === undefined) said.push(look);
    else said[before] = (said[before] ?? '').replace(/-\d+ /, `-${end} `);
    if (format === undefined) continue;
    open.delete(`${format} ${start}`);
    open.set(`${format} ${end}`, before ?? said.length - 1);
  }
  return said.filter((look) => look !== null);
}

/** The blocks of a text as they are compared. */
export function comparedBlocks(text: TextNode): ComparedBlock[] {
  return blocksOf(text).map((block) => {
    const place = text.resolve(block.pos);
    return { ...block, look: lookOf(text.nodeAt(block.pos) as TextNode, place.parent) };
  });
}
