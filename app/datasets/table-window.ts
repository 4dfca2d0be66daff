// The rows of a version, read from the server a window at a time as they are scrolled to, sorted and filtered there. Used by
// the table of a dataset's page.
import { useCallback, useEffect, useRef, useState } from 'react';
import { type filterOperators, WINDOW_ROWS } from '#domain/datasets/bounds.ts';

export type Cell = string | number | boolean | null;

export interface RowFilter {
  column: string;
  operator: (typeof filterOperators)[number];
  value: string;
}

/** What is shown of a table: `sort` is a column, `-` before it for the greatest first. */
export interface Selection {
  sort: string | null;
  filters: readonly RowFilter[];
}

/** The same as the part of an address. */
export function searchOf({ sort, filters }: Selection): URLSearchParams {
  const search = new URLSearchParams();
  if (sort) search.set('tri', sort);
  if (filters.length > 0) search.set('filtres', JSON.stringify(filters));
  return search;
}

interface Window {
  rows: Cell[][];
  ids: number[];
}

interface Answer extends Window {
  total: number;
}

/** A row once it is there; null while it is on its way. */
type RowAt = (index: number) => { id: number; cells: Cell[] } | null;

/** The rows of the table at `address`; `want` says which are in sight. */
export function useTableWindow(address: string, selection: Selection) {
  const windows = useRef(new Map<number, Window | 'asked'>());
  const [total, setTotal] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [, redraw] = useState(0);
  const search = searchOf(selection).toString();
  const from = `${address}?${search}`;
  const current = useRef(from);
  const ask = useCallback(
    async (rank: number) => {
      if (windows.current.has(rank)) return;
      windows.current.set(rank, 'asked');
      try {
        const answer = await fetch(`${from}&depuis=${rank * WINDOW_ROWS}&nombre=${WINDOW_ROWS}`);
        // What was asked before the table was sorted anew says nothing of it.
        if (current.current !== from) return;
        if (!answer.ok) throw new Error(((await answer.json()) as { description?: string }).description ?? '');
        const { total: all, rows, ids } = (await answer.json()) as Answer;
        windows.current.set(rank, { rows, ids });
        setTotal(all);
        setRefusal(null);
      } catch (error) {
        windows.current.delete(rank);
        setRefusal((error as Error).message || 'Ces lignes ne sont pas arrivées. Vérifiez le réseau.');
      }
      redraw((count) => count + 1);
    },
    [from],
  );
  useEffect(() => {
    current.current = from;
    windows.current = new Map();
    void ask(0);
  }, [from, ask]);
  const want = useCallback(
    (first: number, last: number) => {
      for (let rank = Math.floor(first / WINDOW_ROWS); rank <= Math.floor(last / WINDOW_ROWS); rank += 1)
        void ask(rank);
    },
    [ask],
  );
  const rowAt: RowAt = (index) => {
    const window = windows.current.get(Math.floor(index / WINDOW_ROWS));
    if (!window || window === 'asked') return null;
    const place = index % WINDOW_ROWS;
    const cells = window.rows[place];
    return cells ? { id: window.ids[place] ?? index, cells } : null;
  };
  const retry = useCallback(() => void ask(0), [ask]);
  return { total, rowAt, want, refusal, retry };
}
