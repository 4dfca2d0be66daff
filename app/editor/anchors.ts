// Between a place in the editor and what a comment keeps of it: the block, the words quoted and a little of what is
// around them. The words are those of `blocksOf` in domain/texts/text-schema.ts: inner paragraphs are parted by a line break.
import type { Node as TextNode } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import type { DraftAnchor } from '../discussions/panel-types.ts';
import { blockAround, currentBlock, type PlacedBlock } from './commands.ts';

/** Longest quotation and surroundings, as app/discussions/panel-types.ts says. */
const QUOTATION = 1000;
const AROUND = 40;

interface Stretch {
  words: string;
  /** Position in the text of each character of `words`, and of the end. */
  places: number[];
}

/** A block's own words with the place of each character. */
function stretchOf({ node, pos }: PlacedBlock): Stretch {
  let words = '';
  const places: number[] = [];
  const addTextblock = (textblock: TextNode, start: number) => {
    if (places.length > 0) {
      words += '\n';
      places.push(start);
    }
    textblock.forEach((child, offset) => {
      const text = child.isText ? (child.text ?? '') : '\n';
      for (let index = 0; index < text.length; index += 1) places.push(start + offset + (child.isText ? index : 0));
      words += text;
    });
  };
  if (node.isTextblock) addTextblock(node, pos + 1);
  else
    node.descendants((child, offset) => {
      if (child.type.name === 'listItem' && node.type.name === 'listItem') return false;
      if (!child.isTextblock) return true;
      addTextblock(child, pos + 1 + offset + 1);
      return false;
    });
  return { words, places };
}

/** What a comment on the selection is about: the selected words of the first block, or the whole block. */
export function anchorOfSelection(state: EditorState): { anchor: DraftAnchor; from: number; to: number } | null {
  const { from, to, empty } = state.selection;
  const block = empty ? currentBlock(state) : blockAround(state.doc.resolve(from));
  if (!block || typeof block.node.attrs.id !== 'string') return null;
  const blockId = block.node.attrs.id;
  const { words, places } = stretchOf(block);
  const start = places.findIndex((place) => place >= from);
  const beyond = places.findIndex((place) => place >= to);
  const end = Math.min(beyond === -1 ? words.length : beyond, start + QUOTATION);
  if (empty || start === -1 || end <= start)
    return {
      anchor: { blockId, quotation: '', prefix: '', suffix: '' },
      from: block.pos + 1,
      to: block.pos + block.node.nodeSize - 1,
    };
  return {
    anchor: {
      blockId,
      quotation: words.slice(start, end),
      prefix: words.slice(Math.max(0, start - AROUND), start),
      suffix: words.slice(end, end + AROUND),
    },
    from: places[start] ?? from,
    to: (places[end - 1] ?? to) + 1,
  };
}

/** The first place that carries a thread's mark. */
export function placeOfThread(doc: TextNode, threadId: string): { from: number; to: number } | null {
  let place: { from: number; to: number } | null = null;
  doc.descendants((node, pos) => {
    if (node.marks.some((mark) => mark.type.name === 'comment' && mark.attrs.threadId === threadId))
      place = { from: place?.from ?? pos, to: pos + node.nodeSize };
    return true;
  });
  return place;
}
