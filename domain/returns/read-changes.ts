// What a Word file that came back changes in the text as it went out: block by block, by the ids that travel in bookmarks, else by
// likeness; word by word. Pure: written-suggestions.ts makes suggestions of it, in the text as it is now.
import { randomUUID } from 'node:crypto';
import type { Text as YText } from 'yjs';
import {
  type BlockFacts,
  type BlockKind,
  INSERTION,
  isHeadingKind,
  plainBlock,
  suggestionOfDeletion,
  textLimits,
} from '../texts/text-grammar.ts';
import type { Formats, SequenceBlock } from '../texts/text-sequence.ts';
import type { ReturnedBlock, ReturnedParagraph, ReturnedTable } from '../written/returned-text.ts';
import { alignLetters } from './aligned-letters.ts';
import {
  addPiece,
  type BlockChange,
  type CommentPlace,
  type Edit,
  type Lost,
  newChange,
  type ReadChanges,
  type Stretch,
  sameBy,
  type TableLines,
} from './changes.ts';
import { formatsOfRun, inStyle, restyling, styledThroughout } from './compared-looks.ts';
import { compareTables, nodeOfTable, wordsOfNode } from './compared-tables.ts';
import { type By, type FileBlock, fileBlocks, type Letter } from './returned-blocks.ts';
import {
  type Base,
  baseOf,
  goesOn,
  isTable,
  pairBlocks,
  type Shape,
  sameShape,
  shapeOf,
  wordsOf,
  wordsOfTable,
} from './sent-blocks.ts';

const isStruck = (formats: Formats) => Object.keys(formats).some((key) => suggestionOfDeletion(key) !== null);

type Unit = { letter: Letter; mark: null } | { letter: null; mark: FileBlock };

class ChangesReader {
  readonly stretches: Stretch[] = [];
  readonly lines: TableLines[] = [];
  readonly changes: BlockChange[] = [];
  readonly lost: Lost[] = [];
  readonly commented = new Map<string, CommentPlace>();
  private lastId: string | null = null;
  private readonly kinds = new Map<number, Map<BlockKind, number>>();
  private edits: Edit[] = [];

  /** Compares a sequence with what the file has in its place. */
  compare(text: YText, file: readonly FileBlock[], cell: Stretch['cell'] = null): void {
    const outer = this.edits;
    this.edits = [];
    this.stretches.push({ cell, edits: this.edits });
    const base = baseOf(text);
    const { blocks } = base;
    const pairs = pairBlocks(blocks, file, cell !== null);
    if (cell === null) this.learnKinds(base, file, pairs);
    const moved = new Set(pairs.moved.values());
    let [at, next] = [0, 0];
    for (let index = 0; index < file.length; ) {
      const here = file[index] as FileBlock;
      const place = pairs.of.get(index);
      if (place === undefined) {
        const former = pairs.moved.get(index);
        this.add(here, at, { cell, moved: former === undefined ? null : (blocks[former]?.facts.id ?? null) });
        index += 1;
        continue;
      }
      for (; next < place; next += 1) this.remove(blocks[next] as SequenceBlock, { cell, isMoved: moved.has(next) });
      const block = blocks[place] as SequenceBlock;
      let end = index + 1;
      while (
        end < file.length &&
        !pairs.of.has(end) &&
        !pairs.moved.has(end) &&
        goesOn(block, here, file[end] as FileBlock)
      )
        end += 1;
      this.pair(base, place, file.slice(index, end), cell);
      at = block.start + block.length;
      next = place + 1;
      index = end;
    }
    for (; next < blocks.length; next += 1)
      this.remove(blocks[next] as SequenceBlock, { cell, isMoved: moved.has(next) });
    this.edits = outer;
  }

  /** Which kind of heading each level of the file is, as most of the blocks say that are still there. */
  private learnKinds({ shown }: Base, file: readonly FileBlock[], { of }: { of: ReadonlyMap<number, number> }): void {
    for (const [index, place] of of) {
      const [level, kind] = [file[index]?.paragraph?.level ?? null, shown[place]?.facts.kind];
      if (level === null || !kind || !isHeadingKind(kind)) continue;
      const counts = this.kinds.get(level) ?? new Map<BlockKind, number>();
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      this.kinds.set(level, counts);
    }
  }

