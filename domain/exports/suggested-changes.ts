// A text with what is suggested in it, as a word processor shows tracked changes: refuse them all and the agreed text stands
// there. The blocks are those of the text as it would be; their words are read from the sequence. Pure; called by text-files.ts.
import type { JSONContent } from '@tiptap/core';
import type { Map as YMap, Text as YText } from 'yjs';
import {
  blocksOfText,
  type Change,
  type ChangedBy,
  type OfficeBlock,
  type OfficeCell,
  type OfficeLook,
  type OfficeParagraph,
  type OfficeRun,
  type OfficeTable,
} from '#formats/office/office-text.ts';
import { textWithComments } from '../texts/reading-text.ts';
import {
  factsOf,
  INSERTION,
  isHeadingKind,
  isSafeLink,
  plainFormats,
  type SuggestedValue,
  shownFormats,
  styleOfRestyle,
  suggestedLines,
  suggestionOfDeletion,
  suggestionsOf,
  threadOfFormat,
} from '../texts/text-grammar.ts';
import { textSchema } from '../texts/text-schema.ts';
import {
  blocksIn,
  type Formats,
  type LinesRead,
  type Run,
  type SequenceBlock,
  shownTable,
  treeOfSequence,
} from '../texts/text-sequence.ts';

/** `isShaped`: blocks are of the kind that somebody suggests, and say what they were; else of the kind that is agreed. */
interface Marking {
  /** Whose a suggestion is. */
  by(suggestionId: string): ChangedBy;
  /** The thread that says why it is suggested, beside its words; null: nothing is said of it. */
  reasonOf(suggestionId: string): string | null;
  isShaped: boolean;
  withComments: boolean;
}

const isTable = ({ facts, marker }: SequenceBlock) => facts.kind === 'table' && marker !== null;

/** What of a stretch a word processor would show: the words of its blocks, and what becomes of their ends. */
class Marked {
  private readonly marking: Marking;

  constructor(marking: Marking) {
    this.marking = marking;
  }

  /** The paragraphs of a sequence and of its tables' cells as they come in reading order; null: a cell without words. */
  *paragraphs(sequence: YText): Generator<Partial<OfficeParagraph> | null> {
    const blocks = blocksIn(sequence, this.marking.isShaped ? 'shown' : 'agreed');
    const ends = this.endsOf(blocks);
    for (const [index, block] of blocks.entries()) {
      if (!isTable(block) || !block.marker) {
        yield this.paragraph(block, ends[index] ?? null);
        continue;
      }
      const { grid, text } = shownTable(block.marker, linesRead(this.marking));
      for (const { row, column } of grid.flat()) {
        const words = text(row, column);
        if (words) yield* this.paragraphs(words);
        else yield null;
      }
    }
  }

  /** What is suggested of each table, in reading order. */
  tables(sequence: YText): Pick<OfficeTable, 'change' | 'rowIds' | 'rowChanges'>[] {
    return blocksIn(sequence)
      .filter(isTable)
      .map((block) => {
        const change = this.ofMarker(block);
        return { ...(change && { change }), ...(block.marker && this.rowsOf(block.marker)) };
      });
  }

  private rowsOf(marker: YMap<unknown>): Pick<OfficeTable, 'rowIds' | 'rowChanges'> {
    const { come, gone } = suggestedLines(marker);
    const { rows } = shownTable(marker, linesRead(this.marking));
    if (come.size === 0 && gone.size === 0) return { rowIds: rows };
    const rowChanges = rows.map((id): Change | null => {
      const [coming, going] = [come.get(id ?? ''), gone.get(id ?? '')?.[0]];
      if (coming !== undefined) return this.change('insertion', coming);
      return going === undefined ? null : this.change('deletion', going);
    });
    return { rowIds: rows, rowChanges };
  }

  private change(kind: Change['kind'], suggestionId: string): Change {
    return { kind, ...this.marking.by(suggestionId) };
  }

  private ofMarker(block: SequenceBlock | undefined): Change | null {
    const { come = null, gone = [] } = block?.suggested ?? {};
    if (come !== null) return this.change('insertion', come);
    return gone[0] === undefined ? null : this.change('deletion', gone[0]);
  }

  /**
   * A marker is where a block begins, and Word has a sign where a paragraph ends: what is suggested of a marker is of the end
   * before it. Of a block that comes or goes with all its words it is of its own end: what stands around it keeps its kind.
   */
  private endsOf(blocks: readonly SequenceBlock[]): (Change | null)[] {
    const ends = blocks.map((block, index) => {
      const next = blocks[index + 1];
      return next && !isTable(block) && !isTable(next) ? this.ofMarker(next) : null;
    });
    for (const [index, block] of [...blocks.entries()].reverse()) {
      const own = isTable(block) ? null : this.ofMarker(block);
      if (!own || ends[index] || !isWhole(block, own.kind)) continue;
      ends[index] = own;
      if (index > 0) ends[index - 1] = null;
    }
    return ends;
  }

  private paragraph(block: SequenceBlock, end: Change | null): Partial<OfficeParagraph> {
    const runs = block.runs.map((run) => this.run(run));
    const own = this.ofMarker(block);
    // Where its own marker says the same, the whole of it comes or goes.
    const isOwn = end !== null && own?.kind === end.kind && isWhole(block, end.kind);
    return { runs, ...(end && (isOwn ? { change: end } : { end })), ...this.reshaped(block) };
  }

