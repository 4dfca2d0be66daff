// Makes of any tree of our nodes, whatever it holds, the text that the sequence can say: values in range, blocks where
// they may be, no word left out. Called for texts of the former form, and for what was signed in it. Pure.
import { Fragment, type Mark, type Node as TextNode } from '@tiptap/pm/model';
import { Doc } from 'yjs';
import { textOf, writeText } from './live-text.ts';
import { isBlockId, isFormat, isHeadingKind, isMarkerValue, plainCell, textLimits } from './text-grammar.ts';
import { textSchema } from './text-schema.ts';
import { quiet, widthOf } from './text-sequence.ts';

/** What was not as the sequence has it: a value, a place in the tree, a link's attributes, a comment that is none, … */
export type Mend = 'value' | 'place' | 'link' | 'comment' | 'characters' | 'length' | 'depth' | 'table';

const { nodes } = textSchema;
const node = (name: string) => nodes[name] as (typeof nodes)[string];

const childrenOf = (parent: TextNode): TextNode[] => [...parent.children];
const isList = ({ type }: TextNode) => type.name === 'bulletList' || type.name === 'orderedList';
const isCell = ({ type }: TextNode) => type.name === 'tableCell' || type.name === 'tableHeader';
const isOutsideLists = ({ type }: TextNode) => type.name === 'heading' || type.name === 'table';

/** Where to cut words that are too many: behind a blank when there is one near. */
function cutBefore(words: string, limit: number): number {
  const blank = words.lastIndexOf(' ', limit - 1);
  if (blank > limit - 1_000) return blank + 1;
  return /[\uD800-\uDBFF]/.test(words.charAt(limit - 1)) ? limit - 1 : limit;
}

class Settling {
  readonly mended: Partial<Record<Mend, number>> = {};

  private note(mend: Mend): void {
    this.mended[mend] = (this.mended[mend] ?? 0) + 1;
  }

  /** `value` where the grammar has it, else `instead`. */
  private inRange<Value>(key: string, value: unknown, instead: Value): unknown {
    if (value === instead || value === null || value === undefined) return value ?? instead;
    if (isMarkerValue(key, value)) return value;
    this.note('value');
    return instead;
  }

  /** A number where it makes sense at all, brought within its limits. */
  private number(key: string, value: unknown, instead: number | null): unknown {
    if (value === null || value === undefined || value === instead || isMarkerValue(key, value))
      return value ?? instead;
    this.note('value');
    const near = typeof value === 'object' ? Number.NaN : Math.round(Number(value));
    return Number.isNaN(near) ? instead : Math.min(Math.max(near, 1), textLimits.number);
  }

  private identity({ attrs }: TextNode) {
    return Object.fromEntries(
      ['id', 'mark', 'degree', 'outcome', 'previousId'].map((key) => [key, this.inRange(key, attrs[key], null)]),
    );
  }

  // --- Words

  private mark({ type, attrs }: Mark): Mark | null {
    if (type.name === 'comment') {
      if (isBlockId(attrs.threadId)) return type.create({ threadId: attrs.threadId });
      this.note('comment');
      return null;
    }
    if (type.name !== 'link') return type.create();
    const { href } = attrs;
    const plain = typeof href === 'string' && isFormat('link', { href }) ? type.create({ href }) : null;
    if (!plain?.eq(type.create(attrs))) this.note('link');
    return plain;
  }

  private marksOf(set: readonly Mark[]): readonly Mark[] {
    return set.reduce<readonly Mark[]>((all, one) => this.mark(one)?.addToSet(all) ?? all, []);
  }

  private inline(children: readonly TextNode[]): TextNode[] {
    return children.flatMap((child) => {
      if (child.type.name === 'hardBreak') return [child.type.create(), ...this.inline(childrenOf(child))];
      if (!child.isText) {
        this.note('place');
        return this.inline(childrenOf(child));
      }
      // Half of a pair has no UTF-8: it would come back as this from any store.
      const words = (child.text ?? '').replace(/\p{Surrogate}/gu, '\uFFFD');
      if (words !== child.text || words.includes('\n')) this.note('characters');
      const set = this.marksOf(child.marks);
      return words.split(/(\n)/).flatMap((part) => {
        if (part === '') return [];
        return part === '\n' ? [node('hardBreak').create(null, null, set)] : [textSchema.text(part, set)];
      });
    });
  }

