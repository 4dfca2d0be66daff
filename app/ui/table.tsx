// Rows and columns. On a narrow page each row becomes a card, each cell with its column's name; it stays a table for
// screen readers.
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './table.module.css';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The cell that names its row; one column at most. */
  isRowHeader?: boolean;
  /** Numbers and buttons stand at the end. */
  align?: 'start' | 'end';
  /** The header is for screen readers alone: a column of buttons. */
  isHeaderHidden?: boolean;
}

export interface TableProps<Row> {
  /** What the table holds, said to screen readers; shown above it with `isCaptionShown`. */
  caption: string;
  isCaptionShown?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** A table. Give an EmptyState instead of it when there are no rows. */
export function Table<Row>({ caption, isCaptionShown, columns, rows, rowKey }: TableProps<Row>) {
  return (
    <div className={styles.wrapper}>
      <table className={styles.table}>
        <caption className={isCaptionShown ? styles.caption : 'visually-hidden'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, header, align, isHeaderHidden }) => (
              <th key={id} scope="col" className={classes(align === 'end' && styles.end)}>
                {isHeaderHidden ? <span className="visually-hidden">{header}</span> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const { header, cell, isRowHeader, align, isHeaderHidden } = column;
  const className = classes(align === 'end' && styles.end);
  if (isRowHeader)
    return (
      <th scope="row" className={className}>
        {cell(row)}
      </th>
    );
  return (
    <td className={className}>
      {!isHeaderHidden && (
        <span className={styles.label} aria-hidden="true">
          {header}
        </span>
      )}
      <div className={styles.value}>{cell(row)}</div>
    </td>
  );
}
