// The lines that stand around a text in a file, as the file keeps them out of sight: what was changed in them can be told when it comes
// back, with tracking on or off. In pieces, for Word gives a property of a file 255 characters. Written by office/docx-file.ts, read by
// docx-package.ts.
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Characters of a property. */
const PIECE = 250;
/** Bytes that the lines of an honest file never reach. */
const MOST = 1_000_000;

/** The name of each piece begins so. */
const NAME = 'Ingenierie62.autour.';

/** The properties that keep these lines: names and values. */
export function keptAround(lines: readonly string[]): [name: string, value: string][] {
  const packed = deflateRawSync(JSON.stringify(lines)).toString('base64');
  const pieces = packed.match(new RegExp(`.{1,${PIECE}}`, 'g')) ?? [];
  return pieces.map((piece, rank) => [`${NAME}${rank + 1}`, piece]);
}

/** The lines that properties keep, each under its rank; null where they keep none, or nothing that is to be read. */
export function aroundIn(said: ReadonlyMap<string | null, string>): string[] | null {
  const pieces: string[] = [];
  for (let rank = 1; said.has(`${NAME}${rank}`); rank += 1) pieces.push(said.get(`${NAME}${rank}`) ?? '');
  if (pieces.length === 0) return null;
  try {
    const packed = Buffer.from(pieces.join(''), 'base64');
    const lines: unknown = JSON.parse(inflateRawSync(packed, { maxOutputLength: MOST }).toString());
    return Array.isArray(lines) && lines.every((line) => typeof line === 'string') ? lines : null;
  } catch {
    // Whoever changed it by hand is told less.
    return null;
  }
}
