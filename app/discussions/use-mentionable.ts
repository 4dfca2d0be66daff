// Whom a comment may name, asked of the server while a name is typed.
import { useEffect, useState } from 'react';
import type { Mentioned } from './panel-types.ts';

/** A pause in typing, ms: shorter than one notices, longer than between two keys. */
const PAUSE_MS = 120;

/** The proposals for the beginning of a name (null: none is typed); those of the last answer until the next comes. */
export function useMentionable(conventionId: string, query: string | null): readonly Mentioned[] {
  const [found, setFound] = useState<readonly Mentioned[]>([]);
  useEffect(() => {
    if (query === null) return setFound([]);
    const abandoned = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const path = `/conventions/${conventionId}/mentions?${new URLSearchParams({ q: query })}`;
        const response = await fetch(path, { signal: abandoned.signal });
        setFound(response.ok ? ((await response.json()) as Mentioned[]) : []);
      } catch {
        // Typed on, or offline: a name may still be written, as plain words.
        if (!abandoned.signal.aborted) setFound([]);
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abandoned.abort();
    };
  }, [conventionId, query]);
  return found;
}
