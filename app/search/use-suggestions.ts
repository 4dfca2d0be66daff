// What the field of the header suggests while one types: asked for after a pause, and only the last question's answer is
// shown. A plain request: one that fails leaves the page as it is.
import { useEffect, useState } from 'react';
import type { FoundHit } from './queries.ts';

/** From the last key to the question, ms: between two keys of somebody who types slowly. */
const PAUSE_MS = 180;

/** Letters from which suggestions say something. */
const LEAST = 2;

/** What was found for some words. */
export interface Suggestions {
  words: string;
  hits: readonly FoundHit[];
}

const isAnswer = (answer: unknown): answer is { hits: FoundHit[] } =>
  typeof answer === 'object' && answer !== null && Array.isArray((answer as { hits?: unknown }).hits);

/** The suggestions for what is typed now, or for what was a moment ago; null while there are none to show. */
export function useSuggestions(typed: string): Suggestions | null {
  const [suggestions, setSuggestions] = useState<Suggestions | null>(null);
  const words = typed.trim();
  const isEnough = words.length >= LEAST;
  useEffect(() => {
    if (!isEnough) {
      setSuggestions(null);
      return;
    }
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      const address = `/recherche/suggestions?${new URLSearchParams({ q: words })}`;
      const response = await fetch(address, { signal: asking.signal }).catch(() => null);
      const answer: unknown = response?.ok ? await response.json().catch(() => null) : null;
      if (!asking.signal.aborted && isAnswer(answer)) setSuggestions({ words, hits: answer.hits });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [words, isEnough]);
  return isEnough ? suggestions : null;
}
