// What a file says of people, made fit to be kept and shown: names without signs that hide or turn others, of a reasonable length.
// Called by returns.ts.
import type {
  ReturnedBlock,
  ReturnedHand,
  ReturnedParagraph,
  ReturnedText,
  Tracking,
} from '../written/returned-text.ts';

/** Characters of a name. */
const NAME = 80;
/** Where a file names nobody. */
const NOBODY = 'auteur inconnu';

/** A name as it is shown. */
function cleanName(name: string): string {
  const words = name
    .normalize('NFC')
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  return [...words].slice(0, NAME).join('').trim() || NOBODY;
}

const cleanDate = (date: string | null): string | null =>
  date !== null && date.length <= 40 && !Number.isNaN(Date.parse(date)) ? new Date(date).toISOString() : null;

const cleanHand = ({ author, date }: ReturnedHand): ReturnedHand => ({
  author: cleanName(author),
  date: cleanDate(date),
});

function cleanTracking<Tracked extends Tracking>(tracked: Tracked): Tracked {
  const clean = { ...tracked };
  for (const track of ['inserted', 'deleted', 'restyled'] as const) {
    const hand = tracked[track];
    if (hand) clean[track] = cleanHand(hand);
  }
  return clean;
}

const cleanParagraph = (paragraph: ReturnedParagraph): ReturnedParagraph => ({
  ...paragraph,
  runs: paragraph.runs.map(cleanTracking),
  ...(paragraph.end && { end: cleanTracking(paragraph.end) }),
  ...(paragraph.reshaped && { reshaped: cleanHand(paragraph.reshaped) }),
});

const cleanBlock = (block: ReturnedBlock): ReturnedBlock =>
  block.kind === 'paragraph'
    ? cleanParagraph(block)
    : {
        ...block,
        ...(block.change && { change: cleanTracking(block.change) }),
        ...(block.lines && { lines: block.lines.map(cleanTracking) }),
        rows: block.rows.map((cells) =>
          cells.map((cell) => ({
            ...cell,
            ...(cell.change && { change: cleanTracking(cell.change) }),
            ...(cell.merged && { merged: cleanHand(cell.merged) }),
            paragraphs: cell.paragraphs.map(cleanParagraph),
          })),
        ),
      };

/** A file as it is kept. */
export const cleanText = ({ blocks, comments, ...text }: ReturnedText): ReturnedText => ({
  ...text,
  blocks: blocks.map(cleanBlock),
  comments: comments.map((comment) => ({ ...comment, author: cleanName(comment.author) })),
});