  private reshaped({ marker, facts, suggested }: SequenceBlock): Pick<OfficeParagraph, 'reshaped'> {
    const next = this.marking.isShaped ? [...(suggested?.next ?? [])] : [];
    const [, first] = next.find(([fact]) => fact === 'kind' || fact === 'list' || fact === 'depth') ?? [];
    if (!first || !marker) return {};
    const former = factsOf((key) => marker.get(key));
    const heading = isHeadingKind(former.kind)
      ? { kind: former.kind, level: levelOf(former.kind), number: null }
      : null;
    if (heading === null && !isHeadingKind(facts.kind)) return {};
    return { reshaped: { former: { heading, list: null }, by: this.marking.by(first.suggestion) } };
  }

  private run({ text, formats }: Run): OfficeRun {
    const insertion = formats[INSERTION];
    const deletion = Object.keys(formats)
      .map(suggestionOfDeletion)
      .find((id) => id !== null);
    const said = this.marking.withComments ? Object.keys(formats).flatMap((key) => threadOfFormat(key) ?? []) : [];
    const threads = [...said, ...suggestionsOf(formats).flatMap((id) => this.marking.reasonOf(id) ?? [])];
    const { href } = (formats.link ?? {}) as { href?: string };
    const isInserted = typeof insertion === 'string';
    return {
      text,
      ...lookOf(formats),
      ...(href !== undefined && isSafeLink(href) ? { href } : {}),
      ...(threads.length > 0 ? { threads } : {}),
      ...(isInserted ? { change: this.change('insertion', insertion) } : {}),
      ...(deletion ? { [isInserted ? 'struck' : 'change']: this.change('deletion', deletion) } : {}),
      ...this.restyled(formats),
    };
  }

  /** Links are none of Word's formats: they stay as agreed. */
  private restyled(formats: Formats): Pick<OfficeRun, 'restyled'> {
    const key = Object.keys(formats).find((one) =>
      (plainFormats as readonly (string | null)[]).includes(styleOfRestyle(one)),
    );
    if (key === undefined) return {};
    const { suggestion } = formats[key] as SuggestedValue;
    return { restyled: { look: lookOf(shownFormats(formats)), by: this.marking.by(suggestion) } };
  }
}

/**
 * A cell whose row, or table, comes or goes: all its words do, as Word itself writes it. LibreOffice knows a row that comes or goes by
 * nothing else.
 */
function changedCell(cell: OfficeCell, change: Change | null): OfficeCell {
  if (!change) return cell;
  const changedRun = (run: OfficeRun): OfficeRun => {
    if (!run.change) return { ...run, change };
    return run.change.kind === 'insertion' && change.kind === 'deletion' && !run.struck
      ? { ...run, struck: change }
      : run;
  };
  const last = cell.paragraphs.length - 1;
  const paragraphs = cell.paragraphs.map((paragraph, index) => {
    const hasEnd = index === last || paragraph.change !== undefined || paragraph.end !== undefined;
    return { ...paragraph, runs: paragraph.runs.map(changedRun), ...(!hasEnd && { end: change }) };
  });
  return { ...cell, paragraphs };
}

/** Whether all the words of a block come, or go. */
const isWhole = ({ runs }: SequenceBlock, kind: Change['kind']): boolean =>
  runs.every(({ formats }) =>
    kind === 'insertion'
      ? INSERTION in formats
      : Object.keys(formats).some((key) => suggestionOfDeletion(key) !== null),
  );

function lookOf(formats: Formats): OfficeLook {
  const look: OfficeLook = {};
  for (const name of plainFormats) if (formats[name] && !(name === 'subscript' && look.superscript)) look[name] = true;
  return look;
}

/** Word knows of rows that come and go, and of no columns; ODF of neither: they are told as they are agreed. */
const linesRead = ({ isShaped }: Pick<Marking, 'isShaped'>): LinesRead => (isShaped ? 'rows' : 'agreed');

/** The style of a kind of heading where the text has none of it any more. */
const levelOf = (kind: string): number => (kind === 'part' || kind === 'article' ? 1 : kind === 'axis' ? 2 : 3);

/**
 * The blocks of a text with what is suggested in it as tracked changes. `isShaped`: for Word, which knows of paragraphs of
 * another kind; ODF does not, and is told them as they are agreed.
 */
export function markedSuggestions(sequence: YText, marking: Marking): OfficeBlock[] {
  const reading = marking.isShaped ? 'shown' : 'agreed';
  const maker = {
    schema: textSchema,
    reading: 'shown',
    lines: linesRead(marking),
    blocks: null,
    tables: null,
  } as const;
  const text = treeOfSequence(blocksIn(sequence, reading), maker);
  const marked = new Marked(marking);
  const [paragraphs, tables] = [marked.paragraphs(sequence), marked.tables(sequence).values()];
  const next = (paragraph: OfficeParagraph): OfficeParagraph => ({ ...paragraph, ...(paragraphs.next().value ?? {}) });
  return blocksOfText(textWithComments(text).content ?? []).map((block): OfficeBlock => {
    if (block.kind === 'paragraph') return next(block);
    const cells = block.cells.map((cell) => ({ ...cell, paragraphs: cell.paragraphs.map(next) }));
    const { change, rowChanges, rowIds } = tables.next().value ?? {};
    return {
      ...block,
      ...(rowIds && { rowIds }),
      cells: cells.map((cell) => changedCell(cell, change ?? rowChanges?.[cell.y] ?? null)),
      ...(change && { change }),
      ...(rowChanges && { rowChanges }),
    };
  });
}

/** The blocks of a text as it is agreed, each row of its tables under its name: so it is found again in a file that comes back. */
export function agreedBlocks(sequence: YText, content: readonly JSONContent[]): OfficeBlock[] {
  const markers = new Map(blocksIn(sequence).map(({ facts, marker }) => [facts.id, marker]));
  return blocksOfText(content).map((block) => {
    const marker = block.kind === 'table' && block.id !== null ? markers.get(block.id) : null;
    return marker ? { ...block, rowIds: shownTable(marker, 'agreed').rows } : block;
  });
}
