// One column counted: its values, most first, or how many lie between bounds; each bar with its words and number.
import { useEffect, useState } from 'react';
import { cellWords, type DataColumn } from '../../datasets/data-table.tsx';
import type { Cell } from '../../datasets/table-window.ts';
import { formatNumber } from '../../french-format.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import styles from './content.module.css';

interface Bar {
  words: string;
  count: number;
}

interface Answer {
  type: string;
  counts: { value: Cell; count: number }[] | null;
  bins: { from: number; to: number; count: number }[] | null;
  empty: number;
  distinct: number;
}

function barsOf({ type, counts, bins, empty }: Answer): Bar[] {
  const bars = [
    ...(bins ?? []).map(({ from, to, count }) => ({
      words: type === 'DATE' ? String(from) : `de ${formatNumber(from)} à ${formatNumber(to)}`,
      count,
    })),
    ...(counts ?? []).map(({ value, count }) => ({ words: cellWords(value, type) || 'vide', count })),
    { words: 'vide', count: empty },
  ];
  return bars.filter(({ count }) => count > 0);
}

/** The choice of a column, and its bars. */
export function ColumnChart({ address, columns }: { address: string; columns: readonly DataColumn[] }) {
  const [column, setColumn] = useState('');
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    setAnswer(null);
    setRefusal(null);
    if (!column) return;
    const stop = new AbortController();
    fetch(`${address}?colonne=${encodeURIComponent(column)}`, { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error();
        setAnswer((await response.json()) as Answer);
      })
      .catch(() => {
        if (!stop.signal.aborted) setRefusal('Ce décompte n’est pas arrivé. Choisissez de nouveau la colonne.');
      });
    return () => stop.abort();
  }, [address, column]);
  const bars = answer ? barsOf(answer) : [];
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <Disclosure title="Compter par colonne">
      <SelectField
        label="Colonne à compter"
        placeholder="Choisir…"
        isRequired
        value={column}
        onChange={(event) => setColumn(event.target.value)}
        options={columns.map(({ name }) => ({ value: name, label: name }))}
      />
      {refusal && (
        <Notice tone="error" isLive>
          {refusal}
        </Notice>
      )}
      {answer?.counts && answer.distinct > answer.counts.length && (
        <p>
          Les {answer.counts.length} valeurs les plus fréquentes, sur {formatNumber(answer.distinct)}.
        </p>
      )}
      <ul className={styles.bars} aria-live="polite">
        {bars.map(({ words, count }) => (
          <li key={words}>
            <ProgressBar label={words} value={count} max={most} words={formatNumber(count)} />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