  private kindOf(level: number): BlockKind {
    const counts = [...(this.kinds.get(level) ?? [])].sort(([, one], [, other]) => other - one);
    return counts[0]?.[0] ?? (level === 1 ? 'article' : 'subheading');
  }

  private kindOfFile(paragraph: ReturnedParagraph | null, inCell: boolean): BlockKind {
    const level = paragraph?.level ?? null;
    return level !== null && level > 0 && !inCell ? this.kindOf(level) : 'paragraph';
  }

  private shapeOfFile({ paragraph }: FileBlock, inCell: boolean): Shape {
    const kind = this.kindOfFile(paragraph, inCell);
    const list = paragraph?.list ?? null;
    if (kind !== 'paragraph') return { kind, list: null, depth: 0 };
    if (!list) return { kind: 'paragraph', list: null, depth: 0 };
    const depth = Math.min(list.depth + 1, textLimits.depth);
    return { kind: 'paragraph', list: list.continues ? null : list.ordered ? 'ordered' : 'bullet', depth };
  }

  /** Words that were there are quoted: what was put in is no part of the text. */
  private noteComments({ letters }: FileBlock, blockId: string | null): void {
    const here = new Map<string, { from: number; to: number }>();
    let words = '';
    for (const { text, run } of letters) {
      const from = words.length;
      if (!run.inserted) words += text;
      for (const number of run.comments ?? [])
        here.set(number, { from: here.get(number)?.from ?? from, to: words.length });
    }
    for (const [number, { from, to }] of here)
      if (!this.commented.get(number)?.quotation)
        this.commented.set(number, {
          blockId,
          quotation: words.slice(from, to),
          prefix: words.slice(0, from),
          suffix: words.slice(to),
        });
  }

  // --- Blocks that are there, or not any more

  private pair(base: Base, place: number, files: readonly FileBlock[], cell: Stretch['cell']): void {
    const block = base.blocks[place] as SequenceBlock;
    const [first] = files;
    if (!first) return;
    this.lastId = cell?.tableId ?? block.facts.id ?? this.lastId;
    for (const file of files) this.noteComments(file, this.lastId);
    const change = this.openChange(block, cell, 'CHANGED');
    const before = this.edits.length;
    const struck = first.start.deleted;
    if (struck && block.marker && !block.suggested?.gone.length)
      this.edits.push({ kind: 'strike', from: block.begin, to: block.begin + 1, by: struck });
    if (first.table) {
      if (this.edits.length > before)
        this.changes.push({
          ...change,
          state: 'REMOVED',
          pieces: [{ change: 'DROPPED', text: wordsOfTable(block), by: struck ?? null }],
        });
      else if (!struck) this.compareTables(block, first.table);
      return;
    }
    this.reshape(base, place, first, { cell, change });
    this.compareWords(block, files, { cell, change });
    if (this.edits.length > before) this.changes.push(change);
  }

  private openChange({ facts }: SequenceBlock, cell: Stretch['cell'], state: BlockChange['state']): BlockChange {
    const kind = cell ? 'table' : facts.kind;
    const blockId = cell?.tableId ?? facts.id;
    return { blockId, kind, state, becomes: null, isReshaped: false, isRestyled: false, pieces: [] };
  }

  private reshape(
    { blocks, shown, depths, shownDepths }: Base,
    place: number,
    file: FileBlock,
    { cell, change }: { cell: Stretch['cell']; change: BlockChange },
  ): void {
    const [block, asShown] = [blocks[place], shown[place]];
    if (!block?.marker || !asShown) return;
    const shape = this.shapeOfFile(file, cell !== null);
    // Nobody changed what took its shape from a paragraph that is struck out before it.
    const isTaken =
      file.joins && !file.paragraph?.reshaped && shape.kind === this.kindOfFile(file.joins, cell !== null);
    if (isTaken || file.start.deleted) return;
    const agreed = shapeOf(block.facts, depths[place] ?? 0);
    if (sameShape(shape, agreed) || sameShape(shape, shapeOf(asShown.facts, shownDepths[place] ?? 0))) return;
    const entries = Object.entries(shape).filter(([key, value]) => agreed[key as keyof Shape] !== value);
    change.becomes = shape.kind === agreed.kind ? null : shape.kind;
    change.isReshaped = true;
    this.edits.push({
      kind: 'reshape',
      at: block.begin,
      facts: Object.fromEntries(entries) as Partial<BlockFacts>,
      by: file.paragraph?.reshaped ?? null,
    });
  }

