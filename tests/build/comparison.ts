// A text edited by chance, as people edit one: words typed and taken away, blocks split, joined, moved, dropped and added,
// promises and kinds changed, words made bold. For the tests of comparing two texts and of bringing one back.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type * as Y from 'yjs';
import { blockIdsIn, removeBlock, restoreBlock } from '#domain/texts/live-blocks.ts';
import { repairBlockIds } from '#domain/texts/live-text.ts';
import {
  addParagraph,
  blockAt,
  blocksOfText,
  deleteIn,
  formatIn,
  mergeUp,
  removeBlocks,
  setKey,
  splitAt,
  typeIn,
} from './texts.ts';

const acts = [
  'type',
  'delete',
  'split',
  'merge',
  'remove',
  'add',
  'bold',
  'mark',
  'kind',
  'list',
  'move',
  'cell',
] as const;

/** One act, where (shares of the text and of the block), and what is typed. */
export type Act = [act: (typeof acts)[number], block: number, place: number, words: string];

export const anyActs: fc.Arbitrary<Act[]> = fc.array(
  fc.tuple(
    fc.constantFrom(...acts),
    fc.nat(999),
    fc.nat(999),
    fc.constantFrom('demain ', 'doit ', '250\u00a0000 €', ' — suite', 'é', '\n', 'le 31 mars 2026'),
  ),
  { minLength: 1, maxLength: 14 },
);

/** Does the acts, each as far as the text holds what it is about. */
export function act(doc: Y.Doc, all: readonly Act[]): void {
  for (const [what, blockShare, placeShare, words] of all) {
    const blocks = blocksOfText(doc);
    const which = Math.floor((blockShare / 1000) * blocks.length);
    const { length, facts, marker } = blockAt(doc, which).block;
    const at = Math.floor((placeShare / 1000) * (length + 1));
    if (facts.kind === 'table') {
      if (what === 'remove' && blocks.length > 2) removeBlocks(doc, which);
      if (what === 'cell' && marker) typeInCell(marker, placeShare, words);
      continue;
    }
    if (what === 'type') typeIn(doc, which, at, words, {});
    if (what === 'delete') deleteIn(doc, which, at, Math.min(length - at, 7));
    if (what === 'split') splitAt(doc, which, at, facts.list ? { list: facts.list, depth: facts.depth } : {});
    if (what === 'merge' && which > 0 && blocks[which - 1]?.facts.kind !== 'table') mergeUp(doc, which);
    if (what === 'remove' && blocks.length > 2) removeBlocks(doc, which);
    if (what === 'add') addParagraph(doc, words, which);
    if (what === 'bold') formatIn(doc, which, at, 9, { bold: placeShare % 2 === 0 ? true : null });
    if (what === 'mark') setKey(doc, which, 'mark', placeShare % 2 === 0 ? 'OBLIGATION' : null);
    if (what === 'kind') setKey(doc, which, 'kind', placeShare % 2 === 0 ? 'article' : null);
    if (what === 'list') setKey(doc, which, 'list', placeShare % 2 === 0 ? 'bullet' : null);
    if (what === 'move') move(doc, facts.id, blocks[placeShare % blocks.length]?.facts.id ?? null);
  }
  repairBlockIds(doc);
}

function typeInCell(marker: Y.Map<unknown>, share: number, words: string): void {
  const cells = [...(marker.get('cells') as Y.Map<Y.Text>).values()];
  const cell = cells[share % cells.length];
  cell?.insert(Math.floor((share / 1000) * (cell.length + 1)), words, {});
}

function move(doc: Y.Doc, id: string | null, behind: string | null): void {
  if (!id || !behind || id === behind || blockIdsIn(doc).size < 3) return;
  const json = removeBlock(doc, id);
  if (json) restoreBlock(doc, json, { before: [behind], list: null });
}

/** An id that no text holds. */
export const strangerId = (): string => randomUUID();