  /** Words in blocks that are not too long; all but the first are paragraphs. */
  private textblocks(block: TextNode, attrs: Record<string, unknown> | null, type = block.type): TextNode[] {
    const content = Fragment.fromArray(this.inline(childrenOf(block)));
    const made: TextNode[] = [];
    const words = content.textBetween(0, content.size, '', '\n');
    for (let from = 0; from < content.size || made.length === 0; ) {
      const rest = content.size - from;
      const { blockLength } = textLimits;
      const to = rest <= blockLength ? content.size : from + cutBefore(words.slice(from), blockLength);
      const part = content.cut(from, to);
      made.push(made.length === 0 ? type.create(attrs, part) : node('paragraph').create(null, part));
      from = to;
    }
    if (made.length > 1) this.note('length');
    return made;
  }

  private heading(heading: TextNode): TextNode[] {
    const { kind, numbered, startAt } = heading.attrs;
    if (!isHeadingKind(kind) || typeof numbered !== 'boolean') this.note('value');
    return this.textblocks(heading, {
      ...this.identity(heading),
      // One that counts as no other: nothing's number changes.
      kind: isHeadingKind(kind) ? kind : 'subheading',
      numbered: Boolean(numbered),
      startAt: this.number('startAt', startAt, null),
    });
  }

  /** Words and breaks that stand among blocks, in paragraphs. */
  private gathered(children: readonly TextNode[]): TextNode[] {
    const made: TextNode[] = [];
    let run: TextNode[] = [];
    const close = () => {
      if (run.length === 0) return;
      this.note('place');
      made.push(node('paragraph').create(null, run));
      run = [];
    };
    for (const child of children) {
      if (child.isInline) run.push(child);
      else {
        close();
        made.push(child);
      }
    }
    close();
    return made;
  }

  // --- Blocks

  /** Blocks as they stand below the document. */
  blocks(children: readonly TextNode[]): TextNode[] {
    return this.gathered(children).flatMap((child) => {
      if (child.type.name === 'paragraph') return this.textblocks(child, this.identity(child));
      return this.otherBlock(child, 0) ?? this.blocks(childrenOf(child));
    });
  }

  /** Whatever is no paragraph and is something by itself; null for what only holds others. */
  private otherBlock(child: TextNode, depth: number): TextNode[] | null {
    if (child.type.name === 'heading') return this.heading(child);
    if (child.type.name === 'table') return this.table(child);
    if (isList(child)) return this.list(child, depth + 1);
    this.note('place');
    return child.type.name === 'listItem' ? this.list(node('bulletList').create(null, child), depth + 1) : null;
  }

  /** What an item or a cell holds; headings and tables among it are for the caller to place. */
  private held(children: readonly TextNode[], depth: number): TextNode[] {
    return this.gathered(children).flatMap((child) => {
      if (child.type.name !== 'paragraph') return this.otherBlock(child, depth) ?? this.held(childrenOf(child), depth);
      // Inside a list or a table, paragraphs are nobody.
      if (Object.values(child.attrs).some((value) => value !== null)) this.note('value');
      return this.textblocks(child, null);
    });
  }

  /** A list, interrupted by the headings and tables that were in it. */
  private list(list: TextNode, depth: number): TextNode[] {
    if (depth === textLimits.depth + 1) this.note('depth');
    const isOrdered = list.type.name === 'orderedList';
    const start = isOrdered ? this.startOf(list) : 1;
    const style = isOrdered ? this.inRange('style', list.attrs.type, null) : null;
    const made: TextNode[] = [];
    let items: TextNode[] = [];
    let counted = 0;
    const close = () => {
      if (items.length === 0) return;
      const attrs = isOrdered ? { start: Math.min(start + counted, textLimits.number), type: style } : null;
      made.push(list.type.create(attrs, items));
      counted += items.length;
      items = [];
    };
    for (const child of this.gathered(childrenOf(list))) {
      for (const part of this.item(child, depth)) {
        if (part.type.name === 'listItem') items.push(part);
        else {
          this.note('place');
          close();
          made.push(part);
        }
      }
    }
    close();
    if (made.length === 0) this.note('place');
    return made;
  }

  private startOf({ attrs: { start } }: TextNode): number {
    return start === 0 ? 0 : (this.number('start', start, 1) as number);
  }

