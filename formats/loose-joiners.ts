// What LibreOffice puts into the first cell of a row that comes or goes, so that there is a sign to track: a joiner that joins nothing.
// It stays in the file and is none of the words. Called by the readers.
import type { Run } from '#domain/written/written-text.ts';

const BEFORE = /^\u200d+/;
const BEHIND = /\u200d+$/;

/** The runs of a paragraph of a cell without joiners before the first word and behind the last. */
export function withoutLooseJoiners<One extends Run>(runs: readonly One[]): One[] {
  const kept = [...runs];
  for (const [edge, sign] of [
    [0, BEFORE],
    [-1, BEHIND],
  ] as const)
    for (let run = kept.at(edge); run && sign.test(run.text); run = kept.at(edge)) {
      const text = run.text.replace(sign, '');
      kept.splice(edge, 1, ...(text === '' ? [] : [{ ...run, text }]));
      if (text !== '') break;
    }
  return kept;
}