  private remove(block: SequenceBlock, { cell, isMoved }: { cell: Stretch['cell']; isMoved: boolean }): void {
    const to = block.start + block.length;
    // Lines without words are no blocks of their own in a cell, and do not come back.
    const isNothing = wordsOf(block).trim() === '' && !isTable(block) && (cell !== null || !block.marker);
    const isGoing = !block.marker || (block.suggested?.gone.length ?? 0) > 0;
    if (isNothing || (isGoing && block.runs.every(({ formats }) => isStruck(formats)))) return;
    this.edits.push({ kind: 'strike', from: block.begin, to, by: null });
    if (isMoved) return;
    const text = isTable(block) ? wordsOfTable(block) : wordsOf(block);
    this.changes.push({
      ...this.openChange(block, cell, 'REMOVED'),
      pieces: text === '' ? [] : [{ change: 'DROPPED', text, by: null }],
    });
  }

  // --- Words

  private compareWords(
    block: SequenceBlock,
    files: readonly FileBlock[],
    { cell, change }: { cell: Stretch['cell']; change: BlockChange },
  ): void {
    const sent = block.runs.flatMap(({ text, formats }) =>
      Array.from({ length: text.length }, (_, at) => ({ text: text.charAt(at), formats })),
    );
    const units = files.flatMap((file, index): Unit[] => [
      ...(index > 0 ? [{ letter: null, mark: file }] : []),
      ...file.letters.map((letter) => ({ letter, mark: null })),
    ]);
    const styled = styledThroughout(files[0] as FileBlock);
    const aligned = alignLetters(
      sent.map(({ text, formats }) => ({ text, isPending: INSERTION in formats })),
      units.map(({ letter }) => ({
        text: letter?.text ?? '\u0000',
        isInserted: letter === null || letter.run.inserted !== undefined,
        isDeleted: letter?.run.deleted !== undefined,
      })),
    );
    let reached = block.start;
    for (const one of aligned) {
      if (one.kind === 'came') {
        this.come(units[one.back] as Unit, reached, { cell, change, styled });
        continue;
      }
      const { text, formats } = sent[one.sent] as (typeof sent)[number];
      const at = block.start + one.sent;
      reached = at + 1;
      const letter = one.kind === 'kept' ? (units[one.back]?.letter ?? null) : null;
      const isGone = !isStruck(formats) && (one.kind === 'gone' || letter?.run.deleted !== undefined);
      if (isGone) {
        this.strike(at, letter?.run.deleted ?? null);
        addPiece(change.pieces, 'DROPPED', text, letter?.run.deleted ?? null);
        continue;
      }
      if (one.kind === 'gone') continue;
      addPiece(change.pieces, 'KEPT', text, null);
      const restyled =
        letter &&
        text !== '\n' &&
        restyling(formats, { ...formatsOfRun(letter.run, styled), ...inStyle(formats, styled) });
      if (restyled) this.restyle(at, restyled, letter.run.restyled ?? null, change);
    }
  }

  private strike(at: number, by: By): void {
    const last = this.edits.at(-1);
    if (last?.kind === 'strike' && last.to === at && sameBy(last.by, by)) last.to = at + 1;
    else this.edits.push({ kind: 'strike', from: at, to: at + 1, by });
  }

  private restyle(at: number, changes: Record<string, unknown>, by: By, change: BlockChange): void {
    change.isRestyled = true;
    const last = this.edits.at(-1);
    const isSame = last?.kind === 'restyle' && JSON.stringify(last.changes) === JSON.stringify(changes);
    if (isSame && last.to === at && sameBy(last.by, by)) last.to = at + 1;
    else this.edits.push({ kind: 'restyle', from: at, to: at + 1, changes, by });
  }