  /** One item, or several with what had to leave it between them. */
  private item(child: TextNode, depth: number): TextNode[] {
    const isItem = child.type.name === 'listItem';
    if (!isItem) this.note('place');
    const made: TextNode[] = [];
    let attrs: Record<string, unknown> | null = isItem ? this.identity(child) : null;
    let content: TextNode[] = [];
    const close = () => {
      if (content[0]?.type.name !== 'paragraph') {
        this.note('place');
        content.unshift(node('paragraph').create());
      }
      made.push(node('listItem').create(attrs, content));
      [attrs, content] = [null, []];
    };
    const parts = this.held(isItem ? childrenOf(child) : [child], depth);
    for (const part of parts) {
      if (!isOutsideLists(part)) content.push(part);
      else {
        if (content.length > 0 || attrs) close();
        made.push(part);
      }
    }
    if (content.length > 0 || (isItem && made.length === 0)) close();
    return made;
  }

  // --- Tables

  private cellContent(children: readonly TextNode[]): TextNode[] {
    const flat = this.held(children, 0).flatMap((part): TextNode[] => {
      if (part.type.name === 'heading') this.note('place');
      if (part.type.name === 'heading') return [node('paragraph').create(null, part.content)];
      if (part.type.name !== 'table') return [part];
      this.note('place');
      return childrenOf(part).flatMap((row) => childrenOf(row).flatMap(childrenOf));
    });
    return flat.length > 0 ? flat : [node('paragraph').create()];
  }

  private span(value: unknown): number {
    const near = typeof value === 'number' && value >= 1 ? Math.min(Math.floor(value), textLimits.columns) : 1;
    if (near !== value) this.note('table');
    return near;
  }

  private cell(cell: TextNode): TextNode {
    if (!isCell(cell)) {
      this.note('place');
      return node('tableCell').create(null, this.cellContent([cell]));
    }
    const { colspan, rowspan, align, colwidth } = cell.attrs;
    const isAlignKnown = align === plainCell.align || ['left', 'center', 'right'].includes(align);
    if (colwidth !== null || !isAlignKnown) this.note('table');
    const attrs = { colspan: this.span(colspan), rowspan: this.span(rowspan), align: isAlignKnown ? align : null };
    return cell.type.create(attrs, this.cellContent(childrenOf(cell)));
  }

  private rows(table: TextNode): TextNode[][] {
    return this.gathered(childrenOf(table)).map((row) => {
      if (row.type.name === 'tableRow') return this.gathered(childrenOf(row)).map((cell) => this.cell(cell));
      this.note('place');
      return [this.cell(row)];
    });
  }

  private table(table: TextNode): TextNode[] {
    const rows = this.rows(table);
    const made: TextNode[] = [];
    for (let from = 0; from < Math.max(rows.length, 1); from += textLimits.rows) {
      const part = rows.slice(from, from + textLimits.rows);
      made.push(this.narrow(part, from === 0 ? this.identity(table) : null));
    }
    if (made.length > 1) this.note('table');
    return made;
  }

  /** A table that is not too wide: what is beyond is said in the last cell of its row. */
  private narrow(rows: TextNode[][], attrs: Record<string, unknown> | null): TextNode {
    const tableOf = (all: TextNode[][]) => {
      const content = all.map((cells) => node('tableRow').create(null, cells));
      return node('table').create(attrs, content.length > 0 ? content : [node('tableRow').create()]);
    };
    const asIs = tableOf(rows);
    if (widthOf(asIs) <= textLimits.columns) return asIs;
    this.note('table');
    return tableOf(
      rows.map((cells) => {
        const plain = cells.map((cell) => cell.type.create({ align: cell.attrs.align }, cell.content));
        const beyond = plain.splice(textLimits.columns);
        const last = plain.pop();
        if (!last) return [];
        return [...plain, last.copy(Fragment.fromArray([last, ...beyond].flatMap(childrenOf)))];
      }),
    );
  }
}

/** What `raw` says, in the schema, with how often what had to be mended for it. */
export function settledText(raw: TextNode): { text: TextNode; mended: Partial<Record<Mend, number>> } {
  const settling = new Settling();
  const content = settling.blocks(childrenOf(raw));
  const text = textSchema.topNodeType.create(null, content.length > 0 ? content : [node('paragraph').create()]);
  return { text, mended: settling.mended };
}

/** A document whose sequence says what `text` says. */
export function sequenceFor(text: TextNode): Doc {
  const doc = quiet(new Doc());
  writeText(doc, text);
  return doc;
}

/** What `raw` says once it is a sequence. */
export const asSequence = (raw: TextNode): TextNode => textOf(sequenceFor(settledText(raw).text));
