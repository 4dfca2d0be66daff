// Shares of things by what they are, one bar a row: drawn as SVG on the server, readable without colour (each part has its
// own texture and its number), with the same figures in a table below. Prints as it is.
import { useId } from 'react';
import { formatNumber } from '../french-format.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { type Column, Table } from '../ui/table.tsx';
import styles from './charts.module.css';
import { scale } from './scales.ts';

/** How a part is drawn; the same tones as badges, each with a texture. */
export type PartTone = 'success' | 'info' | 'danger' | 'ochre' | 'neutral' | 'faint' | 'accent';

export interface BarPart {
  id: string;
  label: string;
  tone: PartTone;
}

export interface BarRow {
  id: string;
  label: string;
  /** Stands after the label: « 62 % ». */
  aside?: string;
  counts: Readonly<Record<string, number>>;
}

export interface StackedBarsProps {
  /** What the chart shows, said and shown. */
  caption: string;
  /** What a row is, for the table. */
  rowHeader: string;
  asideHeader?: string;
  parts: readonly BarPart[];
  rows: readonly BarRow[];
  /** Every bar is as long as the page: parts are shares. Else bars are as long as their sum. */
  isShare?: boolean;
}

const textures: Partial<Record<PartTone, string>> = {
  info: 'M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4',
  danger: 'M0,0 l8,8 M8,0 l-8,8',
  ochre: 'M0,4 h8',
  accent: 'M4,0 v8',
};

const sumOf = ({ counts }: BarRow, parts: readonly BarPart[]) =>
  parts.reduce((sum, { id }) => sum + (counts[id] ?? 0), 0);

export function StackedBars(props: StackedBarsProps) {
  const { caption, parts, rows, isShare } = props;
  const patternId = useId().replaceAll(':', '');
  const shown = parts.filter(({ id }) => rows.some(({ counts }) => counts[id]));
  const longest = Math.max(1, ...rows.map((row) => sumOf(row, parts)));
  return (
    <figure className={styles.figure} aria-label={caption}>
      <figcaption className={styles.caption}>{caption}</figcaption>
      <Legend parts={shown} patternId={patternId} />
      <div aria-hidden="true">
        {rows.map((row) => (
          <div key={row.id} className={styles.row}>
            <p className={styles.rowLabel}>
              {row.label}
              {row.aside && <span className={styles.aside}>{row.aside}</span>}
            </p>
            <Bar
              row={row}
              parts={shown}
              total={isShare ? Math.max(1, sumOf(row, parts)) : longest}
              patternId={patternId}
            />
          </div>
        ))}
      </div>
      <Disclosure
        title={
          <span>
            Voir les chiffres<span className="visually-hidden">&#160;: {caption}</span>
          </span>
        }
      >
        <Figures {...props} parts={shown} />
      </Disclosure>
    </figure>
  );
}

function Legend({ parts, patternId }: { parts: readonly BarPart[]; patternId: string }) {
  return (
    <ul className={styles.legend} aria-hidden="true">
      {parts.map(({ id, label, tone }) => (
        <li key={id}>
          <svg className={styles.swatch} aria-hidden="true">
            <defs>
              {textures[tone] && (
                <pattern id={`${patternId}${tone}`} width="8" height="8" patternUnits="userSpaceOnUse">
                  <path d={textures[tone]} className={styles.texture} />
                </pattern>
              )}
            </defs>
            <Part x="0%" width="100%" tone={tone} patternId={patternId} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

function Part({ tone, patternId, ...place }: { x: string; width: string; tone: PartTone; patternId: string }) {
  return (
    <>
      <rect {...place} height="100%" className={styles[tone]} />
      {textures[tone] && <rect {...place} height="100%" fill={`url(#${patternId}${tone})`} />}
    </>
  );
}

function Bar({
  row,
  parts,
  total,
  patternId,
}: {
  row: BarRow;
  parts: readonly BarPart[];
  total: number;
  patternId: string;
}) {
  const place = scale([0, total], [0, 100]);
  let before = 0;
  return (
    <svg className={styles.bar} aria-hidden="true">
      {parts.map(({ id, tone }) => {
        const count = row.counts[id] ?? 0;
        if (count === 0) return null;
        const [start, end] = [place(before), place(before + count)];
        before += count;
        return (
          <g key={id}>
            <Part x={`${start}%`} width={`${end - start}%`} tone={tone} patternId={patternId} />
            {end - start > 5 && (
              <>
                <rect x={`${(start + end) / 2 - 1.6}%`} y="4" width="3.2%" height="20" className={styles.plate} />
                <text x={`${(start + end) / 2}%`} y="19" textAnchor="middle" className={styles.number}>
                  {formatNumber(count)}
                </text>
              </>
            )}
            <rect x={`${end}%`} width="2" height="100%" className={styles.gap} />
          </g>
        );
      })}
    </svg>
  );
}

function Figures({ caption, rowHeader, asideHeader, parts, rows }: StackedBarsProps) {
  const columns: Column<BarRow>[] = [
    { id: 'label', header: rowHeader, isRowHeader: true, cell: ({ label }) => label },
    ...parts.map(
      ({ id, label }): Column<BarRow> => ({
        id,
        header: label,
        align: 'end',
        cell: ({ counts }) => formatNumber(counts[id] ?? 0),
      }),
    ),
    { id: 'total', header: 'Total', align: 'end', cell: (row) => formatNumber(sumOf(row, parts)) },
    ...(asideHeader
      ? [{ id: 'aside', header: asideHeader, align: 'end', cell: ({ aside }: BarRow) => aside } as const]
      : []),
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
