// What a Word file changes in what stands around a text: its title, who was there, decisions and tasks. Drawn from rows, none of it can
// be suggested: each is told, from what to what. Pure; called by returns.ts.
import type { ReturnedBlock, ReturnedHand, ReturnedParagraph, ReturnedTable } from '../written/returned-text.ts';
import type { Lost } from './changes.ts';
import type { By } from './returned-blocks.ts';

type Changed = Pick<Lost, 'words' | 'by'>;

const shown = (words: string): string => words.replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();

type Track = 'inserted' | 'deleted';

/** The words of paragraphs without those that tracked changes put in, or without those that they struck out. */
const wordsBut = (paragraphs: readonly ReturnedParagraph[], track: Track): string =>
  shown(paragraphs.map(({ runs }) => runs.map((run) => (run[track] ? '' : run.text)).join('')).join(' '));

const handIn = (paragraphs: readonly ReturnedParagraph[]): By =>
  paragraphs.flatMap(({ runs }) => runs.flatMap(({ inserted, deleted }) => inserted ?? deleted ?? []))[0] ?? null;

/** A line, or a cell of a table, as it went out and as the file has it. */
interface Line {
  /** Its rank among the lines that went out; null: it was none of them. */
  rank: number | null;
  before: string;
  after: string;
  by: By;
}

class AroundReader {
  readonly lost: Lost[] = [];
  private readonly sent: readonly string[] | null;
  private readonly met = new Set<number>();

  constructor(sent: readonly string[] | null) {
    this.sent = sent;
  }

  /** A struck row says nothing any more, whatever its words say. */
  line(paragraphs: readonly ReturnedParagraph[], rank: number | null, struck: ReturnedHand | null = null): Line {
    if (rank !== null) this.met.add(rank);
    const said = rank === null ? undefined : this.sent?.[rank - 1];
    return {
      rank,
      before: said === undefined ? wordsBut(paragraphs, 'inserted') : shown(said),
      after: struck ? '' : wordsBut(paragraphs, 'deleted'),
      by: struck ?? handIn(paragraphs),
    };
  }

  /** `where`: what stands before the words, so that one knows which they are. */
  tell({ rank, before, after, by }: Line, where = ''): void {
    const isNew = rank === null;
    if (isNew ? after === '' : before === after) return;
    if (isNew || before === '') this.lose('AROUND_ADDED', { words: where + after, by });
    else if (after === '') this.lose('AROUND_REMOVED', { words: where + before, by });
    else this.lose('AROUND_CHANGED', { words: `${where}${before} → ${after}`, by });
  }

  table({ rows, lines }: ReturnedTable): void {
    const read = rows.map((cells, y) => {
      const first = cells.findIndex(({ paragraphs }) => rankOf(paragraphs) !== null);
      const known = rankOf(cells[first]?.paragraphs ?? []);
      // Who writes over all the words of a cell takes its name away: cells of a row follow one another.
      return cells.map(({ paragraphs }, x) => {
        const rank = rankOf(paragraphs) ?? (known === null ? null : known - first + x);
        return this.line(paragraphs, rank, lines?.[y]?.deleted ?? null);
      });
    });
    for (const row of read) this.row(row, read[0] ?? []);
  }

  /** A row that comes or goes is told as one. */
  private row(row: readonly Line[], head: readonly Line[]): void {
    const joined = (which: 'before' | 'after') => row.flatMap((line) => line[which] || []).join(' | ');
    const by = row.find((line) => line.by)?.by ?? null;
    if (row.every(({ rank }) => rank === null)) this.tell({ rank: null, before: '', after: joined('after'), by });
    else if (joined('after') === '') this.tell({ rank: row[0]?.rank ?? 0, before: joined('before'), after: '', by });
    else
      for (const [x, line] of row.entries()) {
        const names = [x === 0 || row === head ? '' : row[0]?.before, row === head ? '' : head[x]?.before];
        const where = names.filter(Boolean).join(', ');
        this.tell(line, where && `${where}\u00a0: `);
      }
  }

  /** Lines that the file has no more; those that followed one another are one. */
  missing(): void {
    let gone: string[] = [];
    const tell = () => {
      if (gone.length > 0) this.lose('AROUND_REMOVED', { words: gone.join(' | '), by: null });
      gone = [];
    };
    for (const [index, words] of (this.sent ?? []).entries())
      if (this.met.has(index + 1)) tell();
      else if (shown(words) !== '') gone.push(shown(words));
    tell();
  }

  private lose(what: Lost['what'], changed: Changed): void {
    this.lost.push({ what, ...changed });
  }
}

const rankOf = (paragraphs: readonly ReturnedParagraph[]): number | null =>
  paragraphs.find(({ frame }) => frame !== undefined)?.frame ?? null;

/** `sent`: the lines as they went out, each under its rank from 1; null: the file does not say, and tells tracked changes alone. */
export function changesAround(blocks: readonly ReturnedBlock[], sent: readonly string[] | null): Lost[] {
  const reader = new AroundReader(sent);
  for (const block of blocks) {
    if (!block.isFrame || block.blockId !== undefined) continue;
    if (block.kind === 'table') reader.table(block);
    else if (block.frame !== undefined) reader.tell(reader.line([block], block.frame));
  }
  reader.missing();
  return reader.lost;
}