  /** A letter, or the beginning of a paragraph, that was not in the text. */
  private come(
    { letter, mark }: Unit,
    at: number,
    { cell, change, styled }: { cell: Stretch['cell']; change: BlockChange; styled: ReadonlySet<string> },
  ): void {
    if (mark) {
      const by = mark.start.inserted ?? null;
      this.edits.push({ kind: 'insert', at, token: { facts: this.factsOf(mark, cell), table: null }, moved: null, by });
      addPiece(change.pieces, 'ADDED', '\n', by);
      return;
    }
    // A text has no columns: tabulations are spaces.
    const words = letter.text === '\t' ? ' ' : letter.text;
    const by = letter.run.inserted ?? null;
    this.write(words, formatsOfRun(letter.run, styled), { at, by });
    addPiece(change.pieces, 'ADDED', words, by);
  }

  private write(words: string, formats: Formats, { at, by }: { at: number; by: By }): void {
    const last = this.edits.at(-1);
    const isSame = last?.kind === 'insert' && last.at === at && 'words' in last.token && sameBy(last.by, by);
    if (isSame && JSON.stringify((last.token as { formats: Formats }).formats) === JSON.stringify(formats))
      (last.token as { words: string }).words += words;
    else this.edits.push({ kind: 'insert', at, token: { words, formats }, moved: null, by });
  }

  // --- Blocks that are new

  private factsOf(file: FileBlock, cell: Stretch['cell']): BlockFacts {
    const shape = this.shapeOfFile(file, cell !== null);
    const isOrdered = shape.list === 'ordered';
    return {
      ...plainBlock,
      ...shape,
      id: cell === null || shape.list !== null ? randomUUID() : null,
      style: isOrdered ? (file.paragraph?.list?.style ?? null) : null,
      // A title that shows no number in the file counts for none here.
      numbered: !isHeadingKind(shape.kind) || shape.kind === 'subheading' || file.paragraph?.label !== null,
    };
  }

  private add(file: FileBlock, at: number, { cell, moved }: { cell: Stretch['cell']; moved: string | null }): void {
    this.noteComments(file, moved ?? cell?.tableId ?? this.lastId);
    const left = file.letters.filter(({ run }) => !run.deleted);
    if (file.start.deleted && left.length === 0) return;
    if (!file.table && file.letters.length > 0 && left.length === 0) return;
    const by = file.start.inserted ?? null;
    const state = moved === null ? 'ADDED' : 'MOVED';
    if (file.table) {
      const table = nodeOfTable(file.table);
      const token = { facts: { ...plainBlock, kind: 'table' as const, id: randomUUID() }, table };
      this.edits.push({ kind: 'insert', at, token, moved, by });
      this.changes.push(newChange('table', state, moved, [{ change: 'ADDED', text: wordsOfNode(table), by }]));
      return;
    }
    const facts = this.factsOf(file, cell);
    if (!file.start.deleted) this.edits.push({ kind: 'insert', at, token: { facts, table: null }, moved, by });
    const change = newChange(cell ? 'table' : facts.kind, state, moved ?? cell?.tableId ?? null, []);
    const styled = styledThroughout(file);
    for (const letter of left) this.come({ letter, mark: null }, at, { cell, change, styled });
    this.changes.push(change);
  }

  // --- Tables

  private compareTables(block: SequenceBlock, table: ReturnedTable): void {
    const groups = compareTables(block, table, {
      compareCell: (words, paragraphs, cell) => this.compare(words, fileBlocks(paragraphs), cell),
      noteComments: (paragraphs, tableId) => {
        for (const file of fileBlocks(paragraphs)) this.noteComments(file, tableId);
      },
      change: (change) => this.changes.push(change),
      lose: (lost) => this.lost.push(lost),
    });
    if (block.facts.id !== null && groups.length > 0) this.lines.push({ tableId: block.facts.id, groups });
  }
}

/** What a file changes in the text as it went out. */
export function readChanges(sent: YText, blocks: readonly ReturnedBlock[]): ReadChanges {
  const reader = new ChangesReader();
  reader.compare(sent, fileBlocks(blocks));
  const { stretches, lines, changes, lost, commented } = reader;
  return { stretches: stretches.filter(({ edits }) => edits.length > 0), lines, changes, lost, commented };
}
