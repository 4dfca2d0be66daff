// Which letter of a block as it went out is which letter of it as it came back. Words put in by tracked changes are told from those
// that were there, so that what was changed with tracking on is known to the letter. Pure; called by read-changes.ts.
import { changesOfWords } from '../comparison/word-changes.ts';

/** A letter as it went out; `isPending`: it was suggested then, and went out as put in. */
interface SentLetter {
  text: string;
  isPending: boolean;
}

/** A letter as it came back. */
interface BackLetter {
  text: string;
  isInserted: boolean;
  isDeleted: boolean;
}

/** In order: both have it; it is gone; it came. Places count letters of the one and of the other. */
type LetterChange =
  | { kind: 'kept'; sent: number; back: number }
  | { kind: 'gone'; sent: number }
  | { kind: 'came'; back: number };

/** What no file keeps: readers of files take it out. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\ufeff\ufff9-\uffff]/;

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

/** The pairs of places that two rows of letters have in common, and what stands between them. */
function* pairs(sent: readonly number[], back: readonly number[], sentWords: string, backWords: string) {
  let [at, place] = [0, 0];
  for (const { change, text } of changesOfWords(sentWords, backWords)) {
    if (change === 'KEPT')
      for (let step = 0; step < text.length; step += 1)
        yield [sent[at + step] as number, back[place + step] as number] as const;
    if (change !== 'ADDED') at += text.length;
    if (change !== 'DROPPED') place += text.length;
  }
}

const textAt = (letters: readonly { text: string }[], places: readonly number[]) =>
  places.map((place) => letters[place]?.text ?? '').join('');

export function alignLetters(sent: readonly SentLetter[], back: readonly BackLetter[]): LetterChange[] {
  const isSeen = (place: number) => !UNSEEN.test(sent[place]?.text ?? '');
  const agreed = range(0, sent.length).filter((place) => isSeen(place) && !sent[place]?.isPending);
  const former = range(0, back.length).filter((place) => !back[place]?.isInserted);
  const changes: LetterChange[] = [];
  let [sentAt, backAt] = [0, 0];
  /** What stands between two letters that both have. */
  const gap = (toSent: number, toBack: number) => {
    const between = range(sentAt, toSent).filter(isSeen);
    const came = range(backAt, toBack);
    const pending = between.filter((place) => sent[place]?.isPending);
    for (const place of between) if (!sent[place]?.isPending) changes.push({ kind: 'gone', sent: place });
    let [p, c] = [0, 0];
    const upTo = (toPending: number, toCame: number) => {
      for (; p < toPending; p += 1) changes.push({ kind: 'gone', sent: pending[p] as number });
      for (; c < toCame; c += 1)
        if (!back[came[c] as number]?.isDeleted) changes.push({ kind: 'came', back: came[c] as number });
    };
    if (pending.length > 0)
      for (const [one, other] of pairs(
        range(0, pending.length),
        range(0, came.length),
        textAt(sent, pending),
        textAt(back, came),
      )) {
        upTo(one, other);
        changes.push({ kind: 'kept', sent: pending[one] as number, back: came[other] as number });
        [p, c] = [one + 1, other + 1];
      }
    upTo(pending.length, came.length);
    [sentAt, backAt] = [toSent + 1, toBack + 1];
  };
  for (const [one, other] of pairs(agreed, former, textAt(sent, agreed), textAt(back, former))) {
    gap(one, other);
    changes.push({ kind: 'kept', sent: one, back: other });
  }
  gap(sent.length, back.length);
  return changes;
}
