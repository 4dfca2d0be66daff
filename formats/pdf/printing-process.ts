// The process that lays out one text and ends: PrintedText as JSON on standard input, the PDF on standard output.
// Started by printing.ts, so that a long text never holds up who is typing elsewhere.
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { type PrintedText, templateInput } from './printed-text.ts';

const template = fileURLToPath(new URL('./printed-text.typ', import.meta.url));
const workspace = fileURLToPath(new URL('.', import.meta.url));

/** Accessible by the standard (PDF/UA-1), or null when the text holds something that the standard refuses. */
function layOut(text: PrintedText, { spans, standard }: { spans: boolean; standard?: string }): Buffer | null {
  const compiler = NodeCompiler.create({ workspace });
  const { result } = compiler.compile({ mainFilePath: template, inputs: { text: templateInput(text, spans) } });
  if (!result) return null;
  try {
    const creationTimestamp = Math.floor(new Date(text.keptAt).getTime() / 1000);
    return compiler.pdf(result, { pdfStandard: standard, creationTimestamp });
  } catch {
    return null;
  }
}

async function readInput(): Promise<PrintedText> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as PrintedText;
}

const text = await readInput();
const pdf =
  layOut(text, { spans: true, standard: 'ua-1' }) ??
  // Merged cells that overlap, or a character that no font draws: still tagged, still every word.
  layOut(text, { spans: false, standard: 'ua-1' }) ??
  layOut(text, { spans: false });
if (!pdf) throw new Error('The text could not be laid out.');
process.stdout.write(pdf);
