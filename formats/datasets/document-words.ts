// The words of a deposited text, for the search and the preview.
import { readFile } from 'node:fs/promises';
import { type WrittenBlock, wordsOf } from '#domain/written/written-text.ts';
import { openArchive } from '../archive.ts';
import { readDocx } from '../docx.ts';
import { readOdt } from '../odt.ts';
import { FileRefusal } from '../refusals.ts';
import { clean } from './clean-words.ts';
import { datasetLimits } from './limits.ts';
import { type PdfHeld, pdfWords } from './pdf-words.ts';
import { DatasetRefusal } from './refusals.ts';

const linesOf = (block: WrittenBlock): string[] =>
  block.kind === 'paragraph'
    ? [wordsOf(block)]
    : block.rows.map((row) => row.flatMap(({ paragraphs }) => paragraphs.map(wordsOf)).join('\t'));

/** The words of a DOCX or ODT, at most `textBytes`; null where there are none, or where the file is too large for it. */
export async function documentWords(path: string, format: 'DOCX' | 'ODT', fileBytes: number): Promise<string | null> {
  if (fileBytes > datasetLimits.documentBytes) return null;
  try {
    const archive = await openArchive(await readFile(path));
    const { blocks } = format === 'DOCX' ? await readDocx(archive) : await readOdt(archive);
    const words = clean(blocks.flatMap(linesOf).join('\n')).trim();
    return words === '' ? null : cut(words);
  } catch (error) {
    throw error instanceof FileRefusal ? asDatasetRefusal(error) : error;
  }
}

/** The words of a PDF, at most `textBytes`, and its pages. Of what is too large, protected or broken neither: it is kept unread. */
export async function pdfHeld(path: string, fileBytes: number): Promise<PdfHeld> {
  if (fileBytes > datasetLimits.documentBytes) return { words: null, pages: null, isProtected: false };
  const held = pdfWords(await readFile(path));
  return { ...held, words: held.words === null ? null : cut(clean(held.words)) };
}

function asDatasetRefusal({ reason, found }: FileRefusal): DatasetRefusal {
  if (reason === 'PROTECTED' || reason === 'BOMB' || reason === 'HOSTILE') return new DatasetRefusal(reason);
  if (reason === 'TOO_LONG') return new DatasetRefusal('TOO_LONG');
  return new DatasetRefusal('DAMAGED', found);
}

function cut(words: string): string {
  const bytes = Buffer.from(words);
  if (bytes.length <= datasetLimits.textBytes) return words;
  // A character that the cut halves is left out.
  return new TextDecoder().decode(bytes.subarray(0, datasetLimits.textBytes), { stream: true });
}
