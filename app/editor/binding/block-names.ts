// The ids of blocks that an act brings into a text: one that comes back is the block it was, a new one or a copy gets its own.
import { Fragment, type Node as TextNode } from '@tiptap/pm/model';
import { uuidv4 } from 'lib0/random';
import * as Y from 'yjs';
import { type BlockToken, partsOf } from '#domain/texts/text-sequence.ts';
import type { Blocks } from './blocks.ts';

interface Named {
  id: string | null;
  previousId: string | null;
}

export class BlockNames {
  private readonly root: Y.Text;
  private readonly blocks: Blocks;
  private readonly seenIds: ReadonlySet<string>;
  private live: Set<string> | null = null;

  /** `seenIds`: ids that were in this text; what comes back with one of them is a move. */
  constructor(root: Y.Text, blocks: Blocks, seenIds: ReadonlySet<string>) {
    this.root = root;
    this.blocks = blocks;
    this.seenIds = seenIds;
  }

  /** Blocks were taken away: their ids are free again. */
  forget(): void {
    this.live = null;
  }

  /** A block that comes in, with its id. */
  named(token: BlockToken): BlockToken {
    return { facts: this.ofBlock(token.facts), table: token.table && this.withNamedItems(token.table) };
  }

  private ofBlock<Said extends Named>(said: Said): Said {
    this.live ??= new Set(this.idsIn(this.root));
    const { id } = said;
    const isMove = id !== null && this.seenIds.has(id) && !this.live.has(id);
    const named = isMove ? said : { ...said, id: uuidv4(), previousId: null };
    if (named.id !== null) this.live.add(named.id);
    return named;
  }

  /** The ids in a text, those of what its tables hold included. */
  private idsIn(text: Y.Text): string[] {
    return this.blocks.placesIn(text).flatMap(({ marker, facts: { id, kind } }) => {
      const cells = kind === 'table' && marker ? [...(partsOf(marker).cells?.values() ?? [])] : [];
      const inside = cells.flatMap((cell) => (cell instanceof Y.Text ? this.idsIn(cell) : []));
      return id === null ? inside : [id, ...inside];
    });
  }

  private withNamedItems(node: TextNode): TextNode {
    if (node.isTextblock) return node;
    const attrs = node.type.name === 'listItem' ? this.ofBlock(node.attrs as unknown as Named) : node.attrs;
    return node.type.create({ ...attrs }, Fragment.fromArray(node.children.map((child) => this.withNamedItems(child))));
  }
}
