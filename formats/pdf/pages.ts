// Draws a page of a deposited PDF without letting its bytes near this process (page-process.ts), one at a time. Called by
// domain/datasets; knows no database.
import { runApart } from '../own-process.ts';

/** What the process is asked: where the file is, and which page, from 1. */
export interface PageAsked {
  path: string;
  page: number;
}

/** A page takes a second, a plan some more. */
const BOUNDS = { heapMegabytes: 512, milliseconds: 20_000, answerBytes: 24 * 1024 * 1024 };

let last: Promise<unknown> = Promise.resolve();

/** A page as SVG, which runs nothing; null for one that cannot be drawn, or not within bounds. */
export function drawPage(asked: PageAsked): Promise<string | null> {
  const drawing = last.then(async () => {
    const { code, answer } = await runApart('page-process', JSON.stringify(asked), BOUNDS);
    return code === 0 && answer.includes('<svg') ? answer : null;
  });
  last = drawing.catch(() => undefined);
  return drawing;
}
