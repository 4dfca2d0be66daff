// What a decision did, suggested again: each author's part as theirs, and what was decided of others meanwhile done anew to what
// comes back. Browser-safe; called by reopenings.ts, which knows the database.
import type * as Y from 'yjs';
import { type SettledChange, suggestionsCut } from './settled-changes.ts';
import { type Settling, settleSuggestions } from './settling.ts';
import { suggestionsIn } from './suggested-text.ts';
import { TakingBack } from './taken-back.ts';

/** What was decided of a suggestion, and by which decision. */
export interface Fate {
  decisionId: string;
  settling: Settling;
}

/** The suggestions that changes would bring back with those that are asked for: who calls `suggestAgain` says what became of them. */
export const suggestionsCutBy = (changes: readonly SettledChange[]): string[] => [
  ...new Set(changes.flatMap(suggestionsCut)),
];

/** What is to be taken back, and what is known of the suggestions that it is about. */
interface Reopening {
  /** The suggestions that are to wait again, and those that had gone along with them. */
  coming: ReadonlySet<string>;
  /** What was decided of others meanwhile. */
  fates: ReadonlyMap<string, Fate>;
  /** Whose each suggestion is; null: nobody's any more. */
  authors: ReadonlyMap<string, string | null>;
}

/** Who is to write a change that is taken back: whose words and blocks they are is whose client wrote them. */
function writerOf(change: SettledChange, { authors }: Pick<Reopening, 'authors'>): string | null {
  const by = change.act === 'cut' || change.act === 'line' ? change.by : null;
  return authors.get(by ?? change.suggestionIds[0] ?? '') ?? null;
}

/** What was done of it. */
interface TakenBack {
  done: ReadonlySet<SettledChange>;
  /** What is left to others of what was put back: changes to be taken back likewise. */
  rest: SettledChange[];
  /** What was decided of other suggestions, and had to be done anew, by decision. */
  again: { decisionId: string; changes: SettledChange[] }[];
}

/** Whose turn it is: first to say which blocks came, and then all else. */
interface Turn {
  writer: string | null;
  isOfBlocks: boolean;
}

const isOfBlock = (change: SettledChange): boolean => change.act === 'say' && change.came !== null;

/**
 * Suggests again, as `writer`, what is theirs to write of `changes`. What was decided of other suggestions, or taken back by who
 * made them, stays so.
 */
function suggestAgain(
  text: Y.Text,
  changes: readonly SettledChange[],
  { writer, isOfBlocks }: Turn,
  reopening: Reopening,
): TakenBack {
  const { coming, fates, authors } = reopening;
  return (text.doc as Y.Doc).transact((transaction) => {
    const waiting = new Set(suggestionsIn(text).keys());
    const mayWait = (id: string) => !fates.has(id) && (waiting.has(id) || coming.has(id));
    const isOthers = (id: string) => mayWait(id) && (authors.get(id) ?? null) !== writer;
    const taking = new TakingBack(text, transaction, isOthers);
    taking.run(changes, (change) => writerOf(change, reopening) === writer && isOfBlock(change) === isOfBlocks);
    const strays = [...suggestionsIn(text).keys()].filter((id) => !waiting.has(id) && !mayWait(id));
    return { done: taking.done, rest: taking.rest, again: settleStrays(text, strays, fates) };
  });
}

function settleStrays(text: Y.Text, strays: readonly string[], fates: Reopening['fates']): TakenBack['again'] {
  const byDecision = new Map<string, { settling: Settling; ids: Set<string> }>();
  const forgotten = new Set<string>();
  for (const id of strays) {
    const fate = fates.get(id);
    // Its author has taken it back.
    if (!fate) forgotten.add(id);
    else {
      const { decisionId, settling } = fate;
      const decided = byDecision.get(decisionId) ?? { settling, ids: new Set() };
      byDecision.set(decisionId, decided);
      decided.ids.add(id);
    }
  }
  if (forgotten.size > 0) settleSuggestions(text, forgotten, 'refuse');
  return [...byDecision].map(([decisionId, { settling, ids }]) => ({
    decisionId,
    changes: settleSuggestions(text, ids, settling),
  }));
}

function turnsOf(changes: readonly SettledChange[], reopening: Reopening): Turn[] {
  const writers = (isOfBlocks: boolean) =>
    new Set(changes.filter((one) => isOfBlock(one) === isOfBlocks).map((one) => writerOf(one, reopening)));
  return [true, false].flatMap((isOfBlocks) => [...writers(isOfBlocks)].map((writer) => ({ writer, isOfBlocks })));
}

/**
 * Suggests again what `changes` decided, each author's part as theirs, one `edit` after the other. What could not be taken back is
 * left out of `done`; what keeps an edit from being made ends it, and is told with what was done.
 */
export async function suggestAllAgain(
  changes: readonly SettledChange[],
  { asked, fates, authors }: Pick<Reopening, 'fates' | 'authors'> & { asked: readonly string[] },
  edit: (writer: string | null, change: (text: Y.Text) => void) => Promise<void>,
): Promise<Pick<TakenBack, 'done' | 'again'> & { error: unknown }> {
  const along = changes.flatMap((one) => (one.act === 'cut' || one.act === 'line' ? one.along : []));
  const reopening: Reopening = { coming: new Set([...asked, ...along]), fates, authors };
  const done = new Set<SettledChange>();
  const again: TakenBack['again'] = [];
  try {
    // What is left to others is a format or a word of a block: nothing is left of it to anybody.
    for (let round = [...changes]; round.length > 0; ) {
      const rest: SettledChange[] = [];
      // Blocks are compared with what the decision left; and one that was moved gives its id back before it stands at its former
      // place again.
      for (const turn of turnsOf(round, reopening)) {
        const left = round.filter((change) => !done.has(change));
        const takings: TakenBack[] = [];
        await edit(turn.writer, (text) => void takings.push(suggestAgain(text, left, turn, reopening)));
        for (const taken of takings) {
          for (const change of taken.done) done.add(change);
          rest.push(...taken.rest);
          again.push(...taken.again);
        }
      }
      round = rest;
    }
  } catch (error) {
    return { done, again, error };
  }
  return { done, again, error: null };
}
