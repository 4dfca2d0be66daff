// Values over time with their target: a line drawn as SVG on the server, its points marked, with the same values in a
// table below. Prints as it is.
import { formatDate, formatNumber } from '../french-format.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { Table } from '../ui/table.tsx';
import styles from './charts.module.css';
import { roundValues, scale, widened } from './scales.ts';

export interface ValueLineProps {
  /** What is measured: tells one chart's button from another's. */
  title: string;
  caption: string;
  unit: string;
  /** Oldest first; decimals as text. */
  values: readonly { on: string; value: string }[];
  target: string | null;
}

/** The drawing's own measure; it is stretched to the page, its strokes are not. */
const SIZE = 100;

export function ValueLine({ title, caption, unit, values, target }: ValueLineProps) {
  const points = values.map(({ on, value }) => ({ at: new Date(`${on}T00:00:00Z`), value: Number(value) }));
  const goal = target === null ? null : Number(target);
  const heights = [0, ...points.map(({ value }) => value), ...(goal === null ? [] : [goal])];
  const xOf = scale([Number(points[0]?.at ?? 0), Number(points.at(-1)?.at ?? 1)], [2, SIZE - 2]);
  const x = (day: Date) => xOf(Number(day));
  const span = widened([Math.min(...heights), Math.max(...heights, 1)]);
  const y = scale(span, [SIZE - 4, 6]);
  const path = points.map(({ at, value }, rank) => `${rank === 0 ? 'M' : 'L'}${x(at)},${y(value)}`).join('');
  return (
    <figure className={styles.figure} aria-label={caption}>
      <figcaption className={styles.caption}>{caption}</figcaption>
      {points.length > 1 && (
        <svg className={styles.line} viewBox={`0 0 ${SIZE} ${SIZE}`} preserveAspectRatio="none" aria-hidden="true">
          {roundValues(span, 3).map((tick) => (
            <path key={tick} d={`M0,${y(tick)} H${SIZE}`} className={styles.grid} />
          ))}
          {goal !== null && <path d={`M0,${y(goal)} H${SIZE}`} className={styles.target} />}
          <path d={path} className={styles.curve} />
          {points.map(({ at, value }) => (
            <path key={at.toISOString()} d={`M${x(at)},${y(value)} h0.001`} className={styles.point} />
          ))}
        </svg>
      )}
      <p className={styles.ends}>
        <span>{values[0] && `${formatDate(values[0].on)} : ${formatNumber(Number(values[0].value))}`}</span>
        {goal !== null && <span className={styles.goal}>Cible : {formatNumber(goal)}</span>}
        <span>
          {values.length > 1 &&
            `${formatDate(values.at(-1)?.on ?? '')} : ${formatNumber(Number(values.at(-1)?.value))}`}
        </span>
      </p>
      {values.length > 0 && (
        <Disclosure
          title={
            <span>
              Voir les valeurs<span className="visually-hidden"> de « {title} »</span>
            </span>
          }
        >
          <Table
            caption={caption}
            columns={[
              { id: 'on', header: 'Date', isRowHeader: true, cell: ({ on }) => formatDate(on) },
              {
                id: 'value',
                header: `Valeur (${unit})`,
                align: 'end',
                cell: ({ value }) => formatNumber(Number(value), 4),
              },
            ]}
            rows={values}
            rowKey={({ on }) => on}
          />
        </Disclosure>
      )}
    </figure>
  );
}
