// A table of any length: only the rows in sight are in the page, and the arrows, Home, End and the page keys move from cell to
// cell. Rows come from the server (table-window.ts), which sorts and filters.
// biome-ignore-all lint/a11y/useSemanticElements: a <table> of the page holds every row; this one those in sight alone
// biome-ignore-all lint/a11y/useFocusableInteractive: its cells take the focus, one at a time
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { count, formatNumber } from '../french-format.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './data-table.module.css';
import { type Cell, type Selection, useTableWindow } from './table-window.ts';

export interface DataColumn {
  name: string;
  type: string;
}

interface DataTableProps {
  /** Where its rows are asked for. */
  address: string;
  caption: string;
  columns: readonly DataColumn[];
  selection: Selection;
  onSort: (sort: string | null) => void;
  /** A row that is chosen: its object is shown on the map. */
  onChoose?: (id: number) => void;
}

/** Pixels of a row; rows are all as high, so that the scroll bar tells the truth. */
const ROW = 36;
const PAGE = 12;

/** A value as French readers write it. */
export function cellWords(value: Cell, type: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return formatNumber(value, 12);
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  const day = type === 'DATE' && /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  return day ? `${day[3]}/${day[2]}/${day[1]}` : value;
}

/** Where the arrow keys lead from a cell of a table of these sizes; null for other keys. */
export function nextCell(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  [row, column]: readonly [number, number],
  [rows, columns]: readonly [number, number],
): [number, number] | null {
  const inside = (value: number, end: number) => Math.max(0, Math.min(end - 1, value));
  const moves: Readonly<Record<string, [number, number]>> = {
    ArrowDown: [row + 1, column],
    ArrowUp: [row - 1, column],
    ArrowRight: [row, column + 1],
    ArrowLeft: [row, column - 1],
    PageDown: [row + PAGE, column],
    PageUp: [row - PAGE, column],
    Home: [ctrlKey ? 0 : row, 0],
    End: [ctrlKey ? rows - 1 : row, columns - 1],
  };
  const to = moves[key];
  return to ? [inside(to[0], rows), inside(to[1], columns)] : null;
}

/** The table. */
export function DataTable({ address, caption, columns, selection, onSort, onChoose }: DataTableProps) {
  const { total, rowAt, want, refusal, retry } = useTableWindow(address, selection);
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const moved = useRef(false);
  const rows = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    // The row that has the focus stays, wherever one scrolls.
    rangeExtractor: ({ startIndex, endIndex, overscan, count: all }) => {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(all - 1, endIndex + overscan);
      const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, rank) => first + rank);
      return at[0] < all && !shown.includes(at[0]) ? [...shown, at[0]].sort((a, b) => a - b) : shown;
    },
  });
  const items = rows.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => want(first, last), [want, first, last]);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    scroller.current?.querySelector<HTMLElement>(`[data-cell="${at[0]}:${at[1]}"]`)?.focus({ preventScroll: false });
  });
  const move = (event: KeyboardEvent) => {
    const to = nextCell(event, at, [total ?? 0, columns.length]);
    if (!to) return;
    event.preventDefault();
    moved.current = true;
    rows.scrollToIndex(to[0]);
    setAt(to);
  };
  const template = {
    gridTemplateColumns: `4.5rem ${columns.map(({ type }) => (type === 'TEXT' ? 'minmax(11rem, 1fr)' : 'minmax(8rem, 0.6fr)')).join(' ')}`,
  };
  return (
    <div>
      {refusal && (
        <Notice tone="error" isLive actions={<Button onPress={retry}>Réessayer</Button>}>
          {refusal}
        </Notice>
      )}
      <p role="status" className={styles.count}>
        {total === null ? 'Lecture…' : count(total, 'ligne')}
      </p>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={caption}
        aria-rowcount={(total ?? 0) + 1}
        aria-colcount={columns.length + 1}
        onKeyDown={move}
        tabIndex={-1}
      >
        <div className={styles.head} role="row" aria-rowindex={1} style={template}>
          <Header name="N°" />
          {columns.map(({ name }, index) => (
            <Header key={name} name={name} rank={index} sort={selection.sort} onSort={onSort} />
          ))}
        </div>
        <div className={styles.body} role="presentation" style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rowAt(index);
            return (
              <div
                key={index}
                className={styles.row}
                role="row"
                aria-rowindex={index + 2}
                style={{ ...template, transform: `translateY(${start}px)` }}
              >
                <div className={styles.number} role="rowheader" aria-colindex={1}>
                  {row && onChoose ? (
                    <button type="button" tabIndex={-1} className={styles.choose} onClick={() => onChoose(row.id)}>
                      <Icon name="map" size="s" />
                      <span className="visually-hidden">Voir sur la carte la ligne </span>
                      {index + 1}
                    </button>
                  ) : (
                    index + 1
                  )}
                </div>
                {columns.map(({ name, type }, column) => (
                  <div
                    key={name}
                    className={styles.cell}
                    role="gridcell"
                    aria-colindex={column + 2}
                    data-cell={`${index}:${column}`}
                    data-type={type}
                    tabIndex={at[0] === index && at[1] === column ? 0 : -1}
                    onFocus={() => setAt([index, column])}
                  >
                    {row ? cellWords(row.cells[column] ?? null, type) : '…'}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface HeaderProps {
  name: string;
  rank?: number;
  sort?: string | null;
  onSort?: (sort: string | null) => void;
}

/** A column's name; pressed, the table is sorted by it, then the other way round, then as it came. */
function Header({ name, rank = -1, sort, onSort }: HeaderProps) {
  const isUp = sort === name;
  const isDown = sort === `-${name}`;
  const next = isUp ? `-${name}` : isDown ? null : name;
  return (
    <div
      className={styles.header}
      role="columnheader"
      aria-colindex={rank + 2}
      aria-sort={isUp ? 'ascending' : isDown ? 'descending' : undefined}
    >
      {onSort ? (
        <button type="button" className={styles.sort} onClick={() => onSort(next)}>
          {name}
          <span aria-hidden="true">{isUp ? ' ↑' : isDown ? ' ↓' : ''}</span>
        </button>
      ) : (
        name
      )}
    </div>
  );
}
